import { dayInTokyo, instantInTokyo } from '../contract/tokyo.ts'
import type { Clock } from './ports.ts'

/** The machine's clock and timers. Timers keep no process alive by themselves. */
export const systemClock: Clock = {
  instant: () => instantInTokyo(Date.now()),
  today: () => dayInTokyo(Date.now()),
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
