import { useWords } from '../../languages/index.ts'
import { Picker } from '../../parts/picker.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { useDesk } from '../../state/connection.ts'
import { BridgeSettings } from './bridge-settings.tsx'
import { PatientCard } from './patient-card.tsx'
import { ScannerStatusRows } from './scanner-status.tsx'
import { SerialScanners } from './serial-scanners.tsx'
import settingsPageCss from './settings-page.module.css'
import { Templates } from './templates.tsx'
import { TypingScanner } from './typing-scanner.tsx'
import { changeSettings, useSettings } from './use-setting.ts'

/** Readers, scanners, the clinic's own card, and the codes of single insurers. */
export const DeviceSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { cardReader, scanner } = useDesk()
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
      {mayChange ? (
        <TickBox
          word={t('settings.cardFace')}
          hint={t('settings.cardFaceHint')}
          isSelected={settings.cardFace}
          onChange={(cardFace) => changeSettings({ cardFace })}
        />
      ) : null}
      <h3 className={settingsPageCss.settingsPart}>{t('lamps.scanner')}</h3>
      <ScannerStatusRows scanner={scanner} />
      <TypingScanner mayChange={mayChange} />
      <SerialScanners mayChange={mayChange} />
      <BridgeSettings mayChange={mayChange} />
      <PatientCard mayChange={mayChange} />
      <Templates mayChange={mayChange} />
    </>
  )
}
