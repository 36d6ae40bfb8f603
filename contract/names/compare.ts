/** Two spellings of a name, compared as far as their letters can tell. Pure; it decides nothing about a person. */
import { foldKana, longVowel } from './kana.ts'
import { holdsUnwritable, isRareKanji, plainLetters, standardForm, withoutUnwritable } from './letters.ts'

/**
 * `same`: equal but for width, spaces and marks · `variant`: equal but for what one person's name differs in from one
 * system to the next (old and new kanji, spelling of kana, order and accents of Latin words, a letter that could not be
 * written) · `unlike`: in scripts that cannot be compared (`NGUYEN`, `グエン`) · `different`: otherwise.
 */
export type NameLikeness = 'same' | 'variant' | 'unlike' | 'different'

/** Marks that part the words of a name, or stand inside a Latin one: spaces, ・ ＝ , - and apostrophes. */
const BETWEEN_WORDS = /[\s・·•‧∙⋅=゠,、，.。\-\u2010-\u2015\u2212_/]+/u
const APOSTROPHES = /['’‘ʼʻ`´]/gu

/** A second name that a card or paper prints in brackets: the former surname (旧氏) or the name used in Japan (通称). */
const IN_BRACKETS = /[([{〔【《〈「『][^)\]}〕】》〉」』]*[)\]}〕】》〉」』]/gu

/** A name without what stands in brackets; the name itself where nothing else is in it. */
const withoutBrackets = (name: string): string => {
  const outside = name.normalize('NFKC').replace(IN_BRACKETS, ' ')
  return /\p{L}/u.test(outside) ? outside : name
}

const holdsBrackets = (name: string): boolean => name.normalize('NFKC').search(IN_BRACKETS) >= 0

/** The words of a name in one spelling of its kana, without what parts them. */
const wordsOf = (name: string): readonly string[] =>
  foldKana(plainLetters(name.replace(APOSTROPHES, '')))
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')

/** A script that no name in a clinic's systems is written in, but some cards and senders have: `김`, `ИВАНОВ`. */
const FOREIGN = ['Hangul', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Thai', 'Devanagari'] as const
type Script = 'latin' | 'kana' | 'han' | (typeof FOREIGN)[number]

/** The script of a whole name; null where it is mixed, or of another script. What stands for a letter is of any. */
const scriptOf = (words: readonly string[]): Script | null => {
  const text = withoutUnwritable(words.join(''))
  if (/^[\p{Script=Latin}\p{M}]+$/u.test(text)) return 'latin'
  if (/^[\p{Script=Katakana}ー]+$/u.test(text)) return 'kana'
  if (/\p{Script=Han}/u.test(text)) return 'han'
  return FOREIGN.find((script) => new RegExp(`^[\\p{Script=${script}}\\p{M}]+$`, 'u').test(text)) ?? null
}

/** 佐々木 → 佐佐木, so that both spellings meet. */
const withRepeated = (text: string): string => text.replace(/(\p{Script=Han})[々〻]/gu, '$1$1')

const lettersOf = (words: readonly string[]): readonly string[] =>
  [...withRepeated(words.join(''))].map(standardForm)

/**
 * Tells whether two rows of letters can be the same: `ー` is itself, nothing, or the vowel that it makes long; a sign for an
 * unwritable letter is any one letter, and a second one behind it perhaps none, since a letter of two units leaves two.
 */
const lettersAgree = (one: readonly string[], other: readonly string[]): boolean => {
  const known = new Map<number, boolean>()
  const isSign = (letter: string | undefined): boolean => letter !== undefined && holdsUnwritable(letter)
  const isRare = (a: string, b: string): boolean =>
    (isRareKanji(a) && /\p{Script=Han}/u.test(b)) || (isRareKanji(b) && /\p{Script=Han}/u.test(a))
  const skips = (letters: readonly string[], at: number): boolean =>
    (letters[at] === 'ー' && at > 0) || (isSign(letters[at]) && isSign(letters[at - 1]))
  const isLong = (letters: readonly string[], at: number, written: string | undefined): boolean =>
    letters[at] === 'ー' && written !== undefined && longVowel(letters[at - 1]).includes(written)
  const agree = (i: number, j: number): boolean => {
    if (i === one.length && j === other.length) return true
    const key = i * (other.length + 1) + j
    const before = known.get(key)
    if (before !== undefined) return before
    const [a, b] = [one[i], other[j]]
    const both =
      a !== undefined &&
      b !== undefined &&
      (a === b || isSign(a) || isSign(b) || isRare(a, b) || isLong(one, i, b) || isLong(other, j, a))
    const result =
      (both && agree(i + 1, j + 1)) ||
      (skips(one, i) && agree(i + 1, j)) ||
      (skips(other, j) && agree(i, j + 1))
    known.set(key, result)
    return result
  }
  return agree(0, 0)
}

/** Latin letters that NFD does not take apart. */
const PLAIN_LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
}
/** As passports write them: MÜLLER is MUELLER there. */
const PASSPORT_LATIN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }

