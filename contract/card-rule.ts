/** Tells whether the rule for a clinic's own card lets an individual number through. */
import { checkDigitOf, INDIVIDUAL_NUMBER_LENGTH, INDIVIDUAL_NUMBER_WEIGHTS } from './individual-number.ts'
import { type PatternNode, type Range, readPattern } from './pattern.ts'

/** A machine for a pattern: from each place by one character to others, and by none (`free`). */
type Machine = { readonly steps: { ranges: readonly Range[]; to: number }[][]; readonly free: number[][] }

const build = (whole: PatternNode): { machine: Machine; start: number; end: number } => {
  const machine: Machine = { steps: [], free: [] }
  const place = (): number => {
    machine.steps.push([])
    machine.free.push([])
    return machine.steps.length - 1
  }
  /** Adds a node that begins at `from`; answers where it ends. */
  const add = (node: PatternNode, from: number): number => {
    switch (node.kind) {
      case 'set': {
        const to = place()
        machine.steps[from]?.push({ ranges: node.ranges, to })
        return to
      }
      // A place that holds or not is taken to hold: the answer then errs on the side of refusing.
      case 'edge':
        return from
      case 'group':
        return add(node.of, from)
      case 'sequence':
        return node.parts.reduce((at, part) => add(part, at), from)
      case 'choice': {
        const end = place()
        for (const part of node.parts) {
          const begin = place()
          machine.free[from]?.push(begin)
          machine.free[add(part, begin)]?.push(end)
        }
        return end
      }
      case 'repeat': {
        const end = place()
        let at = from
        for (let count = 0; count < node.least; count += 1) at = add(node.of, at)
        if (!Number.isFinite(node.most)) {
          const again = place()
          machine.free[at]?.push(again)
          machine.free[add(node.of, again)]?.push(again)
          machine.free[again]?.push(end)
          return end
        }
        for (let count = node.least; count < node.most; count += 1) {
          machine.free[at]?.push(end)
          at = add(node.of, at)
        }
        machine.free[at]?.push(end)
        return end
      }
    }
  }
  const start = place()
  return { machine, start, end: add(whole, start) }
}

/** A character on the way through a number. */
type Character = { readonly code: number; readonly digit: number | null; readonly parts: boolean }

const isLetter = (code: number): boolean => /[\p{L}\p{N}]/u.test(String.fromCodePoint(code))

/** One character of each kind that the pattern tells apart, and every digit. */
const alphabetOf = (machine: Machine): Character[] => {
  const codes = new Set([0x2d, 0x20, 0x41])
  for (const { ranges } of machine.steps.flat())
    for (const [first, last] of ranges) {
      codes.add(first)
      if (last < 0x10ffff) codes.add(last + 1)
    }
  for (let digit = 0; digit <= 9; digit += 1) codes.add(0x30 + digit)
  return [...codes].map((code) => {
    const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : null
    return { code, digit, parts: digit === null && !isLetter(code) }
  })
}

/** No clinic's card is longer (main/codes/patient-card.ts). */
const LONGEST = 64
/** A pattern that needs more than this to be judged is taken for one that lets a number through. */
const MAX_LOOKED_AT = 60_000

/** How far a number has come: digits so far (0: none), their weighted sum, whether the last character was a digit. */
type Progress = { readonly digits: number; readonly sum: number; readonly afterDigit: boolean }

/** The state that one character leads to: not into the number, on in it, or out of it; `digits: 13` once it has been whole. */
const onward = (at: Progress, { digit, parts }: Character): Progress[] => {
  const { digits, sum, afterDigit } = at
  if (digits > INDIVIDUAL_NUMBER_LENGTH) return [at]
  if (digits === INDIVIDUAL_NUMBER_LENGTH)
    return digit === null ? [{ digits: digits + 1, sum: 0, afterDigit: false }] : []
  const stay: Progress[] = digits === 0 ? [{ digits: 0, sum: 0, afterDigit: digit !== null }] : []
  if (digit === null) return digits > 0 && parts ? [{ digits, sum, afterDigit: false }] : stay
  if (digits === 0 && afterDigit) return stay
  if (digits === INDIVIDUAL_NUMBER_WEIGHTS.length)
    return digit === checkDigitOf(sum) ? [...stay, { digits: digits + 1, sum: 0, afterDigit: true }] : stay
  const weight = INDIVIDUAL_NUMBER_WEIGHTS[digits] ?? 0
  return [...stay, { digits: digits + 1, sum: (sum + weight * digit) % 11, afterDigit: true }]
}

const judge = (pattern: string): boolean => {
  const read = readPattern(pattern)
  if (!read.ok) return false
  const { machine, start, end } = build(read.value)
  const alphabet = alphabetOf(machine)
  const closed = (places: readonly number[]): number[] => {
    const seen = new Set(places)
    for (const place of seen) for (const next of machine.free[place] ?? []) seen.add(next)
    return [...seen].sort((one, other) => one - other)
  }
  type Look = { readonly places: readonly number[]; readonly progress: Progress }
  let looks: Look[] = [{ places: closed([start]), progress: { digits: 0, sum: 0, afterDigit: false } }]
  const seen = new Set<string>()
  for (let length = 0; length <= LONGEST && looks.length > 0; length += 1) {
    const next: Look[] = []
    for (const { places, progress } of looks) {
      if (progress.digits >= INDIVIDUAL_NUMBER_LENGTH && places.includes(end)) return true
      for (const character of alphabet) {
        const reached = places.flatMap((place) =>
          (machine.steps[place] ?? [])
            .filter(({ ranges }) => ranges.some(([a, b]) => a <= character.code && character.code <= b))
            .map(({ to }) => to),
        )
        if (reached.length === 0) continue
        const there = closed(reached)
        for (const onto of onward(progress, character)) {
          const key = `${there.join()}|${onto.digits}|${onto.sum}|${onto.afterDigit}`
          if (seen.has(key)) continue
          seen.add(key)
          if (seen.size > MAX_LOOKED_AT) return true
          next.push({ places: there, progress: onto })
        }
      }
    }
    looks = next
  }
  return false
}

/** The pattern that was judged last: the settings cross with every state of the desk. */
let judged: { readonly pattern: string; readonly through: boolean } | null = null

/**
 * Tells whether a card that fits the pattern can hold an individual number: twelve digits whose check digit holds, alone or
 * beside other signs. Such a card would be read and then not be put on record. `^[0-9]{12}$` → true, `^[0-9]{8}$` and
 * `^P[0-9]{13}$` → false. What is no pattern lets nothing through.
 */
export const letsIndividualNumberThrough = (pattern: string): boolean => {
  if (judged?.pattern !== pattern) judged = { pattern, through: judge(pattern) }
  return judged.through
}
