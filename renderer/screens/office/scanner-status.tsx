import type { ScannerStatus } from '../../../contract/scanner.ts'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { classes } from '../../styles/classes.ts'
import settingsPageCss from './settings-page.module.css'

type Refused = Extract<ScannerStatus, { state: 'permission-refused' }>

/** The line for an administrator to write, and its file, so that a scanner may be opened: it is made for that scanner. */
const Permission = ({ device, udevRule }: Pick<Refused, 'device' | 'udevRule'>) => {
  const t = useWords()
  return (
    <div className={settingsPageCss.settingsSection}>
      <p>
        <Phrases text={t('scannerStatus.refused', { device })} />
      </p>
      {udevRule === null ? (
        <p>
          <Phrases text={t('scannerStatus.askAdministrator')} />
        </p>
      ) : (
        <>
          <p>
            <Phrases
              text={t('scannerStatus.udev', { file: '/etc/udev/rules.d/70-uketsuke-scanner.rules' })}
            />
          </p>
          <section aria-label={t('scannerStatus.rule')}>
            <pre className={settingsPageCss.bundleText}>{udevRule}</pre>
          </section>
          <p>
            <Phrases text={t('scannerStatus.afterwards', { command: 'udevadm control --reload' })} />
          </p>
        </>
      )}
    </div>
  )
}

/** The scanners that are connected, or what is the matter and what to do about it. */
export const ScannerStatusRows = ({ scanner }: { scanner: ScannerStatus }) => {
  const t = useWords()
  const word = t(`lamps.scannerStates.${scanner.state}`)
  const devices = scanner.state === 'ready' ? scanner.devices : 'device' in scanner ? [scanner.device] : []
  return (
    <>
      <div className={settingsPageCss.settingsRows}>
        {devices.map((device) => (
          <p key={device} className={settingsPageCss.settingsRow}>
            <span>{device}</span>
            <span className="small soft">{word}</span>
          </p>
        ))}
        {devices.length === 0 ? <p className={classes(settingsPageCss.settingsRow, 'soft')}>{word}</p> : null}
      </div>
      {scanner.state === 'permission-refused' ? <Permission {...scanner} /> : null}
      {scanner.state === 'lost' ? (
        <p>
          <Phrases text={t('scannerStatus.lost')} />
        </p>
      ) : null}
    </>
  )
}
