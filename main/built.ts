/** When the program was made. Nobody sets it by hand: the newest commit says it. */
import { execFileSync } from 'node:child_process'
import type { Day } from '../contract/day.ts'
import { dayInTokyo } from '../contract/tokyo.ts'

/** The day of the newest commit of a checkout; null where it is none, or there is no git. */
export const commitDay = (checkout: string): Day | null => {
  try {
    const seconds = execFileSync('git', ['-C', checkout, 'log', '-1', '--format=%ct'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return /^\d+\s*$/.test(seconds) ? dayInTokyo(Number(seconds) * 1_000) : null
  } catch {
    return null
  }
}

/**
 * The day on which this program was made: a clock before it cannot be right. Null where nothing is known of that. A build puts
 * another module in this one's place, which holds its day (scripts/built-day.ts); only what runs from its sources asks git.
 */
export const builtOn = (): Day | null => commitDay(import.meta.dirname)
