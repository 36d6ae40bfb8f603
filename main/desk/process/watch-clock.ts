import { clockJump } from '../../journal/index.ts'
import type { DeskEvent } from '../model/core.ts'
import type { Clock } from '../ports.ts'

/** How often the clocks are compared. */
export const CLOCK_CHECK_MILLISECONDS = 10_000
/** A time server corrects by seconds; a machine that has slept is behind by more. */
const ABSENCE_MILLISECONDS = 60_000
/** Looking for the zone may read files: once a minute is enough for what changes once in a machine's life. */
const CHECKS_A_ZONE = 6

/**
 * Compares the wall clock with the monotonic one, the day with the desk's, and the zone with Japan's.
 * @param shownDay the day that the desk knows
 * @param dayChanged the visits of another day are wanted
 * @param wasAway the wall clock went ahead of the monotonic one: the machine has slept, or its clock was set
 */
export const watchClock = (
  clock: Clock,
  shownDay: () => string,
  tell: (event: DeskEvent) => void,
  dayChanged: () => void,
  wasAway: () => void,
) => {
  const readClocks = () => ({ iso: clock.instant(), monotonicMs: clock.monotonic() })
  let clocks = readClocks()
  /** The name of a zone that is not Japan's. */
  let wrongZone: string | null = null
  let checks = 0

  const checkZone = (): void => {
    checks += 1
    if (checks % CHECKS_A_ZONE !== 1) return
    const zone = clock.zone()
    const wrong = zone.isRight ? null : zone.name()
    if (wrong === wrongZone) return
    wrongZone = wrong
    tell({ type: 'zone', zone: wrong ?? zone.name(), isRight: zone.isRight })
  }
  const checkClocks = (): void => {
    const now = readClocks()
    const jump = clockJump(clocks, now)
    clocks = now
    const today = clock.today()
    if (jump === 0 && today === shownDay()) return
    tell({ type: 'clock', today, jumpedMilliseconds: jump === 0 ? null : jump })
    dayChanged()
    if (jump >= ABSENCE_MILLISECONDS) wasAway()
  }
  return { checkClocks, checkZone }
}
