/**
 * The fonts of the window's pages as they are built.
 *
 * The Japanese one comes in pieces of about a hundred characters (`unicode-range: U+9ad9,U+25ee8-25eea`), so that the
 * kanji of any name are there and only those are loaded that a screen shows. The window's own words are spread over many of
 * them, of which the first screen would wait for 28: they get two files a weight. The one with the characters of the first screen is
 * a third as large as both were in one, and the page asks for it with its scripts; the other comes when the first screen stands. The pieces with kanji
 * are a font of another name behind it, whose hundred rules a weight come after the first screen too.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix, relative } from 'node:path'
import { create } from 'fontkit'
import subsetFont from 'subset-font'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import window from '../contract/languages/ja/window.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '..')
const MADE = join(ROOT, 'build', 'fonts')
const WORDS_FILE = 'noto-sans-jp-words'
const FIRST_FILE = 'noto-sans-jp-first'
const LATIN_FILE = /noto-sans-jp-latin-\d/
/** A piece with kanji has a number for a name; the others are called by their letters. */
const NUMBERED_FILE = /noto-sans-jp-\d+-/

/** Every text of a language, one after the other. */
export const wordsOf = (language: string): string => {
  const folder = join(ROOT, 'contract', 'languages', language)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
}

const charactersFrom = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('')

/** Tells whether a rule's range holds a character: `U+9ad9,U+25ee8-25eea`. */
export const holds = (range: string, character: string): boolean => {
  const point = character.codePointAt(0) ?? 0
  return range.split(',').some((part) => {
    const [first = '', last = first] = part.trim().slice(2).split('-')
    return point >= Number.parseInt(first, 16) && point <= Number.parseInt(last, 16)
  })
}

/** The rules of a font's style sheet, with their ranges. */
export const rulesOf = (sheet: string): readonly { readonly rule: string; readonly range: string }[] =>
  (sheet.match(/@font-face \{[^}]*\}/g) ?? []).map((rule) => ({
    rule,
    range: /unicode-range: ([^;]+);/.exec(rule)?.[1] ?? '',
  }))

const KANA = charactersFrom(0x3041, 0x30ff)

/** Characters typed and read in any check-in stand beside the words: kana, and the full-width forms. */
const ALWAYS = KANA + charactersFrom(0xff01, 0xff5e)

/** Days as the engine writes them, not our words: `12月1日(火)`, `令和8年`. */
const DAY_CHARACTERS = '年月日火水木金土令和平成昭大正明治'

const fontFile = (weight: string): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve(
      `@fontsource/noto-sans-jp/files/noto-sans-jp-japanese-${weight}-normal.woff2`,
    ),
  )

/** A test of which characters are in the file that the words are cut from. */
export const characterTest = (weight: string): ((character: string) => boolean) => {
  const font = create(fontFile(weight))
  if (!('hasGlyphForCodePoint' in font)) throw new Error('the file holds several fonts')
  return (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
}

/**
 * The characters of the window's own words, each once, in order. Those of the Latin piece stay there: a sentence in
 * Vietnamese or Portuguese takes letters of two pieces that belong together. So do those that are not in the file that
 * the words are cut from, such as ● and 髙, which only pieces have.
 * @param sheet the font's style sheet for that weight
 */
export const ownCharacters = (weight: string, sheet: string): string => {
  const latin = rulesOf(sheet).find(({ rule }) => LATIN_FILE.test(rule))?.range ?? ''
  const isThere = characterTest(weight)
  return [...new Set(`${wordsOf('ja')}${DAY_CHARACTERS}${ALWAYS}`)]
    .filter((character) => isThere(character) && !holds(latin, character))
    .sort((one, other) => (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0))
    .join('')
}

/** The parts of `window.json` that an empty desk shows on an ordinary day. */
const FIRST_PARTS = ['product', 'doors', 'lamps', 'ready', 'visits', 'days', 'online'] as const

/** The names of practices and pharmacies, which stand above the first screen, mostly end so. */
const NAME_ENDINGS = 'クリニック医院病院診療所内科薬局'

/** Kana and marks stand closer together in some pairs, which a font knows only of its own characters: they stay in one file. */
const IN_PAIRS = `${KANA}　、。「」『』（）：・`

/** Those of the characters that the first screen shows, with whatever forms pairs with them, and the others. */
export const firstAndOthers = (characters: string): readonly [first: string, others: string] => {
  const words = JSON.stringify(FIRST_PARTS.map((part) => window.desk[part]))
  const shown = new Set(words + IN_PAIRS + DAY_CHARACTERS + NAME_ENDINGS)
  const all = [...characters]
  return [
    all.filter((character) => shown.has(character)).join(''),
    all.filter((character) => !shown.has(character)).join(''),
  ]
}

/** The code points of a text as a style sheet names them: `あいう、` → `U+3001,U+3042,U+3044,U+3046`. */
const unicodeRange = (text: string): string =>
  [...text].map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16)}`).join(',')

/**
 * Cuts characters of a weight into a file of their own, made once for the same characters.
 * @returns its path
 */
const makeFile = async (name: string, weight: string, characters: string): Promise<string> => {
  const whole = fontFile(weight)
  const mark = createHash('sha256').update(whole).update(characters).digest('hex').slice(0, 8)
  const path = join(MADE, `${name}-${weight}-${mark}.woff2`)
  if (existsSync(path)) return path
  mkdirSync(MADE, { recursive: true })
  // Another build may be making the same file: whoever is first, nobody reads half of it.
  const unfinished = `${path}.${process.pid}`
  writeFileSync(
    unfinished,
    await subsetFont(whole, characters, { targetFormat: 'woff2', noLayoutClosure: true }),
  )
  renameSync(unfinished, path)
  return path
}

const ruleOf = async (name: string, weight: string, characters: string, sheet: string): Promise<string> => {
  const file = relative(dirname(sheet), await makeFile(name, weight, characters)).replaceAll('\\', '/')
  return `
