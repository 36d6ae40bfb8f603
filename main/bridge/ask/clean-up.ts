/**
 * Removes the answers to this terminal's own requests of earlier days, where the clinic has set so. Nothing else in the
 * folders is ever removed: other programs read the same files.
 */
import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '../../../contract/day.ts'
import { codeOf } from '../folder/file.ts'
import { findFolder } from '../folder/find.ts'
import { lookUpNames, registrationNames } from '../layout.ts'
import { rangeOf } from './names.ts'
import { answersTo } from './post.ts'

/** Six digits of the day, three letters or digits of the terminal, three of the count: `261130k3f001`. */
const OWN_NAME = /_(\d{6})([0-9a-z]{3})[0-9a-z]{3}\.(?:xml|zip|err)$/

/**
 * Tells whether a file in `res` answers a request that this terminal has made before a day.
 * @example `OQSsiquc01res_261130k3f001.xml` of terminal k3f, asked on 2026-12-01 → true
 */
export const isOwnOldAnswer = (file: string, terminal: string, today: Day): boolean => {
  const [, day = '', range] = OWN_NAME.exec(file) ?? []
  if (range !== rangeOf(terminal) || day >= today.slice(2).replaceAll('-', '')) return false
  const name = `${day}${file.slice(file.lastIndexOf('_') + 7, file.lastIndexOf('.'))}`
  return [lookUpNames(name), registrationNames(name)].some((names) => answersTo(names).includes(file))
}

/**
 * @returns how many files were removed
 * @throws what the system says where `res` cannot be read
 */
export const removeOldAnswers = async (root: string, terminal: string, today: Day): Promise<number> => {
  const res = await findFolder(root, 'res')
  if (res === null) return 0
  const old = (await readdir(res)).filter((file) => isOwnOldAnswer(file, terminal, today))
  let removed = 0
  for (const file of old)
    try {
      await unlink(join(res, file))
      removed += 1
    } catch (error) {
      // Another program may have taken it, or holds it: the next day looks again.
      if (codeOf(error) === 'unknown') throw error
    }
  return removed
}
