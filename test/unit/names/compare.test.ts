import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNames } from '../../../contract/names/compare.ts'
import {
  holdsUnwritable,
  isRareKanji,
  plainLetters,
  standardForm,
  TABLED_LETTERS,
} from '../../../contract/names/letters.ts'

const tabled = fc.constantFrom(...TABLED_LETTERS.filter((letter) => /^\p{Script=Han}$/u.test(letter)))
const sign = fc.constantFrom('■', '●', '〓', '□', '?', '？', '＊', '*', '\ufffd', '\ue000')
/** Kana that no fold touches, so that two of them are two sounds. */
const sound = fc.constantFrom(
  ...'カキクケコサシスセソタチテトナニヌネノハヒフヘホマミムメモラリルレロガギグゲゴ',
)
const kanaName = fc.array(sound, { minLength: 2, maxLength: 8 }).map((letters) => letters.join(''))
const latinWord = fc.stringMatching(/^[A-Z]{2,8}$/)

describe('one name in two spellings', () => {
  it.each([
    ['髙橋 見本', '高橋　見本'],
    ['渡邉󠄂 花子', '渡辺 花子'],
    ['靑栁　淸彥', '青柳　清彦'],
    ['見夲 花子', '見本 花子'],
    ['佐々木 見本', '佐佐木 見本'],
    ['関ヶ原 見本', '関ケ原 見本'],
    ['?橋 花子', '髙橋 花子'],
    ['??田 三郎', '𠮷田 三郎'],
    ['俱利 見本', '倶利 見本'],
    ['オーノ ユーコ', 'ｵｵﾉ ﾕｳｺ'],
    ['オーノ', 'オノ'],
    ['コーイチ', 'コウイチ'],
    ['ケーコ', 'ケイコ'],
    ['ﾕ-ｺ', 'ユーコ'],
    ['ヴェラ', 'ベラ'],
    ['ヴ', 'ブ'],
    ['ヰセキ カヲル', 'イセキ カオル'],
    ['サヱ', 'サエ'],
    ['キョウコ', 'ｷﾖｳｺ'],
    ['カヽシ', 'カカシ'],
    ['スヾキ', 'スズキ'],
    ['ハ゛ンドウ', 'バンドウ'],
    ['みほん はなこ', 'ミホン ハナコ'],
    ['ミ●ン', 'ミホン'],
    ['ﾐ●ﾞﾝ', 'ミボン'],
    ['SMITH JOHN', 'John Smith'],
    ['SMITH, JOHN', 'ＳＭＩＴＨ　ＪＯＨＮ'],
    ['SMITHJOHN', 'SMITH JOHN'],
    ['NGUYỄN THỊ HOA', 'NGUYEN THI HOA'],
    ['Thi Hoa Nguyen', 'NGUYEN THI HOA'],
    ['MÜLLER', 'MUELLER'],
    ['MÜLLER', 'MULLER'],
    ['ŁUKASZ', 'LUKASZ'],
    ["O'BRIEN", 'OBRIEN'],
    ['MARIE-CLAUDE', 'MARIE CLAUDE'],
    ['スミス＝ジョン', 'スミス　ジョン'],
    ['スミス゠ジョン', 'スミス・ジョン'],
    ['リー·メイ', 'リー　メイ'],
    ['見本［国保］花子', '見本 花子'],
    ['見本（旧姓 国保） 花子', '見本　花子'],
    ['見本 花子【国保】', '見本花子'],
    ['NGUYEN THI HOA (見本 花子)', 'Nguyen Thi Hoa'],
    ['ﾐﾎﾝ(ｺｸﾎ)ﾊﾅｺ', 'ミホン ハナコ'],
  ])('%s and %s', (one, other) => expect(['same', 'variant']).toContain(compareNames(one, other)))

  it.each([
    ['NGUYEN THI HOA', 'グエン　ティ　ホア'],
    ['王 見本', 'WANG MIHON'],
    ['王 見本', 'ワン ミホン'],
    ['見本 花子', '見本 ハナコ'],
    ['김영', '金 英'],
    ['김영', 'KIM YOUNG'],
    ['김영', 'キム ヨン'],
    ['ИВАНОВ', 'IVANOV'],
  ])('%s and %s cannot be held against each other', (one, other) => {
    expect(compareNames(one, other)).toBe('unlike')
  })

  it('every form of a letter is that letter, in any place of a name', () => {
    fc.assert(
      fc.property(tabled, fc.constantFrom('田', '山', ''), (letter, behind) => {
        expect(compareNames(`見本 ${letter}${behind}`, `見本 ${standardForm(letter)}${behind}`)).not.toBe(
          'different',
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('a sign stands for any one letter', () => {
    fc.assert(
      fc.property(tabled, sign, (letter, stand) => {
        expect(compareNames(`${letter}田`, `${stand}田`)).not.toBe('different')
        expect(holdsUnwritable(`${stand}田`)).toBe(true)
      }),
    )
  })

  it('Latin words agree in any case, with any mark between them, turned round or run together', () => {
    const mark = fc.constantFrom(' ', '　', '・', ', ', '-', '＝', '')
    fc.assert(
      fc.property(latinWord, latinWord, mark, (family, given, between) => {
        const turned = `${given.toLowerCase()} ${family.toLowerCase()}`
        expect(['same', 'variant']).toContain(compareNames(`${family}${between}${given}`, turned))
      }),
    )
  })

  it('kana agree in any width and with small letters large', () => {
    fc.assert(
      fc.property(kanaName, (name) => {
        const hiragana = name.replace(/[ァ-ヶ]/g, (letter) =>
          String.fromCharCode(letter.charCodeAt(0) - 0x60),
        )
        expect(['same', 'variant']).toContain(compareNames(name, hiragana))
      }),
    )
  })
})

describe('two people', () => {
  it.each([
    ['見本［国保］花子', '見本［国保］華子'],
    ['見本 花子（旧姓 国保）', '国保 太郎（旧姓 見本）'],
    ['（見本 花子）', '（見本 太郎）'],
    ['ИВАНОВ', 'ИВАНОВА'],
    ['김영', '김용'],
    ['見本 一郎', '見本 二郎'],
    ['見本 太郎', '見本 太朗美'],
    ['見本 花子', '見本 花枝'],
    ['国保 太郎', '見本 太郎'],
    ['ミホン イチロウ', 'ミホン ジロウ'],
    ['オオノ', 'オノ'],
    ['オウノ', 'オオノ'],
    ['ヤマサキ', 'ヤマザキ'],
    ['ミホン ハナ', 'ミホン ハナコ'],
    ['SMITH JOHN', 'SMITH JOAN'],
    ['SMITH JOHN', 'SMITH JOHN PAUL'],
    ['TRAN VAN NAM', 'TRAN VAN NGA'],
    ['■', '高橋'],
    ['', '見本'],
    ['見本 花子', '国保 ハナコ'],
  ])('%s and %s stay two', (one, other) => expect(compareNames(one, other)).toBe('different'))

  it('letters of two families stay two, wherever they stand', () => {
    fc.assert(
      fc.property(tabled, tabled, (one, other) => {
        fc.pre(standardForm(one) !== standardForm(other) && plainLetters(one) !== plainLetters(other))
        expect(compareNames(`見本 ${one}`, `見本 ${other}`)).toBe('different')
        expect(compareNames(`${one}田`, `${other}田`)).toBe('different')
      }),
      { numRuns: 1000 },
    )
  })

  it('kana that sound otherwise in one place stay two', () => {
    fc.assert(
      fc.property(kanaName, fc.nat(), sound, (name, at, other) => {
        const letters = [...name]
        const place = at % letters.length
        fc.pre(letters[place] !== other)
        expect(compareNames(name, letters.with(place, other).join(''))).toBe('different')
      }),
    )
  })

  it('Latin words with another letter in one place stay two', () => {
    fc.assert(
      fc.property(latinWord, latinWord, fc.nat(), (family, given, at) => {
        const place = at % given.length
        const letter = given[place] === 'Q' ? 'Z' : 'Q'
        const changed = [...given].with(place, letter).join('')
        expect(compareNames(`${family} ${given}`, `${family} ${changed}`)).toBe('different')
      }),
    )
  })
})

describe('the table', () => {
  it('has every old form that the law allows in given names, and forms of family names', () => {
    const pairs =
      '亞亜 惡悪 爲為 薗園 奧奥 橫横 黑黒 兒児 鎭鎮 嶋島 德徳 冨富 峯峰 埜野 彌弥 龍竜 髙高 﨑崎 邉辺 齋斎 槗橋 𣘺橋'
    for (const [old = '', now = ''] of pairs.split(' ').map((pair) => [...pair]))
      expect(standardForm(old), old).toBe(standardForm(now))
  })

  it('keeps no form that NFKC has made another letter of', () => {
    for (const letter of TABLED_LETTERS)
      if (!/[\u2e80-\u2eff]/.test(letter)) expect(plainLetters(letter)).toBe(letter)
  })

  it('calls rare what neither it nor JIS X 0208 has', () => {
    expect(['𪚲', '高', '髙', '𠮷', '亞', 'ア'].map(isRareKanji)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

it('it does not matter which name comes first', () => {
  const name = fc.oneof(
    fc.string({ maxLength: 12 }),
    kanaName,
    fc.array(fc.oneof(tabled, sign, sound), { maxLength: 6 }).map((l) => l.join('')),
  )
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(compareNames(one, other)).toBe(compareNames(other, one))
      expect(compareNames(one, one)).toBe('same')
    }),
    { numRuns: 1000 },
  )
})
