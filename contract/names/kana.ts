/** Kana of names as one spelling. What is left apart afterwards sounds otherwise, and is another name. */

/** `み` → `ミ`. */
const asKatakana = (text: string): string =>
  text.replace(/[ぁ-ゖゝゞ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))

/** `コヽロ` → `ココロ`, `スヾキ` → `スズキ`. */
const withRepeated = (text: string): string =>
  text
    .replace(/(\p{Script=Katakana})ヽ/gu, '$1$1')
    .replace(/(\p{Script=Katakana})ヾ/gu, (_, letter: string) => `${letter}${letter}\u3099`.normalize('NFC'))

const SMALL = 'ァィゥェォッャュョヮヵヶ'
const LARGE = 'アイウエオツヤユヨワカケ'
const V_ROW: Readonly<Record<string, string>> = { ア: 'バ', イ: 'ビ', エ: 'ベ', オ: 'ボ' }
const ONE_SOUND: Readonly<Record<string, string>> = {
  ヂ: 'ジ',
  ヅ: 'ズ',
  ヰ: 'イ',
  ヱ: 'エ',
  ヲ: 'オ',
  ヷ: 'バ',
  ヸ: 'ビ',
  ヹ: 'ベ',
  ヺ: 'ボ',
}

/**
 * Kana in one spelling: katakana, small letters large, ヴ as バ行, ヂヅ as ジズ, ヰヱヲ as イエオ. The long vowel stays
 * `ー`, whatever stroke it was written with after a kana, for {@link longVowel} to compare.
 * @param text in NFKC
 */
export const foldKana = (text: string): string =>
  withRepeated(asKatakana(text))
    .replace(/[ァィゥェォッャュョヮヵヶ]/g, (letter) => LARGE[SMALL.indexOf(letter)] ?? letter)
    .replace(/ヴ([アイエオ])/g, (_, vowel: string) => V_ROW[vowel] ?? vowel)
    .replaceAll('ヴ', 'ブ')
    .replace(/[ヂヅヰヱヲヷヸヹヺ]/g, (letter) => ONE_SOUND[letter] ?? letter)
    .replace(/(?<=\p{Script=Katakana})[-\u2010-\u2015\u2212\u2500\u2501~\u301c]/gu, 'ー')

const ROWS: readonly (readonly [letters: string, long: string])[] = [
  ['アカサタナハマヤラワガザダバパ', 'ア'],
  ['イキシチニヒミリギジビピ', 'イ'],
  ['ウクスツヌフムユルグズブプ', 'ウ'],
  ['エケセテネヘメレゲゼデベペ', 'エイ'],
  ['オコソトノホモヨロゴゾドボポ', 'オウ'],
]
const LONG = new Map(ROWS.flatMap(([letters, long]) => [...letters].map((letter) => [letter, long] as const)))

/**
 * Letters that can be written for the `ー` after a folded kana: `コ` → `オウ`, since コー is written コウ and コオ too.
 * Empty after what has no vowel.
 */
export const longVowel = (before: string | undefined): string => LONG.get(before ?? '') ?? ''
