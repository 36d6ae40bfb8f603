import {
  checkDigitOf,
  INDIVIDUAL_NUMBER_LENGTH as LENGTH,
  INDIVIDUAL_NUMBER_WEIGHTS as WEIGHTS,
} from '../../../contract/individual-number.ts'

const NUMERAL = /\p{Nd}/u
/** Characters that nobody sees, and marks over or under a character (a keycap, an accent): as if it were not there. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}]|(?![\t\n\r\x0b\f\u0085])\p{Cc}/u
const WORD = /[\p{L}\p{N}]/u
/** Characters that people put between the digits of one number: spaces, hyphens in all their forms, dots. */
const SOFT = /[\p{Zs}\t\p{Pd}\u2212\u2500\u2501\u30FC.・·‧•_'’]/u
/** In a scanned code fields are parted by many signs: no more than a space or a hyphen is taken to stand inside one. */
const SOFT_IN_CODE = /[\p{Zs}\t\p{Pd}\u2212\u2500\u2501\u30FC]/u
/** A scanned code of columns is filled up with spaces. */
const FARTHEST_IN_CODE = 3

/** Digits that Unicode does not count as such, in rows from their first: circled, Hangzhou, Ethiopic. `[first, value, length]` */
const ROWS: readonly (readonly [number, number, number])[] = [
  [0x2776, 1, 9],
  [0x2780, 1, 9],
  [0x278a, 1, 9],
  [0x24f5, 1, 9],
  [0x24ff, 0, 1],
  [0x3021, 1, 9],
  [0x1369, 1, 9],
  [0x1f10b, 0, 1],
  [0x1f10c, 0, 1],
]
const KANJI = new Map([...'〇一二三四五六七八九'].map((character, digit) => [character, digit] as const))
/** The forms of deeds and cheques (大字), new and old. */
for (const [digit, characters] of [
  '零',
  '壱壹弌',
  '弐貳弍貮',
  '参參弎叁叄',
  '肆',
  '伍',
  '陸',
  '漆柒',
  '捌',
  '玖',
].entries())
  for (const character of characters) KANJI.set(character, digit)

/**
 * The value of a digit in any script, or null. A script's ten digits stand together in Unicode, and nothing else that is a
 * digit before them but ten others: `٣` is U+0663 of U+0660–0669, `३` is U+0969 of U+0966–096F.
 */
const digitOf = (character: string): number | null => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return code >= 0x30 && code <= 0x39 ? code - 0x30 : null
  if (NUMERAL.test(character)) {
    let first = code
    while (NUMERAL.test(String.fromCodePoint(first - 1))) first -= 1
    return (code - first) % 10
  }
  const row = ROWS.find(([first, , length]) => code >= first && code < first + length)
  return row ? row[1] + code - row[0] : (KANJI.get(character) ?? null)
}

/** A sign that normalisation may make digits of: `⑫`, `㏨` (9日), `\uF9D1` (六). None becomes more than three. */
const COMPOSED = /[\p{N}\p{So}\uF900-\uFAFF]/u
const MAX_DIGITS_OF_ONE = 3

/**
 * Tells whether a text has enough in it for twelve digits. Most have not, and every row of the journal asks for each of
 * its fields: this answers without taking the text apart.
 */
export const isLongEnough = (text: string): boolean => {
  let digits = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x80) {
      if (code >= 0x30 && code <= 0x39) digits += 1
      continue
    }
    const isKana = code >= 0x3041 && code <= 0x30ff
    const isKanji = code >= 0x4e00 && code <= 0x9fff
    if (isKanji) digits += KANJI.has(text.charAt(at)) ? 1 : 0
    // Half of a pair is looked at with its other half.
    else if (!isKana && (code >= 0xd800 && code <= 0xdbff ? true : COMPOSED.test(text.charAt(at))))
      digits += MAX_DIGITS_OF_ONE
  }
  return digits >= LENGTH
}

/** Digits without a gap, and how what stands before them parts them from those before. */
type Group = { digits: string; gap: 'soft' | 'hard' }

