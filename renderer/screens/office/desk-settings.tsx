import { STAFF_LANGUAGES } from '../../../contract/languages/staff-language.ts'
import { THEMES } from '../../../contract/office.ts'
import { TEXT_SIZES } from '../../../contract/text-size.ts'
import { languageName, useWords } from '../../languages/index.ts'
import { Picker } from '../../parts/picker.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { ClinicName } from './clinic-name.tsx'
import settingsPageCss from './settings-page.module.css'
import { changeSettings, useSettings } from './use-setting.ts'

const LOCKS = [0, 5, 15, 30, 60] as const

/** How the desk looks, sounds and speaks by itself, before anybody changes it for one patient. */
export const DeskSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const settings = useSettings()
  return (
    <>
      <div className={settingsPageCss.settingsFields}>
        <ClinicName mayChange={mayChange} />
        <Picker
          label={t('settings.language')}
          value={settings.language}
          isDisabled={!mayChange}
          choices={STAFF_LANGUAGES.map((id) => ({ id, word: languageName(id) }))}
          onChange={(id) => changeSettings({ language: STAFF_LANGUAGES.find((each) => each === id) ?? 'ja' })}
        />
        <Picker
          label={t('display.textSize')}
          value={settings.textSize}
          isDisabled={!mayChange}
          choices={TEXT_SIZES.map((id) => ({ id, word: t(`display.textSizes.${id}`) }))}
          onChange={(id) => changeSettings({ textSize: TEXT_SIZES.find((each) => each === id) ?? '100' })}
        />
        <Picker
          label={t('display.theme')}
          value={settings.theme}
          isDisabled={!mayChange}
          choices={THEMES.map((id) => ({ id, word: t(`display.themes.${id}`) }))}
          onChange={(id) => changeSettings({ theme: THEMES.find((each) => each === id) ?? 'light' })}
        />
        <Picker
          label={t('settings.lock')}
          value={String(settings.lockAfterMinutes)}
          isDisabled={!mayChange}
          choices={LOCKS.map((minutes) => ({
            id: String(minutes),
            word: minutes === 0 ? t('settings.lockNever') : t('settings.lockAfter', { minutes }),
          }))}
          onChange={(id) => changeSettings({ lockAfterMinutes: Number(id) })}
        />
      </div>
      {mayChange ? (
        <div>
          <TickBox
            word={t('display.soundsOn')}
            isSelected={settings.sounds}
            onChange={(sounds) => changeSettings({ sounds })}
          />
          <TickBox
            word={t('settings.patientWindow')}
            hint={t('settings.patientWindowHint')}
            isSelected={settings.patientWindow}
            onChange={(patientWindow) => changeSettings({ patientWindow })}
          />
          <TickBox
            word={t('settings.phoneReader')}
            hint={t('settings.phoneReaderHint')}
            isSelected={settings.phoneReader}
            onChange={(phoneReader) => changeSettings({ phoneReader })}
          />
          <TickBox
            word={t('settings.asksPatient')}
            hint={t('settings.asksPatientHint')}
            isSelected={settings.asksPatient}
            onChange={(asksPatient) => changeSettings({ asksPatient })}
          />
          <TickBox
            word={t('settings.deskApp')}
            hint={t('settings.deskAppHint')}
            isSelected={settings.deskApp}
            onChange={(deskApp) => changeSettings({ deskApp })}
          />
          <TickBox
            word={t('settings.acceptsKnownPatients')}
            hint={t('settings.acceptsKnownPatientsHint')}
            isSelected={settings.acceptsKnownPatients}
            onChange={(acceptsKnownPatients) => changeSettings({ acceptsKnownPatients })}
          />
        </div>
      ) : null}
    </>
  )
}
