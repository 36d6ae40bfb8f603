import { describe, expect, it } from 'vitest'
import { isAnotherPatient, mergeFacts, type PatientFacts } from '../../../main/codes/patient.ts'

const known: PatientFacts = {
  birthDate: '1950-04-01',
  name: '見本 花子',
  kana: 'ﾐﾎﾝ ﾊﾅｺ',
  insurerNumber: '39139993',
  number: '12345678',
}

describe('two scans within one check-in', () => {
  it.each<[string, PatientFacts]>([
    ['nothing in common', { cardId: '0012345' }],
    ['the same', known],
    ['kana in full width', { kana: 'ミホン　ハナコ' }],
    ['hiragana', { kana: 'みほん はなこ' }],
    ['fields left empty', { birthDate: '', name: '', kana: '', number: '' }],
    ['another insurer', { ...known, insurerNumber: '01130012', number: '9' }],
    ['a new number of the same insurer, the name the same', { ...known, number: '87654321' }],
    ['leading zeros and hyphens', { insurerNumber: '39139993', number: '0-12345678' }],
    ['a replaced character', { name: '■本 花子' }],
    ['one letter that no list of variants has', { name: '見夲 花子' }],
  ])('can be of one patient: %s', (_, scanned) => {
    expect(isAnotherPatient(known, scanned)).toBe(false)
  })

  it.each<[string, PatientFacts]>([
    ['another birth date', { birthDate: '1950-04-02' }],
    ['another name in kana', { kana: 'ﾐﾎﾝ ﾀﾛｳ' }],
    ['another name in kanji', { name: '国保 太郎' }],
    ['a longer name', { name: '見本 花子美' }],
    ['another number of the same insurer, no name', { insurerNumber: '39139993', number: '87654321' }],
  ])('are of two: %s', (_, scanned) => {
    expect(isAnotherPatient(known, scanned)).toBe(true)
  })

  it.each([
    ['ｷｮｳｺ', 'キヨウコ'],
    ['ｺｲﾂﾞﾐ', 'コイズミ'],
    ['ｵｰﾉ', 'オノ'],
    ['ｳﾁﾔﾏ', 'ウチヤマ'],
  ])('spell kana as they like: %s, %s', (left, right) => {
    expect(isAnotherPatient({ kana: left }, { kana: right })).toBe(false)
  })

  it('add up; what was known first stays, and nothing empty is added', () => {
    expect(
      mergeFacts({ birthDate: '1950-04-01', name: '見本 花子' }, { name: '■本 花子', kana: '', cardId: '1' }),
    ).toEqual({
      birthDate: '1950-04-01',
      name: '見本 花子',
      cardId: '1',
    })
  })
})
