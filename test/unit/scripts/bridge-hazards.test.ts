/**
 * The official bridge has thirty-eight hazards (docs/bridge.md), many of them with several parts. Each part has a test that
 * names its hazard in its title: this looks whether all of them are still there, and whether the page names each.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const TESTS = join(import.meta.dirname, '..', '..')
const PAGE = join(TESTS, '..', 'docs', 'bridge.md')
const HAZARDS = 38

/** The parts of a hazard, each with words of the title of its test. */
const PARTS: Readonly<Record<number, readonly RegExp[]>> = {
  1: [/appears empty, then half, then whole/],
  2: [/not to be opened at first/, /cannot be opened at first/, /another program holds/],
  3: [/moved away after one whole look/, /moved away by another program/],
  4: [/whole at every moment/],
  5: [
    /lost and back/,
    /lost while a file is half written/,
    /away while the answer is awaited/,
    /network away/,
    /works as without a bridge/,
  ],
  6: [/written again with the same content/, /not told again after a restart/],
  7: [/the same name with other content/],
  8: [/two homes on one machine/, /a second desk on the same home/, /a copy of a home/],
  9: [/ended at a step and begun again/, /kills: /, /kills of the desk/],
  10: [/passed over/, /each day has names of its own/],
  11: [/silence is no answer/, /told as late/, /opens the other ways/, /a visit that is over/],
  12: [/not ours/, /corrected meanwhile/],
  13: [/by its own time/, /not told again after a restart/, /waits, and cannot be taken/],
  14: [/two people within two seconds/, /the newest never replaces/],
  15: [/one result with two/, /wait for a person/],
  16: [/elements in any order/],
  17: [/numbers stay text/],
  18: [/one item, several and none/],
  19: [/however they are written/, /other widths and forms/],
  20: [/half width/, /kana and birth date are nobody/],
  21: [/stays as it is written/, /the others count/],
  22: [/encodings by declaration/, /code page 932/],
  23: [/refused before it is asked/],
  24: [/no document type/, /elements that are single/, /depth without end/, /a value without end/],
  25: [/codes$/, /no other segment/, /does not depend on the code/],
  26: [/in either encoding/, /given back before the refusal/, /by itself/],
  27: [/a bulk result/],
  28: [/never answered is gone with its day/],
  29: [/consents are skipped/],
  30: [/by its own time/, /order of their coming/, /more than two minutes/],
  31: [/left untouched/, /nothing else in the folders/, /ten thousand old ones/, /waits for few/],
  32: [/not the insured person/],
  33: [/masked or no day/, /masked is nobody/],
  34: [/our own patient number is enough/],
  35: [/nothing is kept/, /no number of the person is kept/, /rows, log and papers/],
  36: [/told as such/],
  37: [/diagnosis/],
  38: [/in Japanese/, /the folder by %s/],
}

/** Every title of a test, or of a group of tests, that names a hazard: `it('hazard 5: …'`. */
const titles = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.endsWith('bridge-hazards.test.ts'))
  .flatMap((name) => [
    ...readFileSync(join(TESTS, name), 'utf8').matchAll(/['"`](hazard \d[^\n]*?)['"`],?\s*(?:async|\(|$)/gm),
  ])
  .map(([, title = '']) => title)

const named = (title: string): number[] =>
  (/^hazard ((?:\d+(?:, )?)+): /.exec(title)?.[1] ?? '').split(', ').map(Number)

test(`every hazard from 1 to ${HAZARDS} has its parts here`, () => {
  expect(Object.keys(PARTS).map(Number)).toEqual(Array.from({ length: HAZARDS }, (_, index) => index + 1))
})

test.each(
  Object.entries(PARTS).flatMap(([hazard, parts]) => parts.map((part) => [Number(hazard), part] as const)),
)('hazard %i %s is the title of a test', (hazard, part) => {
  expect(titles.filter((title) => named(title).includes(hazard) && part.test(title))).not.toEqual([])
})

test('no title names a hazard that there is not', () => {
  expect(titles.flatMap(named).filter((hazard) => !(hazard in PARTS))).toEqual([])
})

test('the page names every hazard once, in order', () => {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| (\d+) \|/gm)].map(([, hazard]) => Number(hazard))
  expect(rows).toEqual(Object.keys(PARTS).map(Number))
})