const replaced = (word: string, letters: Readonly<Record<string, string>>): string =>
  [...word].map((letter) => letters[letter] ?? letter).join('')

/** A Latin word in the spellings that a machine may give it: `müller` → `muller`, `mueller`. */
const latinSpellings = (word: string): readonly [plain: string, passport: string] => {
  const lower = word.toLowerCase().normalize('NFC')
  const bare = (text: string): string => replaced(text.normalize('NFD').replace(/\p{M}/gu, ''), PLAIN_LATIN)
  return [bare(lower), bare(replaced(lower, PASSPORT_LATIN))]
}

/** `A B C` → `A B C`, `B C A`, `C A B`. */
const turns = (words: readonly string[]): readonly (readonly string[])[] =>
  words.map((_, index) => [...words.slice(index), ...words.slice(0, index)])

/** Tells whether words agree in the order that one of them has, run together, turned round (family name last), or in any order. */
const wordsAgree = (one: readonly string[], other: readonly string[]): boolean =>
  turns(one).some((turned) => lettersAgree(lettersOf(turned), lettersOf(other))) ||
  turns(other).some((turned) => lettersAgree(lettersOf(one), lettersOf(turned))) ||
  lettersAgree(lettersOf([...one].sort()), lettersOf([...other].sort()))

const latinAgrees = (one: readonly string[], other: readonly string[]): boolean => {
  const spellings = (words: readonly string[]): readonly (readonly string[])[] => [
    words.map((word) => latinSpellings(word)[0]),
    words.map((word) => latinSpellings(word)[1]),
  ]
  return spellings(one).some((left) => spellings(other).some((right) => wordsAgree(left, right)))
}

const isPlainlySame = (one: string, other: string): boolean => {
  const plain = (name: string): string => plainLetters(name).split(BETWEEN_WORDS).join('')
  return plain(one) === plain(other)
}

const compareWords = (
  left: readonly string[],
  right: readonly string[],
): 'variant' | 'unlike' | 'different' => {
  const [script, otherScript] = [scriptOf(left), scriptOf(right)]
  if (script === 'latin' && otherScript === 'latin') return latinAgrees(left, right) ? 'variant' : 'different'
  if (script === 'kana' && otherScript === 'kana') return wordsAgree(left, right) ? 'variant' : 'different'
  if (lettersAgree(lettersOf(left), lettersOf(right))) return 'variant'
  return script !== null && otherScript !== null && script !== otherScript ? 'unlike' : 'different'
}

/**
 * One spelling for what is surely one name: `髙橋　花子` and `高橋 花子` → `高橋花子`. Made for a hash, with which no likeness can be
 * seen any more: a name with a letter that can be written otherwise in ways that no table has gives none.
 * @returns null where two systems may write the name so that this would tell them apart
 */
export const nameToKeep = (name: string): string | null => {
  const letters = lettersOf(wordsOf(name))
  const isOpen = holdsUnwritable(name) || holdsBrackets(name) || letters.some(isRareKanji)
  return letters.length === 0 || isOpen ? null : letters.join('')
}

const compareWithoutBrackets = (one: string, other: string): NameLikeness => {
  const [left, right] = [wordsOf(one), wordsOf(other)]
  if (left.length === 0 || right.length === 0) return 'different'
  const whole = compareWords(left, right)
  if (whole !== 'different' || left.length !== right.length || left.length === 1) return whole
  // 見本 花子 and 見本 ハナコ: the words that can be compared agree.
  const words = left.map((word, at) => compareWords([word], [right[at] ?? '']))
  return words.includes('different') ? 'different' : 'unlike'
}

/**
 * Compares two spellings of a name. A second name in brackets, which one system prints and the next does not, tells
 * nobody apart.
 * @example compareNames('髙橋　花子', '高橋 花子') // 'variant'
 */
export const compareNames = (one: string, other: string): NameLikeness =>
  isPlainlySame(one, other) ? 'same' : compareWithoutBrackets(withoutBrackets(one), withoutBrackets(other))
