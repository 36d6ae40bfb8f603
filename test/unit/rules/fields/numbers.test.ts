import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBranch, sameIdentifier } from '../../../../main/rules/fields/identifiers.ts'
import { hasValidCheckDigit, parseInsurerNumber } from '../../../../main/rules/fields/insurer-number.ts'
import { isPrefecture, LAW_NUMBERS } from '../../../../main/rules/fields/law-numbers.ts'
import { compareNames } from '../../../../main/rules/fields/names.ts'
import { normaliseDigits, normaliseText } from '../../../../main/rules/fields/normalise.ts'
import { parsePayerNumber, parseRecipientNumber } from '../../../../main/rules/fields/public-fund.ts'

const insurer = (text: string) => {
  const parsed = parseInsurerNumber(text)
  return parsed.ok ? parsed.value : parsed.problem
}

describe('the check digit', () => {
  test.each([
    '113019',
    '00113019',
    '33120015',
    '32280414',
    '01130012',
    '39139993',
    '130013',
    '1234566',
    '0000018',
    '00',
  ])('%s holds', (digits) => expect(hasValidCheckDigit(digits)).toBe(true))
  test.each([
    '113018',
    '39131234',
    '67113012',
    '1234567',
    '',
    '0',
    '11301x',
    ' 113019',
    '113019 ',
    '19 ',
    '１１３０１９',
  ])('%s does not', (digits) => expect(hasValidCheckDigit(digits)).toBe(false))
  test('one digit mistyped is always found', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{7}$/),
        fc.nat(6),
        fc.integer({ min: 1, max: 9 }),
        (seven, place, by) => {
          const whole = [...'0123456789'].map((digit) => seven + digit).find(hasValidCheckDigit) ?? ''
          const wrong = (Number(whole[place]) + by) % 10
          expect(hasValidCheckDigit(`${whole.slice(0, place)}${wrong}${whole.slice(place + 1)}`)).toBe(false)
        },
      ),
    )
  })
})

describe('the insurer number', () => {
  test('six digits: 国民健康保険', () => {
    expect(insurer('113019')).toEqual({
      number: '113019',
      kind: 'national',
      prefecture: '11',
      law: null,
      association: true,
      warnings: [],
    })
    expect(insurer('130013')).toMatchObject({ kind: 'national', prefecture: '13', association: false })
  })
  test.each(['00113019', '１１３０１９', ' 11 30 19 ', '113-019', '0000113019', '00000000113019'])(
    '%s is 113019 too',
    (text) => expect(insurer(text)).toMatchObject({ number: '113019', law: null }),
  )
  test.each([
    ['01130012', 'employee', '01', '13'],
    ['33120015', 'employee', '33', '12'],
    ['39139993', 'late-elderly', '39', '13'],
    ['67110015', 'national', '67', '11'],
  ])('%s: %s', (text, kind, law, prefecture) => {
    expect(insurer(text)).toEqual({ number: text, kind, law, prefecture, association: false, warnings: [] })
  })
  test('a padded number of eight digits keeps its own leading zero', () => {
    expect(insurer('0001130012')).toMatchObject({ number: '01130012', law: '01' })
  })
  test('a third digit of 3 says 国民健康保険組合 of six digits only', () => {
    expect(insurer('06330013')).toMatchObject({ kind: 'employee', association: false })
    expect(insurer('06133003')).toMatchObject({ kind: 'employee', association: false })
  })
  test('unknown law and prefecture are warnings', () => {
    expect(insurer('99130015')).toMatchObject({ kind: 'unknown', warnings: ['unknown-law'] })
    expect(insurer('01480011')).toMatchObject({ warnings: ['unknown-prefecture'] })
    expect(insurer('99480014')).toMatchObject({ warnings: ['unknown-law', 'unknown-prefecture'] })
    expect(insurer('01470012')).toMatchObject({ prefecture: '47', warnings: [] })
    expect(insurer('01010016')).toMatchObject({ prefecture: '01', warnings: [] })
  })
  test.each([
    ['', 'empty'],
    [' 　', 'empty'],
    ['11301', 'length'],
    ['00000000', 'no-prefecture'],
    ['000000', 'no-prefecture'],
    ['06000012', 'no-prefecture'],
    ['1130190', 'length'],
    ['1113019111', 'length'],
    ['11301A', 'not-digits'],
    ['A11301', 'not-digits'],
    ['113018', 'check-digit'],
    ['39131234', 'check-digit'],
  ])('%j cannot be one: %s', (text, problem) => expect(insurer(text)).toBe(problem))
  test('every law number is known', () => {
    for (const law of Object.keys(LAW_NUMBERS)) {
      const number = [...'0123456789'].map((digit) => `${law}13001${digit}`).find(hasValidCheckDigit) ?? ''
      expect(insurer(number)).toMatchObject({ law, warnings: [] })
      expect(LAW_NUMBERS[law as keyof typeof LAW_NUMBERS]).not.toBe('')
    }
  })
})

