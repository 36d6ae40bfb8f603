/**
 * Two spellings of a name, compared the way a person at the desk would. Pure. What comes out is shown, never decided
 * on: a name that is written differently is no reason to refuse anybody (rules B13, §3.1).
 */

import { compareNames as compareWhole } from '../../../contract/names/compare.ts'
import { foldKana } from '../../../contract/names/kana.ts'
import { holdsUnwritable, plainLetters, standardForm } from '../../../contract/names/letters.ts'

/**
 * `same` · `width`: full or half width · `variant`: an old or new form of one kanji · `masked`: ● or ■ stands for it ·
 * `spelling`: kana or Latin letters of one name, spelled otherwise · `different`.
 */
export type Likeness = 'same' | 'width' | 'variant' | 'masked' | 'spelling' | 'different'

/** One stretch of both names; either side may be empty where the other has something more. */
export type Part = { readonly left: string; readonly right: string; readonly likeness: Likeness }

/** `family`: only the family name differs, as after a marriage. */
export type Comparison = {
  readonly parts: readonly Part[]
  /** `unlike`: in scripts that cannot be held against each other (`NGUYEN`, `グエン`). */
  readonly verdict: 'same' | 'alike' | 'family' | 'unlike' | 'different'
}

const isOfAnotherWidth = (character: string): boolean => /[\uff00-\uffef]/u.test(character)

const likenessOf = (left: string, right: string): Likeness => {
  if (left === right) return 'same'
  if (holdsUnwritable(left) || holdsUnwritable(right)) return 'masked'
  // NFKC joins full and half width, and the compatibility ideographs that Japan's own code tables brought along.
  const [one, other] = [plainLetters(left), plainLetters(right)]
  if (one === other) return isOfAnotherWidth(left) || isOfAnotherWidth(right) ? 'width' : 'variant'
  if (standardForm(one) === standardForm(other)) return 'variant'
  return foldKana(one) === foldKana(other) || one.toLowerCase() === other.toLowerCase()
    ? 'spelling'
    : 'different'
}

const COST: Readonly<Record<Likeness, number>> = {
  same: 0,
  width: 0.1,
  variant: 0.2,
  masked: 0.3,
  spelling: 0.25,
  different: 1.5,
}

/** Half-width kana carry their voiced mark as a character of its own (ｶﾞ), kanji a selector of their shape: one each here. */
const charactersOf = (name: string): string[] =>
  (name.match(/[ｦ-ﾝ][ﾞﾟ]?|.[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*/gu) ?? []).filter(
    (character) => !/^[\s・]$/u.test(character),
  )

type Step = { readonly cost: number; readonly from: 'both' | 'left' | 'right' | 'start' }

/** The cheapest way of laying one name beside the other, character by character (Wagner and Fischer, 1974). */
const align = (left: readonly string[], right: readonly string[]): Part[] => {
  const table: Step[][] = [[{ cost: 0, from: 'start' }]]
  const at = (row: number, column: number): Step =>
    table[row]?.[column] ?? { cost: Number.POSITIVE_INFINITY, from: 'start' }
  for (let row = 0; row <= left.length; row++) {
    const line: Step[] = []
    table[row] = line
    for (let column = 0; column <= right.length; column++) {
      if (row === 0 && column === 0) {
        line.push({ cost: 0, from: 'start' })
        continue
      }
      const a = left[row - 1]
      const b = right[column - 1]
      const ways: Step[] = []
      if (a !== undefined && b !== undefined)
        ways.push({ cost: at(row - 1, column - 1).cost + COST[likenessOf(a, b)], from: 'both' })
      if (a !== undefined) ways.push({ cost: at(row - 1, column).cost + 1, from: 'left' })
      if (b !== undefined) ways.push({ cost: at(row, column - 1).cost + 1, from: 'right' })
      line.push(ways.reduce((best, way) => (way.cost < best.cost ? way : best)))
    }
  }
  const parts: Part[] = []
  let row = left.length
  let column = right.length
  while (row > 0 || column > 0) {
    const { from } = at(row, column)
    const a = from === 'right' ? '' : (left[--row] ?? '')
    const b = from === 'left' ? '' : (right[--column] ?? '')
    parts.unshift({ left: a, right: b, likeness: a === '' || b === '' ? 'different' : likenessOf(a, b) })
  }
  return parts
}

/** Neighbours of one likeness become one stretch. */
const join = (parts: readonly Part[]): Part[] => {
  const joined: Part[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (before?.likeness !== part.likeness) joined.push(part)
    else
      joined[joined.length - 1] = {
        left: before.left + part.left,
        right: before.right + part.right,
        likeness: part.likeness,
      }
  }
  return joined
}

/** In two spellings of one name nothing is another letter. */
const asSpelling = (part: Part): Part =>
  part.likeness === 'different' ? { ...part, likeness: 'spelling' } : part

/** The given name is what stands behind the first space, where both have one. */
const givenName = (name: string): string | undefined =>
  name
    .trim()
    .split(/[\s　]+/)
    .slice(1)
    .join('') || undefined

/**
 * Lays two names side by side. Spaces and middle dots count for nothing; `ﾐﾎﾝ` and `ミホン` differ in width alone,
 * `髙橋` and `高橋` in form alone, and `●` matches whatever it stands for. The verdict is the one that the rules and the
 * codes come to; the parts show where to look.
 */
export const compareNames = (left: string, right: string): Comparison => {
  const parts = join(align(charactersOf(left), charactersOf(right)))
  if (parts.every(({ likeness }) => likeness === 'same')) return { parts, verdict: 'same' }
  const whole = compareWhole(left, right)
  if (whole === 'unlike') return { parts, verdict: 'unlike' }
  if (whole !== 'different') return { parts: parts.map(asSpelling), verdict: 'alike' }
  const leftGiven = givenName(left)
  const rightGiven = givenName(right)
  const sameGiven =
    leftGiven !== undefined &&
    rightGiven !== undefined &&
    ['same', 'variant'].includes(compareWhole(leftGiven, rightGiven))
  return { parts, verdict: sameGiven ? 'family' : 'different' }
}
