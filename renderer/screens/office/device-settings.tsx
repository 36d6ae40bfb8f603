import { useWords } from '../../languages/index.ts'
import { TickBox } from '../../parts/tick-box.tsx'
import { useDesk } from '../../state/desk.ts'
import { BridgeSettings } from './bridge-settings.tsx'
import { PatientCard } from './patient-card.tsx'
import { ReaderChoice } from './reader-choice.tsx'
import { ScannerStatusRows } from './scanner-status.tsx'
import { SerialScanners } from './serial-scanners.tsx'
import settingsPageCss from './settings-page.module.css'
import { Templates } from './templates.tsx'
import { TypingScanner } from './typing-scanner.tsx'
import { changeSettings, useSettings } from './use-setting.ts'

/** Readers, scanners, the clinic's own card, and the codes of single insurers. */
export const DeviceSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { scanner } = useDesk()
  const settings = useSettings()
  return (
    <>
      <ReaderChoice mayChange={mayChange} />
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
