import { describe, expect, it } from 'vitest'
import type { CardFaceTyped } from '../../../contract/card-face.ts'
import { cardFaceNumber } from '../../../main/desk/model/card-face-number.ts'
import { digitsOf } from '../../../native/card/verification-number.ts'

const TODAY = '2026-11-22'
const TYPED: CardFaceTyped = { birthDate: '昭和60年4月1日', expiryYear: '2031', securityCode: '0000' }

const digits = (change: Partial<CardFaceTyped>): string | readonly string[] => {
  const number = cardFaceNumber({ ...TYPED, ...change }, TODAY)
  return number.ok ? new TextDecoder().decode(digitsOf(number.value)) : number.problem
}

describe('the fourteen digits of what is typed from the face', () => {
  it.each([
    ['昭和60年4月1日', '600401'],
    ['昭和６０年４月１日生', '600401'],
    ['S60.4.1', '600401'],
    ['600401', '600401'],
    ['６００４０１', '600401'],
    ['60-04-01', null],
    ['平成元年5月3日', '010503'],
    ['令和8年11月22日', '081122'],
    ['昭和64年1月7日', '640107'],
    ['大正15年12月25日', '151225'],
    ['昭和元年12月25日', '011225'],
    // The face of a foreign resident's card prints a Gregorian year.
    ['1985年4月1日', '850401'],
    ['2001年12月3日', '011203'],
  ])('%s → %s', (birthDate, expected) => {
    expect(digits({ birthDate })).toEqual(expected === null ? '60040120310000' : `${expected}20310000`)
  })

  it.each([
    '',
    '昭和',
    '60年4月1日',
    '昭和64年1月8日',
    '昭和60年2月29日',
    '平成32年1月1日',
    // No era has such a day: 昭和33 (1958) has no 29th of February, 平成 and 大正 no 33rd year.
    '330229',
    '640108',
    '650401',
    '000401',
    '601301',
    '600431',
    // Still to come.
    '令和8年11月23日',
    '2026-11-23',
    '昭和60年4月1日と2日',
  ])('refuses %s as a birth date', (birthDate) => {
    expect(digits({ birthDate })).toEqual(['birthDate'])
  })

  it('takes six digits for a day of any era that has it', () => {
    // 昭和8年11月23日; 令和8年11月23日 is still to come.
    expect(digits({ birthDate: '081123' })).toBe('08112320310000')
  })

  it.each([
    ['2031年', '2031'],
    ['２０３１', '2031'],
    ['2025', '2025'],
    ['2037', '2037'],
  ])('takes the year %s', (expiryYear, expected) => {
    expect(digits({ expiryYear })).toBe(`600401${expected}0000`)
  })

  it.each(['2024', '2038', '31', '令和13', '2031年4月'])('refuses %s as the year of expiry', (expiryYear) => {
    expect(digits({ expiryYear })).toEqual(['expiryYear'])
  })

  it('names every field that cannot be right', () => {
    expect(digits({ birthDate: 'x', expiryYear: '', securityCode: '12a4' })).toEqual([
      'birthDate',
      'expiryYear',
      'securityCode',
    ])
  })
})
