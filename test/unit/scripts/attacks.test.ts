/**
 * The attack of 2026-11-28 had twenty-one findings, §1 to §21, many of them with several parts. Each part has a test that names
 * it in its title and fails without the mend: this looks whether all of them are still there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const TESTS = join(import.meta.dirname, '..', '..')

/** The parts of a finding, each with a word of the title of its test. */
const PARTS: Readonly<Record<number, readonly RegExp[]>> = {
  1: [/changed any number of times/, /sealed over the right ones/, /taken for "none yet"/],
  2: [/fails halfway is ended/, /no room for a change of the keys/],
  3: [/a clock that is ahead/, /does not begin before its day/],
  4: [/rows that were written in doubt/],
  5: [/pruning/],
  6: [/no wait longer or shorter/],
  7: [/a clock that cannot be right/],
  8: [/guesses of a card/, /wrong sheets wait/, /several people count together/, /a staff card/],
  9: [/TZ in any form/, /crashes after each first state/, /slowed down/],
  10: [/a first start cut off/],
  11: [/certificate chain/],
  12: [/the database that it replaces is asked/, /a slip agrees/, /who has the rows/],
  13: [/every spelling/, /a card rule that would collide/],
  14: [/the heap of the desk/, /leaves no core/, /the unit says/, /each exposure/],
  15: [/recorded as done by a command/, /edited by hand/],
  16: [/reaches everything that was written/],
  17: [/setup/],
  18: [/a machine that has slept/],
  19: [/a missing drive/],
  20: [/patterns/],
  21: [
    /printing/,
    /visits are counted a day at a step/,
    /a backup that was interrupted/,
    /nothing else renames a file or writes a whole one by hand/,
    /a key store that loses power/,
    /a byte every five seconds/,
    /a guess at a PIN/,
  ],
}

/** Every title of a test, or of a group of tests, with the finding that it names: `test('§4 …'`. */
const titles = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.endsWith('attacks.test.ts'))
  .flatMap((name) => [
    ...readFileSync(join(TESTS, name), 'utf8').matchAll(/['"`](§\d[^\n]*?)['"`],?\s*(?:async|\(|$)/gm),
  ])
  .map(([, title = '']) => title)

const named = (title: string): number[] =>
  [...(/^((?:§\d+(?:, )?)+)/.exec(title)?.[1]?.matchAll(/§(\d+)/g) ?? [])].map(([, number]) => Number(number))

test('every finding from §1 to §21 has its parts here', () => {
  expect(Object.keys(PARTS).map(Number)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
})

test.each(
  Object.entries(PARTS).flatMap(([finding, parts]) => parts.map((part) => [Number(finding), part] as const)),
)('§%i %s is the title of a test', (finding, part) => {
  expect(titles.filter((title) => named(title).includes(finding) && part.test(title))).not.toEqual([])
})
