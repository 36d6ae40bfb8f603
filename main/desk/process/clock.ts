import { systemTimers } from '../../../contract/clock.ts'
import { dayInTokyo, instantInTokyo } from '../../../contract/tokyo.ts'
import type { Clock, Zone } from '../ports.ts'
import { windowsZone } from './windows-zone.ts'

/** Minutes by which Japan is ahead of UTC, in the sign of `Date.getTimezoneOffset`. */
const JAPAN = -9 * 60

/** `TZ` that says no more than "as the machine is set", which the engine does not understand. */
const AS_THE_MACHINE = /^:?\/etc\/localtime$/

/** The engine keeps the first zone that it saw until it is told to look again. */
const lookAgain = (): void => {
  // Deleting TZ, even where it is unset, makes V8 read the machine's zone again. Where TZ is set, it rules.
  if (process.env.TZ === undefined || AS_THE_MACHINE.test(process.env.TZ)) delete process.env.TZ
}

/** The offset of `Date.getTimezoneOffset` as it is written: -540 → `UTC+09:00`. */
const offsetName = (offset: number): string => {
  const minutes = Math.abs(offset)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `UTC${offset > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/**
 * The zone that the machine is set to now. The name's tables take 6 MB, which a machine in Japan never needs. Where the
 * engine has no name for it (`TZ=UTC+9`, a path), whatever its types say, the offset is its name.
 */
const machineZone = (): Zone => {
  if (process.platform === 'win32') {
    const { name, offset } = windowsZone()
    return { isRight: offset === JAPAN, name: () => (name === '' ? offsetName(offset) : name) }
  }
  lookAgain()
  const offset = new Date().getTimezoneOffset()
  return {
    isRight: offset === JAPAN,
    name: () => {
      const name: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone
      return name === undefined || name === '' ? offsetName(offset) : name
    },
  }
}

/** The machine's clock and timers. */
export const systemClock: Clock = {
  ...systemTimers,
  instant: () => instantInTokyo(Date.now()),
  today: () => dayInTokyo(Date.now()),
  zone: machineZone,
  every: (milliseconds, act) => {
    const timer = setInterval(act, milliseconds)
    timer.unref()
    return () => clearInterval(timer)
  },
}
