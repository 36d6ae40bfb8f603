import { dayInTokyo, instantInTokyo } from '../../../contract/tokyo.ts'
import type { Clock, Zone } from '../ports.ts'

/** Minutes by which Japan is ahead of UTC, in the sign of `Date.getTimezoneOffset`. */
const JAPAN = -9 * 60

/** The engine keeps the first zone that it saw until it is told to look again. */
const lookAgain = (): void => {
  // Taking the variable away, which is not there, is what tells it; where it is set, it rules and nothing can change.
  if (process.env.TZ === undefined) delete process.env.TZ
}

/** The zone that the machine is set to now. The name's tables take 6 MB, which a machine in Japan never needs. */
const machineZone = (): Zone => {
  lookAgain()
  return {
    isRight: new Date().getTimezoneOffset() === JAPAN,
    name: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** The machine's clock and timers. Timers keep no process alive by themselves. */
export const systemClock: Clock = {
  instant: () => instantInTokyo(Date.now()),
  today: () => dayInTokyo(Date.now()),
  zone: machineZone,
  monotonic: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds)
    return { cancel: () => clearTimeout(timer) }
  },
  every: (milliseconds, act) => {
    const timer = setInterval(act, milliseconds)
    timer.unref()
    return { cancel: () => clearInterval(timer) }
  },
}