@font-face {
  font-family: 'Noto Sans JP';
  font-style: normal;
  font-display: block;
  font-weight: ${weight};
  src: url(${file}) format('woff2');
  unicode-range: ${unicodeRange(characters)};
}`
}

/** The rules of the window's own words. @param sheet the path of the style sheet in which they will stand */
const wordsRules = async (weight: string, characters: string, sheet: string): Promise<string> => {
  const [first, others] = firstAndOthers(characters)
  return (await ruleOf(FIRST_FILE, weight, first, sheet)) + (await ruleOf(WORDS_FILE, weight, others, sheet))
}

/** The pieces of a font's style sheet that hold a character of the text. */
const piecesFor = (sheet: string, text: string): string => {
  const characters = [...new Set(text)]
  return rulesOf(sheet)
    .filter(({ range }) => characters.some((character) => holds(range, character)))
    .map(({ rule }) => rule)
    .join('\n')
}

/** The part of the Japanese font's style sheet that the first screen needs, and the other one. */
const japaneseSheet = async (sheet: string, weight: string, pieces: boolean, id: string): Promise<string> => {
  const rules = rulesOf(sheet).filter(({ rule }) => NUMBERED_FILE.test(rule) === pieces)
  const text = rules.map(({ rule }) => rule).join('\n')
  return pieces
    ? text.replaceAll("'Noto Sans JP'", "'Noto Sans JP Pieces'")
    : text + (await wordsRules(weight, ownCharacters(weight, sheet), id))
}

/** Korean and Chinese are only ever read in sentences of ours, so of those only the pieces for them come along. */
const OURS_ALONE: Readonly<Record<string, string>> = { 'noto-sans-kr': 'ko', 'noto-sans-sc': 'zh-Hans' }

/** Of a sheet's two copies of each file, one is meant for browsers of ten years ago. */
const withoutOldFiles = (sheet: string): string =>
  sheet
    .replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, '')
    .replaceAll('font-display: swap', 'font-display: block')

/** Has a font asked for with the page's scripts, behind them: otherwise it is only when there is something to draw. */
const preload = (page: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: {
    rel: 'preload',
    as: 'font',
    type: 'font/woff2',
    crossorigin: '',
    href: posix.relative(posix.dirname(page), `/${file}`),
  },
  injectTo: 'head',
})

/** Gives the pages the fonts that this window needs. */
export const windowFonts = (): Plugin => ({
  name: 'window-fonts',
  enforce: 'pre',
  transform: async (code, id) => {
    const [, font = '', weight = '', part] =
      /\/@fontsource[^/]*\/([^/]+)\/([^/]+)\.css(\?pieces)?$/.exec(id) ?? []
    if (font === '') return null
    const language = OURS_ALONE[font]
    const sheet = withoutOldFiles(code)
    return language === undefined
      ? japaneseSheet(sheet, weight, part !== undefined, id)
      : piecesFor(sheet, wordsOf(language))
  },
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { path, bundle }) =>
      Object.keys(bundle ?? {})
        .filter(
          (file) =>
            file.includes(FIRST_FILE) ||
            LATIN_FILE.test(file) ||
            // The other pages have no first screen: what they have to show they show at once.
            (file.includes(WORDS_FILE) && !path.endsWith('/index.html')),
        )
        .map((file) => preload(path, file)),
  },
})
