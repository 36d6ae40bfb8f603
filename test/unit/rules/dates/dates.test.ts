import { JapaneseCalendar, parseDate as parseIso, toCalendar } from '@internationalized/date'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDay } from '../../../../contract/calendar.ts'
import {
  addDays,
  addMonths,
  addYears,
  endOfMonthAfter,
  firstOfNextMonth,
} from '../../../../main/rules/dates/arithmetic.ts'
import { ERAS, eraOf } from '../../../../main/rules/dates/eras.ts'
import { type DateUse, parseDate, writtenDate } from '../../../../main/rules/dates/parse.ts'
import { printEraDate } from '../../../../main/rules/dates/print.ts'

const read = (text: string, use: DateUse = 'birth') => {
  const parsed = parseDate(text, use)
  return parsed.ok ? parsed.value.day : parsed.problem
}
const EVERY_USE = ['birth', 'issue', 'expiry'] as const

describe('dates as people and papers write them', () => {
  test.each([
    ['令和 7年12月 1日', '2025-12-01'],
    ['令和7年12月1日', '2025-12-01'],
    ['令和７年１２月１日', '2025-12-01'],
    ['令和07年12月01日', '2025-12-01'],
    ['令7.12.1', '2025-12-01'],
    ['R7.12.1', '2025-12-01'],
    ['r7.12.1', '2025-12-01'],
    ['Ｒ７．１２．１', '2025-12-01'],
    ['R 7 / 12 / 1', '2025-12-01'],
    ['R7-12-01', '2025-12-01'],
    ['R071201', '2025-12-01'],
    ['令和071201', '2025-12-01'],
    ['㋿7年12月1日', '2025-12-01'],
    ['5071201', '2025-12-01'],
    ['５０７１２０１', '2025-12-01'],
    ['20251201', '2025-12-01'],
    ['2025-12-01', '2025-12-01'],
    ['2025/12/1', '2025-12-01'],
    ['2025.12.1', '2025-12-01'],
    ['2025年12月1日', '2025-12-01'],
    ['西暦2025年12月1日', '2025-12-01'],
    ['2025ー12ー01', '2025-12-01'],
    ['　2025-12-01 ', '2025-12-01'],
    ['令和7年7月31日まで', '2025-07-31'],
    ['令和6年12月2日発行', '2024-12-02'],
    ['昭和25年4月1日生', '1950-04-01'],
    ['令和 6年12月 2日', '2024-12-02'],
    ['令和8年6月1日', '2026-06-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['R元.5.1', '2019-05-01'],
    ['令和1年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['平成5年4月1日', '1993-04-01'],
    ['昭和25年 4月 1日', '1950-04-01'],
    ['昭和64年1月7日', '1989-01-07'],
    ['平成元年1月8日', '1989-01-08'],
    ['昭和元年12月25日', '1926-12-25'],
    ['大正15年12月25日', '1926-12-25'],
    ['大正元年7月30日', '1912-07-30'],
    ['明治45年7月30日', '1912-07-30'],
    ['明治元年1月25日', '1868-01-25'],
    ['M45.7.29', '1912-07-29'],
    ['T1.7.31', '1912-07-31'],
    ['S330303', '1958-03-03'],
    ['3330303', '1958-03-03'],
    ['1450101', '1912-01-01'],
    ['2010801', '1912-08-01'],
    ['4310430', '2019-04-30'],
    ['2028-02-29', '2028-02-29'],
  ])('%s is %s, whatever for', (text, day) => {
    for (const use of EVERY_USE) expect(parseDate(text, use)).toEqual({ ok: true, value: { day } })
  })

  test.each([
    ['', 'empty'],
    [' 　', 'empty'],
    ['まで', 'empty'],
    ['なし', 'format'],
    ['令和●年●月●日', 'format'],
    ['R7.12', 'format'],
    ['2025-12', 'format'],
    ['202512', 'no-era'],
    ['7.12.1', 'no-era'],
    ['7年12月1日', 'no-era'],
    ['元年5月1日', 'no-era'],
    ['071201', 'no-era'],
    ['6071201', 'format'],
    ['0071201', 'format'],
    ['R7.12.1.', 'format'],
    ['x2025-12-01', 'format'],
    ['2025-12-01x', 'format'],
    ['R7.123.1', 'format'],
    ['25-12-01', 'no-era'],
    ['00250-12-01', 'format'],
    ['xR071201', 'format'],
    ['R0712011', 'format'],
    ['120251201', 'format'],
    ['202512011', 'format'],
    ['2025まで1201', 'format'],
    ['2025-02-29', 'no-such-day'],
    ['令和8年2月30日', 'no-such-day'],
    ['令和7年13月1日', 'no-such-day'],
    ['令和7年0月1日', 'no-such-day'],
    ['令和7年1月0日', 'no-such-day'],
    ['令和0年1月1日', 'no-such-day'],
    ['5000101', 'no-such-day'],
    ['1867-12-31', 'no-such-day'],
    ['20251301', 'no-such-day'],
  ])('%j: %s', (text, problem) => {
    for (const use of EVERY_USE) expect(read(text, use)).toBe(problem)
  })

  test.each([
    ['昭和64年1月8日', '1989-01-08'],
    ['平成31年5月1日', '2019-05-01'],
    ['平成35年3月31日', '2023-03-31'],
    ['大正15年12月26日', '1926-12-26'],
    ['明治45年7月31日', '1912-07-31'],
    ['4350331', '2023-03-31'],
  ])('%s lies after its era: refused, and converted for an old expiry', (text, day) => {
    expect(read(text, 'birth')).toBe('out-of-era')
    expect(read(text, 'issue')).toBe('out-of-era')
    expect(parseDate(text, 'expiry')).toEqual({ ok: true, value: { day, warning: 'era-ended' } })
  })

  test.each(['令和元年4月30日', '平成元年1月7日', '昭和元年12月24日', '大正元年7月29日', '明治元年1月24日'])(
    '%s lies before its era: refused for any use',
    (text) => {
      for (const use of EVERY_USE) expect(read(text, use)).toBe('out-of-era')
    },
  )
})

describe('printing', () => {
  test.each([
    ['2025-12-01', '令和7年12月1日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1912-07-30', '大正元年7月30日'],
    ['1912-07-29', '明治45年7月29日'],
    ['1868-01-25', '明治元年1月25日'],
    ['1868-01-24', '1868年1月24日'],
  ])('%s is %s', (day, text) => expect(printEraDate(day)).toBe(text))

  test('print and parse are inverses on every day from 1868 to 2100', () => {
    let days = 0
    for (let at = Date.UTC(1868, 0, 1); at <= Date.UTC(2100, 11, 31); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10)
      if (read(printEraDate(day)) !== day) throw new Error(`${day} → ${printEraDate(day)}`)
      days += 1
    }
    expect(days).toBe(85_102)
  }, 60_000)

  test('the eras agree with a calendar library from the proclamation of Meiji on', () => {
    const names = ['meiji', 'taisho', 'showa', 'heisei', 'reiwa']
    for (let at = Date.UTC(1868, 9, 23); at <= Date.UTC(2100, 11, 31); at += 86_400_000 * 17) {
      const day = new Date(at).toISOString().slice(0, 10)
      const date = toCalendar(parseIso(day), new JapaneseCalendar())
      const year = date.year === 1 ? '元' : date.year
      expect(printEraDate(day)).toBe(
        `${ERAS[names.indexOf(date.era)]?.name}${year}年${date.month}月${date.day}日`,
      )
    }
  })
})

test('the eras’ marks', () => {
  for (const era of ERAS)
    for (const mark of [era.name, era.name[0] ?? '', era.letter, era.letter.toLowerCase(), era.digit])
      expect(eraOf(mark)).toBe(era)
  for (const mark of ['', '慶応', 'K', '6', '令和元']) expect(eraOf(mark)).toBeUndefined()
})

describe('a day', () => {
  test.each(['1868-01-01', '2026-11-22', '2028-02-29', '2000-02-29', '9999-12-31'])('%s exists', (text) =>
    expect(isDay(text)).toBe(true),
  )
  test.each([
    '1867-12-31',
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '２０２６-01-01',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '',
  ])('%j does not', (text) => expect(isDay(text)).toBe(false))
})

describe('arithmetic', () => {
  test.each([
    [addDays('2026-12-31', 1), '2027-01-01'],
    [addDays('2026-03-01', -1), '2026-02-28'],
    [addMonths('2026-11-30', 3), '2027-02-28'],
    [addMonths('2027-11-30', 3), '2028-02-29'],
    [addMonths('2026-06-15', 3), '2026-09-15'],
    [addYears('2028-02-29', 5), '2033-02-28'],
    [addYears('2026-11-01', 5), '2031-11-01'],
    [endOfMonthAfter('2026-04-15', 3), '2026-07-31'],
    [endOfMonthAfter('2026-02-10', 0), '2026-02-28'],
    [firstOfNextMonth('2026-12-05'), '2027-01-01'],
    [firstOfNextMonth('2026-11-30'), '2026-12-01'],
  ])('%s = %s', (computed, expected) => expect(computed).toBe(expected))

  test('days can be added and taken away again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80_000 }),
        fc.integer({ min: -3000, max: 3000 }),
        (from, days) => {
          const day = addDays('1870-01-01', from + 3000)
          expect(addDays(addDays(day, days), -days)).toBe(day)
        },
      ),
    )
  })
})

describe('the parts of a date, as they are written', () => {
  test('the year counts within the era', () => {
    expect(writtenDate('令和 7年12月 1日')).toMatchObject({
      era: { name: '令和' },
      year: 7,
      month: 12,
      day: 1,
    })
    expect(writtenDate('2025/12/1')).toEqual({ era: null, year: 2025, month: 12, day: 1 })
  })
  test('a day that does not exist is still written', () => {
    expect(writtenDate('2026-02-30')).toEqual({ era: null, year: 2026, month: 2, day: 30 })
  })
  test('what is no date has none', () => expect(writtenDate('見本')).toBeNull())
})
