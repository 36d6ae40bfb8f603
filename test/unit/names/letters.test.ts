/** Single letters of names: each fold of the tables, one by one. */
import { describe, expect, it } from 'vitest'
import { compareNames, nameToKeep } from '../../../contract/names/compare.ts'
import { foldKana, longVowel } from '../../../contract/names/kana.ts'
import {
  isRareKanji,
  plainLetters,
  standardForm,
  TABLED_LETTERS,
  withoutUnwritable,
} from '../../../contract/names/letters.ts'

describe('kana', () => {
  it.each([
    ['ヴァヴィヴヴェヴォ', 'バビブベボ'],
    ['ヂヅヰヱヲ', 'ジズイエオ'],
    ['ヷヸヹヺ', 'バビベボ'],
    ['ァィゥェォッャュョヮヵヶ', 'アイウエオツヤユヨワカケ'],
    ['みほん', 'ミホン'],
    ['ユ-コ', 'ユーコ'],
    ['ユ―コ', 'ユーコ'],
    ['コヽロ', 'ココロ'],
    ['スヾキ', 'スズキ'],
  ])('%s is folded to %s', (text, folded) => expect(foldKana(text)).toBe(folded))

  it.each([
    ['アカサタナハマヤラワガザダバパ', 'ア'],
    ['イキシチニヒミリギジビピ', 'イ'],
    ['ウクスツヌフムユルグズブプ', 'ウ'],
    ['エケセテネヘメレゲゼデベペ', 'エイ'],
    ['オコソトノホモヨロゴゾドボポ', 'オウ'],
  ])('the long vowel behind each of %s may be written %s', (letters, long) => {
    for (const letter of letters) expect(longVowel(letter), letter).toBe(long)
  })

  it('there is none behind ン, a letter of another script, or nothing', () => {
    for (const before of ['ン', 'A', '', undefined]) expect(longVowel(before)).toBe('')
  })

  it.each([
    ['サーヤ', 'サアヤ'],
    ['ジージ', 'ジイジ'],
    ['ユージ', 'ユウジ'],
    ['ケーコ', 'ケエコ'],
    ['コージ', 'コオジ'],
  ])('%s and %s are one name', (one, other) => expect(compareNames(one, other)).toBe('variant'))
})

describe('letters', () => {
  it('the table has letters, and each stands for itself or for one of them', () => {
    expect(TABLED_LETTERS.length).toBeGreaterThan(500)
    for (const letter of TABLED_LETTERS) expect(TABLED_LETTERS).toContain(standardForm(letter))
  })

  it('forms of several lists have one standard form', () => {
    expect(new Set([...'辺邊邉'].map(standardForm)).size).toBe(1)
    expect(standardForm('見')).toBe('見')
  })

  it.each([
    ['熙', false],
    ['亜', false],
    ['腕', false],
    ['弌', false],
    ['髙', false],
    ['鵝', false],
    ['蔭', false],
    ['𪚲', true],
    ['𪚲𪚲', false],
    ['𪚲ア', false],
    ['ア𪚲', false],
  ])('%s is rare: %s', (letter, rare) => expect(isRareKanji(letter)).toBe(rare))

  it('marks that stand apart join their kana, with a blank between or none', () => {
    expect(plainLetters('ハ゜ン')).toBe('パン')
    expect(plainLetters('ハ ゜ン')).toBe('パン')
    expect(plainLetters('ハ　゛ン')).toBe('バン')
    expect(plainLetters('ｶﾞﾊﾟ')).toBe('ガパ')
    expect(plainLetters('゜ア')).toBe('ア')
  })

  it.each([
    ['佐々木', '佐佐木', 'variant'],
    ['見本 花子', '見本 ハナコ', 'unlike'],
    ['見本 花子', 'ミホン 花枝', 'different'],
    ['見本 𪚲', '見本 龍', 'variant'],
    ['見本 𪚲', '見本 ア', 'unlike'],
    ['佐々木', '佐田木', 'different'],
    ['見本 JOHN', 'JON', 'unlike'],
    ['JOHN 見本', 'JON', 'unlike'],
    ['・見本 花子・', '見本 ハナコ', 'unlike'],
    ['ハナコ ミホン', 'ミホン ハナコ', 'variant'],
    ['ミホン アイ ハナ', 'アイ ミホン ハナ', 'variant'],
    ['ミホン アイ ハナ', 'アイ ミホン ハネ', 'different'],
    ['ーアイ', 'アイ', 'different'],
    ['アーイ', 'アイ', 'variant'],
  ] as const)('%s and %s are %s', (one, other, likeness) => {
    expect(compareNames(one, other)).toBe(likeness)
    expect(compareNames(other, one)).toBe(likeness)
  })

  it.each([
    ['髙橋　花子', '高橋花子'],
    ['高橋 花子', '高橋花子'],
    ['ﾐﾎﾝ ﾊﾅｺ', 'ミホンハナコ'],
    ['佐々木', '佐佐木'],
    ['●橋 花子', null],
    ['見本［国保］花子', null],
    ['見本 𪚲', null],
    ['𪚲 𪚲', null],
    ['', null],
    ['・', null],
  ])('%s is kept as %s', (name, kept) => expect(nameToKeep(name)).toBe(kept))

  it('a name without its signs is what is left of it', () => {
    expect(withoutUnwritable('●見■本？')).toBe('見本')
  })
})

describe('Latin letters', () => {
  it.each([
    ['GROß', 'GROSS'],
    ['ÆSA', 'AESA'],
    ['ŒUVRE', 'OEUVRE'],
    ['BJØRN', 'BJORN'],
    ['ĐOAN', 'DOAN'],
    ['ÞORA', 'THORA'],
    ['IŞIK', 'ISIK'],
    ['ÄNNE', 'AENNE'],
    ['SÖREN', 'SOEREN'],
    ['ÅSE', 'AASE'],
    ['BJØRN', 'BJOERN'],
    ['MARIE  --  CLAUDE', 'MARIE CLAUDE'],
    ['ANNA MARIA', 'MARIA ANNA'],
    ['ANNA MARIA LOPEZ', 'MARIA ANNA LOPEZ'],
    ['ÐÓRA', 'DORA'],
    ['Işıl', 'ISIL'],
    ['ĦALI', 'HALI'],
    ['ŊAAN', 'NAAN'],
    ['ŁOŚ', 'LOS'],
  ])('%s and %s are one name', (one, other) =>
    expect(['same', 'variant']).toContain(compareNames(one, other)),
  )

  it.each([
    ['BJORN', 'BJN'],
    ['THORA', 'ORA'],
    ['ANNA MARIA', 'ANNA'],
    ['ANNA', ''],
    ['', 'ANNA'],
  ])('%s and %s stay two', (one, other) => expect(compareNames(one, other)).toBe('different'))
})
