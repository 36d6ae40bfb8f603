import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { openFont } from '../../../fixtures/codes/font.ts'
import { ownCharacters } from '../../../scripts/window-fonts.ts'

/** The characters that a font package's style sheet says it has: `unicode-range: U+9ad9,U+25ee8-25eea`. */
const covered = (sheet: string): Set<number> => {
  const css = readFileSync(createRequire(import.meta.url).resolve(sheet), 'utf8')
  const points = new Set<number>()
  for (const [, ranges = ''] of css.matchAll(/unicode-range: ([^;]+);/g))
    for (const range of ranges.split(',')) {
      const [first = '', last = first] = range.trim().slice(2).split('-')
      for (let point = Number.parseInt(first, 16); point <= Number.parseInt(last, 16); point++)
        points.add(point)
    }
  return points
}

const missing = (points: Set<number>, text: string): string[] =>
  [...new Set(text)].filter(
    (character) => character.trim() !== '' && !points.has(character.codePointAt(0) ?? 0),
  )

const words = (language: string): string => readFileSync(`renderer/languages/${language}.json`, 'utf8')

describe('the bundled fonts', () => {
  const japanese = covered('@fontsource/noto-sans-jp/400.css')

  it('have the kanji that names are written with, in their old and new forms', () => {
    expect(missing(japanese, '髙﨑嵜碕邊邉齋齊濵濱德栁𠮷冨嶋嶌櫻廣澤眞龍瀧惠榮渕塚館舘神海福')).toEqual([])
  })

  it('have what stands for a character, the marks of the papers, and half-width kana', () => {
    expect(missing(japanese, '●■〓①②⑳☎〒ｱｲｳﾐﾎﾝﾀﾛｳﾞﾟ（）「」・ー～')).toEqual([])
  })

  it.each(['ja', 'en', 'vi', 'pt'])('have every character of %s', (language) => {
    expect(missing(japanese, words(language))).toEqual([])
  })

  it.each([
    ['ko', '@fontsource-variable/noto-sans-kr/index.css'],
    ['zh-Hans', '@fontsource-variable/noto-sans-sc/index.css'],
  ])('have every character of %s', (language, sheet) => {
    expect(missing(new Set([...japanese, ...covered(sheet)]), words(language))).toEqual([])
  })
})

describe.each(['400', '700'])('the file of the window’s own words, weight %s', (weight) => {
  const require = createRequire(import.meta.url)
  const sheet = readFileSync(require.resolve(`@fontsource/noto-sans-jp/${weight}.css`), 'utf8')
  const characters = ownCharacters(weight, sheet)

  it('holds the words of the first screen', () => {
    expect(
      [...'手で入力する受付「」、。ヴァー（'].filter((character) => !characters.includes(character)),
    ).toEqual([])
  })

  it('claims no character that the font it is cut from has not: those stay in their pieces', () => {
    const font = openFont(
      readFileSync(
        require.resolve(`@fontsource/noto-sans-jp/files/noto-sans-jp-japanese-${weight}-normal.woff`),
      ),
    )
    expect([...characters].filter((character) => !font.has(character))).toEqual([])
    expect([...'●髙'].filter((character) => characters.includes(character))).toEqual([])
  })

  it('leaves Latin letters to the piece that they share with other languages', () => {
    expect(/[A-Za-z0-9…]/.exec(characters)).toBeNull()
  })
})
