import { useRef } from 'react'
import { ownCardRuleSchema, patientCardRuleSchema } from '../../../contract/scan.ts'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { KeepButton } from './keep-button.tsx'
import settingsPageCss from './settings-page.module.css'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

/** The clinic's own card (診察券): which codes are taken for one. */
export const PatientCard = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { patientCard } = useSettings()
  const symbologies = useTyped(patientCard?.symbologies.join(' ') ?? '')
  const pattern = useTyped(patientCard?.pattern ?? '')
  const box = useRef<HTMLInputElement>(null)
  const codes = symbologies.text.split(/[\s,]+/).filter((code) => code !== '')
  const none = codes.length === 0 && pattern.text === ''
  const rule = ownCardRuleSchema.safeParse({ symbologies: codes, pattern: pattern.text })
  const isPattern = patientCardRuleSchema.shape.pattern.safeParse(pattern.text).success
  const collides = isPattern && !ownCardRuleSchema.shape.pattern.safeParse(pattern.text).success
  return (
    <>
      <h3 className={settingsPageCss.settingsPart}>{t('settings.patientCard')}</h3>
      <p className="soft">
        <Phrases text={t('settings.patientCardHint')} />
      </p>
      <div className={settingsPageCss.settingsFields}>
        <TextInput
          label={t('settings.symbologies')}
          hint={t('settings.symbologiesHint')}
          value={symbologies.text}
          isInvalid={codes.length > 0 && !patientCardRuleSchema.shape.symbologies.safeParse(codes).success}
          isDisabled={!mayChange}
          box={box}
          onChange={symbologies.setText}
        />
        <TextInput
          label={t('settings.pattern')}
          hint={t(collides ? 'settings.patientCardCollides' : 'settings.patientCardPatternHint')}
          value={pattern.text}
          isInvalid={pattern.text !== '' && (!isPattern || collides)}
          isDisabled={!mayChange}
          onChange={pattern.setText}
        />
      </div>
      {symbologies.isChanged || pattern.isChanged ? (
        <div className={settingsPageCss.settingsButtons}>
          <KeepButton
            box={box}
            isValid={none || rule.success}
            onKeep={() => changeSettings({ patientCard: rule.success && !none ? rule.data : null })}
          />
        </div>
      ) : null}
    </>
  )
}
