import { memo, useEffect, useState } from 'react'
import type { CardReaderStatus } from '../../contract/card.ts'
import type { CenterStatus } from '../../contract/center.ts'
import type { Day } from '../../contract/day.ts'
import type { DeskState } from '../../contract/desk.ts'
import type { BridgeStatus } from '../../contract/desk-bridge.ts'
import type { StaffLanguage } from '../../contract/languages/staff-language.ts'
import { unreachable } from '../../contract/result.ts'
import type { ScannerStatus } from '../../contract/scanner.ts'
import { dayInTokyo } from '../../contract/tokyo.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { shortDay, timeOfDay } from '../state/days.ts'
import { useDesk } from '../state/desk.ts'
import { classes } from '../styles/classes.ts'
import css from './lamps.module.css'

/** `good`: works · `busy`: working or starting · `off`: not there, and the desk can do without · `look`: somebody should look. */
type Glow = 'good' | 'busy' | 'off' | 'look'

const cardReaderGlow = (status: CardReaderStatus): Glow => {
  switch (status.state) {
    case 'ready':
    case 'read':
      return 'good'
    case 'starting':
    case 'reading':
      return 'busy'
    case 'no-reader':
      return 'off'
    case 'failed':
    case 'no-service':
    case 'unresponsive':
      return 'look'
    default:
      return unreachable(status)
  }
}

const scannerGlow = (status: ScannerStatus): Glow => {
  switch (status.state) {
    case 'ready':
      return 'good'
    case 'starting':
      return 'busy'
    case 'none':
      return 'off'
    case 'permission-refused':
    case 'lost':
      return 'look'
    default:
      return unreachable(status)
  }
}

const GLOW_ICONS = { good: 'tick', busy: 'working', off: 'close', look: 'look' } as const satisfies Record<
  Glow,
  IconName
>

const Lamp = ({ icon, name, glow, word }: { icon: IconName; name: string; glow: Glow; word: string }) => (
  <li className={classes(css.lamp, css[`lamp-${glow}`])}>
    <Icon name={icon} size={1.375} />
    <span className={css.lampName}>{name}</span>
    <span className={css.lampWord}>
      <Icon name={GLOW_ICONS[glow]} size={0.875} />
      <span>{word}</span>
    </span>
  </li>
)

const journalState = ({ journal, office }: DeskState): 'ready' | 'unwritable' | 'overdue' =>
  journal.state === 'ready' && office.journal.backupOverdueDays !== null ? 'overdue' : journal.state
const clockState = ({ clock, clockDoubt }: DeskState): DeskState['clock'] | 'in-doubt' =>
  clockDoubt === null ? clock : 'in-doubt'
const glowOf = (state: string): Glow => (state === 'ready' ? 'good' : 'look')

/** The bridge's state in one word; what is the matter comes before that it works. */
const bridgeWord = (bridge: BridgeStatus) => {
  if (bridge.state !== 'ready') return bridge.state
  if (bridge.isEncrypted) return 'encrypted'
  if (bridge.clockMinutes !== null) return 'clock'
  return bridge.lastFaceAt === null ? 'no-face' : 'ready'
}

/** When the last face result came, or since when none has: a time of today, or a day. */
const faceTime = (bridge: BridgeStatus, today: Day, language: StaffLanguage): string => {
  if (bridge.state !== 'ready') return ''
  const at = bridge.lastFaceAt ?? bridge.since
  const day = dayInTokyo(Date.parse(at))
  return day === today ? timeOfDay(at) : shortDay(day, language)
}

const bridgeGlow = (bridge: BridgeStatus): Glow => {
  switch (bridgeWord(bridge)) {
    case 'off':
      return 'off'
    case 'starting':
      return 'busy'
    case 'ready':
    case 'no-face':
      return 'good'
    case 'unreachable':
    case 'encrypted':
    case 'clock':
      return 'look'
  }
}

const centerGlow = ({ state }: CenterStatus): Glow => {
  switch (state) {
    case 'off':
      return 'off'
    case 'starting':
    case 'behind':
      return 'busy'
    case 'ready':
      return 'good'
    case 'clock':
    case 'down':
    case 'refused':
    case 'diverged':
    case 'elsewhere':
      return 'look'
  }
}

/** The time of day in Tokyo, `10:32`, on its own every few seconds. */
const useTimeOfDay = (): string => {
  const [time, setTime] = useState(() => timeOfDay(new Date().toISOString()))
  useEffect(() => {
    const timer = setInterval(() => setTime(timeOfDay(new Date().toISOString())), 2_000)
    return () => clearInterval(timer)
  }, [])
  return time
}

/**
 * Card reader, scanner, journal and clock: each by drawing, name and word, so that no colour is needed to read them.
 * @param isBare where there is no room for name and word: they are heard, and the drawing with its mark is seen
 */
export const Lamps = memo(({ isBare }: { isBare: boolean }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const time = useTimeOfDay()
  const desk = useDesk()
  const {
    cardReader,
    scanner,
    today,
    bridge: { status: bridge },
    center,
  } = desk
  const journal = journalState(desk)
  const clock = clockState(desk)
  return (
    <ul className={classes(css.lamps, isBare && css.lampsBare)} aria-label={t('lamps.title')}>
      <Lamp
        icon="card-reader"
        name={t('lamps.cardReader')}
        glow={cardReaderGlow(cardReader)}
        word={t(`lamps.cardReaderStates.${cardReader.state}`)}
      />
      <Lamp
        icon="scanner"
        name={t('lamps.scanner')}
        glow={scannerGlow(scanner)}
        word={t(`lamps.scannerStates.${scanner.state}`)}
      />
      <Lamp
        icon="journal"
        name={t('lamps.journal')}
        glow={glowOf(journal)}
        word={t(`lamps.journalStates.${journal}`)}
      />
      {bridge.state === 'off' ? null : (
        <Lamp
          icon="list"
          name={t('lamps.bridge')}
          glow={bridgeGlow(bridge)}
          word={t(`lamps.bridgeStates.${bridgeWord(bridge)}`, { at: faceTime(bridge, today, language) })}
        />
      )}
      {center.state === 'off' ? null : (
        <Lamp
          icon="center"
          name={t('lamps.center')}
          glow={centerGlow(center)}
          word={t(
            center.state === 'down' && center.why !== undefined
              ? `lamps.centerWhys.${center.why}`
              : `lamps.centerStates.${center.state}`,
          )}
        />
      )}
      <Lamp
        icon="clock"
        name={shortDay(today, language)}
        glow={glowOf(clock)}
        word={clock === 'ready' ? time : t(`lamps.clockStates.${clock}`)}
      />
    </ul>
  )
})