/** The groups of digits between two letters or ends of the text: one list for each such stretch. */
const stretches = (text: string, inCode: boolean): Group[][] => {
  const found: Group[][] = []
  let stretch: Group[] = []
  let group: Group | null = null
  let gap: Group['gap'] = 'soft'
  let length = 0
  const close = (): void => {
    if (stretch.length > 0) found.push(stretch)
    stretch = []
    group = null
  }
  for (const character of text.normalize('NFKC')) {
    const digit = digitOf(character)
    if (digit !== null) {
      if (group === null) {
        group = { digits: '', gap }
        stretch.push(group)
      }
      group.digits += digit
      gap = 'soft'
      length = 0
      continue
    }
    if (UNSEEN.test(character)) continue
    const isSoft = (inCode ? SOFT_IN_CODE : SOFT).test(character)
    // The long-vowel mark is a letter to Unicode and a hyphen to whoever types one.
    if (!isSoft && WORD.test(character)) {
      close()
      continue
    }
    group = null
    length += 1
    if (!isSoft || (inCode && length > FARTHEST_IN_CODE)) gap = 'hard'
  }
  close()
  return found
}

const DAY_FIRST = /^(19|20)\d\d (0?[1-9]|1[0-2]) (0?[1-9]|[12]\d|3[01]) /

/** Groups that begin with a day (`2026-11-28 1530`) are no number, unless it is written in equal groups. */
const beginsWithDay = (groups: readonly Group[]): boolean =>
  DAY_FIRST.test(groups.map(({ digits }) => digits).join(' '))

/** Twelve digits out of neighbouring whole groups. */
type Twelve = { readonly digits: string; readonly likely: boolean }

/** Every way to take whole neighbouring groups of a stretch so that twelve digits come out that may be one number. */
const twelves = (stretch: readonly Group[], inCode: boolean): readonly Twelve[] => {
  const all = stretch.reduce((sum, { digits }) => sum + digits.length, 0)
  return stretch.flatMap((_, first): Twelve[] => {
    let digits = ''
    let next = first
    for (; next < stretch.length && digits.length < LENGTH; next += 1) digits += stretch[next]?.digits ?? ''
    if (digits.length !== LENGTH) return []
    const taken = stretch.slice(first, next)
    const isEqual = taken.every(({ digits: one }) => one.length === taken[0]?.digits.length)
    const isSoft = taken.slice(1).every(({ gap }) => gap === 'soft')
    if ((isEqual && !inCode) || (isSoft && !beginsWithDay(taken))) return [{ digits, likely: true }]
    return all === LENGTH && !inCode && !beginsWithDay(taken) ? [{ digits, likely: false }] : []
  })
}

const hasCheckDigit = ({ digits }: Twelve): boolean => {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return Number(digits[LENGTH - 1]) === checkDigitOf(sum)
}

/**
 * Tells whether a text holds an individual number (個人番号, マイナンバー): twelve digits of any width and script, kanji
 * included, with nothing between them or what people put there. Between its groups may stand
 * - spaces, hyphens and dots, anywhere and in any number (`9832・0567・3214`, `9 8 3 …`);
 * - any other signs, line ends included, where they part it into equal groups (`9832/0567/3214`), or where the text
 *   holds these twelve digits and no other up to the next letters.
 *
 * `valid`: the check digit holds: refuse and forget. `suspected`: it does not hold, ask whether it is one (one random run
 * in ten would pass, so a failing one may be a slip of the hand). A longer run of digits without a gap is something
 * else, and so is one that begins with a day (`2026-11-28 1530`). Reads and returns nothing of the text. Source:
 * rules.md §3.4.
 * @param where `code`: a whole scanned code, whose fields are parted by signs of all kinds and by line ends; there only up
 *   to three spaces or hyphens hold a number together
 */
export const containsIndividualNumber = (
  text: string,
  where: 'text' | 'code' = 'text',
): 'valid' | 'suspected' | 'none' => {
  if (!isLongEnough(text)) return 'none'
  const inCode = where === 'code'
  const found = stretches(text, inCode).flatMap((stretch) => twelves(stretch, inCode))
  if (found.some(hasCheckDigit)) return 'valid'
  return found.some(({ likely }) => likely) ? 'suspected' : 'none'
}
