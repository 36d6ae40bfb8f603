import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { PATIENT_LANGUAGES, type PatientLanguage } from '../../../contract/patient.ts'
import {
  characterTest,
  firstAndOthers,
  holds,
  ownCharacters,
  rulesOf,
  wordsOf,
} from '../../../scripts/window-fonts.ts'

const require = createRequire(import.meta.url)

/** The characters of a text that no piece of a font package has by its style sheets. */
const missing = (text: string, ...sheets: readonly string[]): string[] => {
  const ranges = sheets.flatMap((sheet) => rulesOf(readFileSync(require.resolve(sheet), 'utf8')))
  return [...new Set(text)].filter(
    (character) => character.trim() !== '' && !ranges.some(({ range }) => holds(range, character)),
  )
}

/** Languages with letters that the Japanese font lacks (renderer/styles/later-fonts.ts). */
const FONTS_OF_THEIR_OWN: ReadonlyMap<PatientLanguage, string> = new Map([
  ['ko', '@fontsource-variable/noto-sans-kr/index.css'],
  ['zh-Hans', '@fontsource-variable/noto-sans-sc/index.css'],
])

describe('the bundled fonts', () => {
  const japanese = '@fontsource/noto-sans-jp/400.css'

  it('have the kanji that names are written with, in their old and new forms', () => {
    expect(missing('髙﨑嵜碕邊邉齋齊濵濱德栁𠮷冨嶋嶌櫻廣澤眞龍瀧惠榮渕塚館舘神海福', japanese)).toEqual([])
  })

  it('have what stands for a character, the marks of the papers, and half-width kana', () => {
    expect(missing('●■〓①②⑳☎〒ｱｲｳﾐﾎﾝﾀﾛｳﾞﾟ（）「」・ー～', japanese)).toEqual([])
  })

  it.each(PATIENT_LANGUAGES)('have every character of %s', (language) => {
    const own = FONTS_OF_THEIR_OWN.get(language)
    expect(missing(wordsOf(language), japanese, ...(own === undefined ? [] : [own]))).toEqual([])
  })
})

describe.each(['400', '700'])('the files of the window’s own words, weight %s', (weight) => {
  const sheet = readFileSync(require.resolve(`@fontsource/noto-sans-jp/${weight}.css`), 'utf8')
  const characters = ownCharacters(weight, sheet)

  const lacks = (held: string, text: string): string[] =>
    [...text].filter((character) => !held.includes(character))

  it('hold every character of the words, of typed kana and of days', () => {
    expect(lacks(characters, '手で入力する受付「」、。ヴァー（難病令和火木')).toEqual([])
  })

  it('are two: one for the first screen on every day of the week, one for all others', () => {
    const [first, others] = firstAndOthers(characters)
    expect(lacks(first, '手で入力するカードを置くか、コードを読み取ってください受付記録中履歴設定')).toEqual(
      [],
    )
    expect(lacks(first, '年月日火水木金土（')).toEqual([])
    expect(lacks(others, '難貴')).toEqual([])
    expect([...first, ...others].sort()).toEqual([...characters].sort())
    expect(first.length).toBeLessThan(others.length)
  })

  it('claim no character that the font it is cut from has not: those stay in their pieces', () => {
    const isThere = characterTest(weight)
    expect([...'見i●髙𠮷ｱ'].map(isThere)).toEqual([true, true, false, false, false, false])
    expect([...characters].filter((character) => !isThere(character))).toEqual([])
    expect([...'●髙'].filter((character) => characters.includes(character))).toEqual([])
  })

  it('leave Latin letters to the piece that they share with other languages', () => {
    expect(/[A-Za-z0-9…]/.exec(characters)).toBeNull()
  })
})