describe('public funds', () => {
  test.each(['54016027', '81136244', '81137242', '88138243', '88131248', '89131247'])(
    '%s is a payer',
    (text) => {
      expect(parsePayerNumber(text)).toEqual({
        ok: true,
        value: { number: text, law: text.slice(0, 2), prefecture: text.slice(2, 4), warnings: [] },
      })
    },
  )
  test('an unknown prefecture is a warning', () => {
    expect(parsePayerNumber('5448 6022')).toMatchObject({
      ok: true,
      value: { warnings: ['unknown-prefecture'] },
    })
  })
  test.each([
    ['', 'empty'],
    ['5401602', 'length'],
    ['540160271', 'length'],
    ['x4016027', 'not-digits'],
    ['5401602x', 'not-digits'],
    ['54016028', 'check-digit'],
    ['00000000', 'no-prefecture'],
    ['54000013', 'no-prefecture'],
  ])('%j cannot be a payer: %s', (text, problem) =>
    expect(parsePayerNumber(text)).toEqual({ ok: false, problem }),
  )
  test('a recipient number that does not count as ours does is a warning', () => {
    expect(parseRecipientNumber('１２３４５６６')).toEqual({
      ok: true,
      value: { number: '1234566', warnings: [] },
    })
    expect(parseRecipientNumber('0000018')).toMatchObject({ ok: true, value: { warnings: [] } })
    expect(parseRecipientNumber('1234567')).toMatchObject({ ok: true, value: { warnings: ['check-digit'] } })
  })
  test.each([
    ['', 'empty'],
    ['123456', 'length'],
    ['12345666', 'length'],
    ['12345 6a', 'not-digits'],
    ['a23456 6', 'not-digits'],
  ])('%j cannot be a recipient: %s', (text, problem) =>
    expect(parseRecipientNumber(text)).toEqual({ ok: false, problem }),
  )
})

describe('branch, symbol and number', () => {
  test.each([
    ['01', '01'],
    ['０１', '01'],
    [' 0 1 ', '01'],
  ])('%j is a branch', (text, branch) => expect(parseBranch(text)).toEqual({ ok: true, value: branch }))
  test.each([
    ['1', 'length'],
    ['001', 'length'],
    ['', 'empty'],
    ['a1', 'not-digits'],
    ['1a', 'not-digits'],
  ])('%j is none: %s', (text, problem) => expect(parseBranch(text)).toEqual({ ok: false, problem }))
  test.each([
    ['１０１', '101'],
    ['101－2', '101-2'],
    ['101ー2', '101‐2'],
    ['公 立', '公立'],
    ['ab12', 'AB12'],
  ])('%s and %s are the same', (one, other) => expect(sameIdentifier(one, other)).toBe(true))
  test.each([
    ['0101', '101'],
    ['101-2', '1012'],
    ['甲', '乙'],
  ])('%s and %s are not', (one, other) => expect(sameIdentifier(one, other)).toBe(false))
  test('every hyphen becomes one', () => {
    expect(normaliseText('１０１‐５−７ー９')).toBe('101-5-7-9')
    expect(normaliseText('1\u200B01')).toBe('101')
  })
  test('normalising leaves what is plain as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z-]*$/), (text) => {
        expect(normaliseText(text)).toBe(text)
        expect(normaliseDigits(text)).toBe(text.replaceAll('-', ''))
      }),
    )
  })
})

describe('names', () => {
  test.each([
    ['国保 太郎', '国保　太郎'],
    ['ｺｸﾎ ﾀﾛｳ', 'コクホ タロウ'],
    ['見本・花子', '見本花子'],
  ])('%s and %s are the same', (one, other) => expect(compareNames(one, other)).toBe('same'))
  test.each([
    ['髙橋 見本', '高橋 見本'],
    ['山﨑 見本', '山崎 見本'],
    ['渡邊 見本', '渡辺 見本'],
    ['渡邉 見本', '渡邊 見本'],
    ['■橋 見本', '髙橋 見本'],
    ['高橋 見本', '●橋 見本'],
    ['みほん', 'ミホン'],
  ])('%s and %s are a variant', (one, other) => expect(compareNames(one, other)).toBe('variant'))
  test.each([
    ['国保 太郎', '国保 花子'],
    ['見本', '見本花'],
    ['', '見本'],
    ['■', '高橋'],
  ])('%s and %s differ', (one, other) => expect(compareNames(one, other)).toBe('different'))
  test('it does not matter which comes first', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(compareNames(one, other)).toBe(compareNames(other, one))
      }),
    )
  })
})

describe('prefectures', () => {
  test.each(['01', '11', '13', '47'])('%s is one', (digits) => expect(isPrefecture(digits)).toBe(true))
  test.each(['00', '48', '99'])('%s is none', (digits) => expect(isPrefecture(digits)).toBe(false))
})
