import { useWords } from '../../languages/index.ts'
import { Picker } from '../../parts/picker.tsx'
import { useDesk } from '../../state/desk.ts'
import settingsPageCss from './settings-page.module.css'
import { changeSettings, useSettings } from './use-setting.ts'

/** The reader that the desk uses, where there are several. */
export const ReaderChoice = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { cardReader } = useDesk()
  const settings = useSettings()
  const present = 'reader' in cardReader ? [cardReader.reader] : []
  const readers = [...new Set([...present, ...(settings.cardReader === null ? [] : [settings.cardReader])])]
  return (
    <>
      <h3 className={settingsPageCss.settingsPart}>{t('lamps.cardReader')}</h3>
      <div className={settingsPageCss.settingsFields}>
        <Picker
          label={t('settings.cardReader')}
          value={settings.cardReader ?? ''}
          isDisabled={!mayChange}
          choices={[
            { id: '', word: t('settings.anyReader') },
            ...readers.map((reader) => ({ id: reader, word: reader })),
          ]}
          onChange={(id) => changeSettings({ cardReader: id === '' ? null : id })}
        />
      </div>
    </>
  )
}
