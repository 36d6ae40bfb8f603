import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageGroup,
  dayOfReaching,
  firstElderlyDay,
  firstLateElderlyDay,
  lastPreSchoolDay,
} from '../../../main/rules/ages.ts'
import { addDays } from '../../../main/rules/dates/arithmetic.ts'

describe('an age is reached at the end of the day before the birthday', () => {
  test.each([
    [70, '1956-11-01', '2026-10-31'],
    [70, '1956-11-02', '2026-11-01'],
    [6, '2020-04-01', '2026-03-31'],
    [75, '1952-01-01', '2026-12-31'],
    [75, '1952-02-29', '2027-02-28'],
    [76, '1952-02-29', '2028-02-28'],
    [75, '1953-03-01', '2028-02-29'],
  ])('%i, born %s: %s', (age, born, day) => expect(dayOfReaching(age, born)).toBe(day))
})

describe('what follows from it', () => {
  test.each([
    ['2020-04-01', '2026-03-31'],
    ['2020-04-02', '2027-03-31'],
    ['2020-03-31', '2026-03-31'],
    ['2020-01-01', '2026-03-31'],
    ['2020-12-31', '2027-03-31'],
    ['2020-02-29', '2026-03-31'],
  ])('born %s: pre-school through %s', (born, day) => expect(lastPreSchoolDay(born)).toBe(day))
  test.each([
    ['1956-11-01', '2026-11-01'],
    ['1956-11-02', '2026-12-01'],
    ['1956-11-30', '2026-12-01'],
    ['1956-12-31', '2027-01-01'],
    ['1957-01-01', '2027-01-01'],
    ['1956-02-29', '2026-03-01'],
    ['1956-03-01', '2026-03-01'],
  ])('born %s: the rules for 70 from %s', (born, day) => expect(firstElderlyDay(born)).toBe(day))
  test.each([
    ['1951-11-22', '2026-11-22'],
    ['1952-02-29', '2027-03-01'],
    ['1948-02-29', '2023-03-01'],
    ['1952-01-01', '2027-01-01'],
  ])('born %s: the scheme for the elderly from %s', (born, day) =>
    expect(firstLateElderlyDay(born)).toBe(day),
  )
})

test.each([
  ['2026-11-22', '2026-11-22', 'pre-school'],
  ['2020-04-01', '2026-03-31', 'pre-school'],
  ['2020-04-01', '2026-04-01', 'under-70'],
  ['2019-04-02', '2026-03-31', 'pre-school'],
  ['2019-04-01', '2026-03-31', 'under-70'],
  ['2019-04-02', '2026-04-01', 'under-70'],
  ['2018-11-22', '2026-11-22', 'under-70'],
  ['1986-05-05', '2026-11-22', 'under-70'],
  ['1956-11-02', '2026-11-30', 'under-70'],
  ['1956-11-02', '2026-12-01', '70-to-74'],
  ['1956-01-01', '2025-12-31', 'under-70'],
  ['1956-01-01', '2026-01-01', '70-to-74'],
  ['1955-12-31', '2025-12-31', 'under-70'],
  ['1951-11-23', '2026-11-22', '70-to-74'],
  ['1951-11-22', '2026-11-22', '75-and-over'],
  ['1950-12-31', '2026-01-01', '75-and-over'],
  ['1920-01-01', '2026-11-22', '75-and-over'],
] as const)('born %s, on %s: %s', (born, day, group) => expect(ageGroup(born, day)).toBe(group))

test('without a date of birth nobody knows', () => {
  expect(ageGroup(undefined, '2026-11-22')).toBe('unknown')
})

test('the groups follow one another and change on their days only', () => {
  const ORDER = ['pre-school', 'under-70', '70-to-74', '75-and-over']
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 36_000 }), (from, later) => {
      const born = addDays('1930-01-01', from)
      const day = addDays(born, later)
      const before = ORDER.indexOf(ageGroup(born, day))
      const after = ORDER.indexOf(ageGroup(born, addDays(day, 1)))
      const turns = [addDays(lastPreSchoolDay(born), 1), firstElderlyDay(born), firstLateElderlyDay(born)]
      expect(after - before).toBe(turns.includes(addDays(day, 1)) ? 1 : 0)
    }),
    { numRuns: 400 },
  )
})
