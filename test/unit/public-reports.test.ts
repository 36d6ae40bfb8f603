/** Faults that others reported of programs that do a part of this job, each tried here: docs/public-reports.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareNames } from '../../contract/names/compare.ts'
import type { CodeTemplate } from '../../contract/scan.ts'
import { readByTemplate } from '../../main/codes/template.ts'
import { readText } from '../../main/codes/text.ts'
import { cell, identifierCell } from '../../main/journal/csv-cell.ts'
import { ageGroup } from '../../main/rules/ages.ts'
import { addMonths, addYears, endOfMonthAfter } from '../../main/rules/dates/arithmetic.ts'
import { parseDate } from '../../main/rules/dates/parse.ts'
import { printEraDate } from '../../main/rules/dates/print.ts'

const ROOT = join(import.meta.dirname, '..', '..')

describe('names', () => {
  test.each([
    ['髙島 見本', '高島 見本'],
    ['葛󠄀城 見本', '葛城 見本'],
    ['愛媛󠄃 見本', '愛媛 見本'],
    ['神谷 見本', '神谷 見本'],
    ['神︀谷 見本', '神谷 見本'],
    ['見本 堯', '見本 尭'],
    ['見本 巖', '見本 巌'],
    ['見本 彥', '見本 彦'],
    ['見本 瑤', '見本 瑶'],
    ['見本 禎祿', '見本 禎禄'],
    ['見本 惠', '見本 恵'],
    ['渡邊 見本', '渡邉 見本'],
    ['篠ﾉ井 見本', '篠ノ井 見本'],
    ['富ヶ谷 見本', '富ケ谷 見本'],
    ['ｳﾞｪﾗ', 'ヴェラ'],
    ['カ゛', 'ガ'],
    ['Löb Aron Bär', 'LOEB ARON BAER'],
    ['Lühe', 'LUEHE'],
    ['Agüero', 'AGUERO'],
    ['García-López', 'GARCIA LOPEZ'],
    ['John', 'JOHN'],
    ['MARION RUSSELL', 'Russell Marion'],
    ['ﾆｬｰﾆｬｰ', 'ニャーニャー'],
    ['ｲﾛﾊﾆﾎﾍﾄ', 'イロハニホヘト'],
    ['戶田 見本', '戸田 見本'],
    ['見本 祐', '見本 祐'],
    ['莵道 見本', '菟道 見本'],
    ['岡谷ＪＣＴ', '岡谷JCT'],
  ])('%s and %s are one name', (one, other) =>
    expect(['same', 'variant']).toContain(compareNames(one, other)),
  )

  test.each([
    ['ﾞｷ', 'ガ'],
    ['ﾟﾋ', 'パ'],
    ['ｳﾞ', 'ウ'],
    ['ユウキ', 'ユキ'],
    ['リイナ', 'リナ'],
    ['ｲﾛﾊﾆﾎﾍﾄ', 'イロハニホヘド'],
    ['ｱﾞﾐﾎﾝ', 'ア'],
    ['舟山 見本', '船山 見本'],
    ['JOHN SMITH', 'JOHN PAUL SMITH'],
  ])('%s and %s stay two', (one, other) => expect(compareNames(one, other)).toBe('different'))

  test('letters and kana that do not fit are not judged: 愛知 and チバ', () => {
    expect(compareNames('愛知 見本', 'チバ ミホン')).toBe('unlike')
  })
})

describe('days', () => {
  test.each([
    ['昭和64年1月7日', '1989-01-07'],
    ['明治45年7月29日', '1912-07-29'],
    ['大正15年12月24日', '1926-12-24'],
    ['大正15年12月25日', '1926-12-25'],
    ['昭和元年12月25日', '1926-12-25'],
    ['平成31年4月30日', '2019-04-30'],
    ['令和元年5月1日', '2019-05-01'],
    ['令和1年5月14日', '2019-05-14'],
    ['㋿元年5月1日', '2019-05-01'],
    ['明治元年10月23日', '1868-10-23'],
    ['明治元年1月25日', '1868-01-25'],
    ['明治6年1月1日', '1873-01-01'],
    ['昭和63年12月31日', '1988-12-31'],
    ['昭和27年2月29日', '1952-02-29'],
    ['令和6年2月29日', '2024-02-29'],
    ['R6.2.29', '2024-02-29'],
  ])('%s is %s, and is printed under its era again', (text, day) => {
    expect(parseDate(text, 'birth')).toEqual({ ok: true, value: { day } })
    expect(parseDate(printEraDate(day), 'birth')).toEqual({ ok: true, value: { day } })
  })

  test.each([
    ['令和0年5月1日', 'no-such-day'],
    ['平成31年5月1日', 'out-of-era'],
    ['昭和64年1月8日', 'out-of-era'],
    ['昭和111年1月1日', 'format'],
    ['天保2年1月1日', 'format'],
    ['慶応4年1月1日', 'format'],
    ['安政2年1月1日', 'format'],
    ['26/11/28', 'no-era'],
    ['2025/02/29', 'no-such-day'],
    ['04/01/1950', 'format'],
  ])('%s is no birth date: %s', (text, problem) => {
    expect(parseDate(text, 'birth')).toEqual({ ok: false, problem })
  })

  test('an expiry printed before the era changed is read, with a warning', () => {
    expect(parseDate('平成32年3月31日', 'expiry')).toEqual({
      ok: true,
      value: { day: '2020-03-31', warning: 'era-ended' },
    })
  })
})

describe('months and years', () => {
  test('the end of a month is not left behind, nor carried into the next month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-01-31', 2)).toBe('2026-03-31')
    expect(endOfMonthAfter('2026-11-30', 3)).toBe('2027-02-28')
    expect(endOfMonthAfter('2026-02-10', 3)).toBe('2026-05-31')
  })

  test('years are counted over the change of an era', () => {
    expect(addYears('1988-12-31', 1)).toBe('1989-12-31')
    expect(ageGroup('1951-11-28', '2026-11-28')).toBe('75-and-over')
  })
})

describe('text of a code', () => {
  const utf8 = (text: string) => readText(new TextEncoder().encode(text), ']Q1')

  test.each(['麻杏石甘口服液', '调压柜_3253', 'あいうえお123', 'ÄTest 1', 'MÜLLER', 'José', 'Łukasz Żak'])(
    '%s in UTF-8 is that text',
    (text) => expect(utf8(text)).toMatchObject({ ok: true, value: { text } }),
  )

  test('half-width kana of cp932 that are valid UTF-8 too stay kana', () => {
    for (const [bytes, text] of [
      [[0xd0, 0xb6], 'ﾐｶ'],
      [[0xc3, 0xa9], 'ﾃｩ'],
      [[0xc2, 0xb6, 0x20, 0xca, 0xb6], 'ﾂｶ ﾊｶ'],
    ] as const)
      expect(readText(Uint8Array.from(bytes), ']Q1')).toMatchObject({ ok: true, value: { text } })
  })

  test('あいうえお123 in Shift JIS is that text', () => {
    const bytes = [0x82, 0xa0, 0x82, 0xa2, 0x82, 0xa4, 0x82, 0xa6, 0x82, 0xa8, 0x31, 0x32, 0x33]
    expect(readText(Uint8Array.from(bytes), null)).toMatchObject({
      ok: true,
      value: { text: 'あいうえお123' },
    })
  })

  test('what a keyboard driver could not type is refused, not guessed: a control character in the middle', () => {
    expect(utf8('AB\u001dCD')).toEqual({ ok: false, problem: 'CONTROL_CHARACTERS' })
  })
})

describe('a code that was cut short', () => {
  const template: CodeTemplate = {
    name: 'dates',
    kind: 'eligibility-certificate',
    dates: 'yyyymmdd',
    pattern: '^SK;(?<number>[0-9]+);(?<expiresOn>[0-9]*)$',
  }

  test('a day without its last digit is no day', () => {
    expect(readByTemplate('SK;34;20270331', [template])).toMatchObject({
      ok: true,
      value: { fields: { expiresOn: '2027-03-31' } },
    })
    for (const cut of ['SK;34;2027033', 'SK;34;202703']) {
      expect(readByTemplate(cut, [template])).toEqual({ ok: false, problem: 'FIELD' })
    }
  })

  test('a zero byte inside ends nothing, and is refused', () => {
    expect(readText(new TextEncoder().encode('AB\u0000CD'), ']Q1')).toEqual({
      ok: false,
      problem: 'CONTROL_CHARACTERS',
    })
  })
})

describe('cells of a spreadsheet', () => {
  test.each([
    '030611',
    '098475324',
    '02138',
    '8901042960340',
    '468768768833943384',
    '100E10',
    '2310009E13',
    'MARCH1',
    '10-2-3',
    '5:30',
    '073 090 7665',
    '0912345678',
    '00421912345678',
    '06601234567',
    '004',
    '4.41E+11',
    '1/2',
    'TRUE',
  ])('%s of an identifier stays that text', (text) => {
    expect(identifierCell(text)).toBe(`"=""${text}"""`)
  })

  test.each([
    "=cmd|' /C calc'!A0",
    '+819012345678',
    '+353861234567',
    '-1',
    '@SUM(1)',
    '\t=1+1',
    ' =1+1',
    '\u200b=1+1',
  ])('%j calculates nothing', (text) => {
    for (const written of [cell(text), identifierCell(text)]) expect(written.startsWith(`"'`)).toBe(true)
  })
})

describe('the page of the reports', () => {
  const page = readFileSync(join(ROOT, 'docs', 'public-reports.md'), 'utf8')
  const rows = page.split('\n').filter((line) => /^\| https:/.test(line))
  const KINDS = ['Rules', 'Card readers', 'Scanners and codes', 'Spreadsheets', 'Names', 'Days']

  test('has at least twenty of each kind', () => {
    for (const kind of KINDS) {
      const section = page.split(`## ${kind}\n`)[1]?.split('\n## ')[0] ?? ''
      expect(section.match(/^\| https:/gm)?.length, kind).toBeGreaterThanOrEqual(20)
    }
  })

  test('names tests that are there', () => {
    const texts = ['test', 'fixtures/cases'].flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(join(ROOT, room, name), 'utf8')),
    )
    const named = rows.flatMap((row) => [...(row.split('|').at(-2) ?? '').matchAll(/“([^”]+)”/g)])
    expect(named.length).toBeGreaterThan(70)
    for (const [, title = ''] of named)
      expect(
        texts.some((text) => text.includes(title)),
        title,
      ).toBe(true)
  })
})
