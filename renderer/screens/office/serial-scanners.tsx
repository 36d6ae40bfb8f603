import { type RefObject, useRef, useState } from 'react'
import type { SerialPort, Settings } from '../../../contract/office.ts'
import { useWords } from '../../languages/index.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { Picker } from '../../parts/picker.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import settingsPageCss from './settings-page.module.css'
import { SettingsRows } from './settings-rows.tsx'
import { changeSettings, useSettings } from './use-setting.ts'

type SerialScanner = Settings['scanners']['serial'][number]

/** Bits per second that scanners offer. */
const BAUD_RATES = [9600, 19200, 38400, 57600, 115200] as const
const ENDS = ['idle', 'etx'] as const satisfies readonly SerialScanner['end'][]

const keepSerial = (scanners: Settings['scanners'], serial: SerialScanner[]): void =>
  changeSettings({ scanners: { ...scanners, serial } })

/** Those that are registered. `rows`: where the focus goes when one of them is removed, or one comes. */
const Registered = ({ mayChange, rows }: { mayChange: boolean; rows: RefObject<HTMLElement | null> }) => {
  const t = useWords()
  const { scanners } = useSettings()
  return (
    <SettingsRows label={t('serialScanners.registered')} place={rows}>
      {scanners.serial.length === 0 ? (
        <p className={classes(settingsPageCss.settingsRow, 'soft')}>
          <Phrases text={t('serialScanners.none')} />
        </p>
      ) : null}
      {scanners.serial.map((scanner) => (
        <div key={scanner.path} className={settingsPageCss.settingsRow}>
          <div>
            <p>
              <strong>{scanner.path}</strong>
            </p>
            <p className="small soft">
              <Phrases
                text={t('serialScanners.facts', {
                  rate: scanner.baudRate,
                  end: t(`serialScanners.ends.${scanner.end}`),
                })}
              />
            </p>
          </div>
          {mayChange ? (
            <IconButton
              icon="close"
              label={t('serialScanners.remove', { path: scanner.path })}
              onPress={() => {
                rows.current?.focus()
                keepSerial(
                  scanners,
                  scanners.serial.filter((each) => each !== scanner),
                )
              }}
            />
          ) : null}
        </div>
      ))}
    </SettingsRows>
  )
}

/** One of the ports that were found, and how the scanner on it speaks. */
const Register = ({
  ports,
  onRegister,
}: {
  ports: readonly [SerialPort, ...SerialPort[]]
  onRegister: (scanner: SerialScanner) => void
}) => {
  const t = useWords()
  const [scanner, setScanner] = useState<SerialScanner>({
    path: ports[0].path,
    baudRate: BAUD_RATES[0],
    end: 'idle',
    splitHeader: false,
  })
  return (
    <>
      <div className={settingsPageCss.settingsFields}>
        <Picker
          label={t('serialScanners.port')}
          value={scanner.path}
          choices={ports.map(({ path, description }) => ({
            id: path,
            word: description === '' ? path : `${path} (${description})`,
          }))}
          onChange={(path) => setScanner({ ...scanner, path })}
        />
        <Picker
          label={t('serialScanners.rate')}
          value={String(scanner.baudRate)}
          choices={BAUD_RATES.map((rate) => ({ id: String(rate), word: `${rate} bps` }))}
          onChange={(rate) => setScanner({ ...scanner, baudRate: Number(rate) })}
        />
        <Picker
          label={t('serialScanners.end')}
          value={scanner.end}
          choices={ENDS.map((id) => ({ id, word: t(`serialScanners.ends.${id}`) }))}
          onChange={(chosen) =>
            setScanner({ ...scanner, end: ENDS.find((end) => end === chosen) ?? scanner.end })
          }
        />
      </div>
      <TickBox
        word={t('serialScanners.splitHeader')}
        hint={t('serialScanners.splitHeaderHint')}
        isSelected={scanner.splitHeader}
        onChange={(splitHeader) => setScanner({ ...scanner, splitHeader })}
      />
      <div className={settingsPageCss.settingsButtons}>
        <Button rank="next" icon="plus" onPress={() => onRegister(scanner)}>
          {t('serialScanners.add')}
        </Button>
      </div>
    </>
  )
}

/** Scanners on a serial port (USB-COM): a serial device does not say what it is, and so its port is registered. */
export const SerialScanners = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const rows = useRef<HTMLElement>(null)
  const { serialPorts } = useDesk().office
  const { scanners } = useSettings()
  const [first, ...others] = (serialPorts ?? []).filter(({ path }) =>
    scanners.serial.every((each) => each.path !== path),
  )
  return (
    <>
      <h3 className={settingsPageCss.settingsPart}>{t('serialScanners.title')}</h3>
      <p className="soft">
        <Phrases text={t('serialScanners.hint')} />
      </p>
      <Registered mayChange={mayChange} rows={rows} />
      {mayChange ? (
        <div className={settingsPageCss.settingsButtons}>
          <Button icon="search" onPress={() => send({ type: 'list-serial-ports' })}>
            {t('serialScanners.look')}
          </Button>
        </div>
      ) : null}
      {!mayChange || serialPorts === null ? null : first === undefined ? (
        <p role="status">
          <Phrases text={t('serialScanners.noPorts')} />
        </p>
      ) : (
        <Register
          key={first.path}
          ports={[first, ...others]}
          onRegister={(scanner) => {
            rows.current?.focus()
            keepSerial(scanners, [...scanners.serial, scanner])
          }}
        />
      )}
    </>
  )
}
