import type { Day } from '../../../contract/day.ts'

/**
 * The Japanese eras. `zero` is the Gregorian year before the era's first: 令和 7 = 2018 + 7. The last day of Meiji and
 * of Taisho is also the first of the next era, and both names are right on it. Meiji begins at its legal,
 * retroactive day. Source: rules.md §4.
 */
export const ERAS = [
  { name: '明治', letter: 'M', digit: '1', zero: 1867, first: '1868-01-25', last: '1912-07-30' },
  { name: '大正', letter: 'T', digit: '2', zero: 1911, first: '1912-07-30', last: '1926-12-25' },
  { name: '昭和', letter: 'S', digit: '3', zero: 1925, first: '1926-12-25', last: '1989-01-07' },
  { name: '平成', letter: 'H', digit: '4', zero: 1988, first: '1989-01-08', last: '2019-04-30' },
  { name: '令和', letter: 'R', digit: '5', zero: 2018, first: '2019-05-01', last: '9999-12-31' },
] as const satisfies readonly {
  readonly name: string
  readonly letter: string
  readonly digit: string
  readonly zero: number
  readonly first: Day
  readonly last: Day
}[]
export type Era = (typeof ERAS)[number]

/** Finds an era by `令和`, `令`, `R`, `r` or `5`. */
export const eraOf = (mark: string): Era | undefined =>
  ERAS.find(
    ({ name, letter, digit }) =>
      mark === name || mark === name[0] || mark.toUpperCase() === letter || mark === digit,
  )

/** Tells whether a day lies in an era, its first and last day included. */
export const isInEra = (day: Day, era: Era): boolean => era.first <= day && day <= era.last
