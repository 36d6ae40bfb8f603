/** Puts the day on which a program was made into what is built, so that no release has to set it by hand. */
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { Day } from '../contract/day.ts'
import { dayInTokyo } from '../contract/tokyo.ts'
import { commitDay } from '../main/built.ts'

const ROOT = join(import.meta.dirname, '..')

/**
 * The day of a build: that of `SOURCE_DATE_EPOCH` (seconds since 1970, https://reproducible-builds.org/specs/source-date-epoch/),
 * which a packager of sources without git sets; else of the newest commit, so that two builds of one commit are the same; else today.
 * @throws where the variable is set and is no number of seconds
 */
export const builtDay = (epoch = process.env.SOURCE_DATE_EPOCH, checkout = ROOT, now = Date.now()): Day => {
  if (epoch === undefined || epoch === '') return commitDay(checkout) ?? dayInTokyo(now)
  if (!/^\d{1,12}$/.test(epoch)) throw new Error(`SOURCE_DATE_EPOCH: not a number of seconds: ${epoch}`)
  return dayInTokyo(Number(epoch) * 1_000)
}

/** Builds {@link builtDay} in where the sources ask git. */
export const withBuiltDay: Plugin = {
  name: 'with-built-day',
  enforce: 'pre',
  load: (id) =>
    id === join(ROOT, 'main', 'built.ts')
      ? `export const builtOn = () => ${JSON.stringify(builtDay())}`
      : null,
}
