/** Ends what was written for some time only: every folder of the home has its end here (docs/journal.md). */
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { unfinishedName } from './whole-file.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

const YEAR_DAYS = 366

/**
 * Days for which what lies in a folder of the home is kept after it was written; a purge ends all of it.
 * `papers` is no longer written to: what an earlier version has left there goes with the next backup.
 */
const DAYS = { papers: 0, support: 30, exports: 90 } as const

/**
 * How long ago a file was written, in milliseconds; null where it is gone. One that was written by a clock that was ahead is dated
 * anew: it has reached its end so long after today, and not after a day that may be years away.
 */
const ageOf = (path: string, now: number): number | null => {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  if (written === undefined) return null
  if (written > now)
    try {
      utimesSync(path, now / 1_000, now / 1_000)
    } catch {
      // It is dated anew the next time.
    }
  return Math.max(0, now - written)
}

/** The names in a folder; none if it cannot be read. */
const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * Removes a file or a folder. On Windows one that another program holds, such as a virus scanner, cannot be removed: it
 * goes the next time, and nobody has to wait for that.
 * @returns whether it is gone
 */
export const removeIfPossible = (path: string): boolean => {
  try {
    rmSync(path, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

/** Removes what a process that was killed has left unfinished in a folder. Only while nobody writes there. */
export const removeUnfinished = (folder: string): void => {
  for (const name of namesIn(folder))
    if (name.endsWith(unfinishedName(''))) removeIfPossible(join(folder, name))
}

/**
 * Removes what has reached its end. Call it only while the clock is not in doubt.
 * @param when `retentionYears`: what was put aside goes when its newest row is past the retention · `isPurged`: rows were just
 * removed, and what was written from them goes too · `now`: milliseconds since 1970
 * @returns what was removed
 */
export const clearOut = (
  home: string,
  when: { readonly now: number; readonly retentionYears: number; readonly isPurged: boolean },
): string[] => {
  const ends = Object.entries({ ...DAYS, aside: when.retentionYears * YEAR_DAYS })
  return ends.flatMap(([folder, days]) => {
    const path = join(home, folder)
    const least = when.isPurged && folder !== 'aside' ? 0 : days * DAY_MILLISECONDS
    return namesIn(path)
      .map((name) => join(path, name))
      .filter((file) => (ageOf(file, when.now) ?? -1) >= least)
      .filter(removeIfPossible)
  })
}
