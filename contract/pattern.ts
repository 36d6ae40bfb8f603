/**
 * The patterns that a clinic may set: the part of JavaScript's regular expressions that can be matched in a time which
 * grows no faster than the text. Read here and nowhere else, into a tree: what this refuses cannot be set, and what it
 * lets through the linear engine takes (main/codes/pattern.ts).
 */
import { z } from 'zod'
import { fail, ok, type Result } from './result.ts'

/** Code points from the first to the last, both included. */
export type Range = readonly [first: number, last: number]

/** A pattern as a tree. `set` is one character out of ranges; `edge` is `^`, `$`, `\b` or `\B`. */
export type PatternNode =
  | { readonly kind: 'set'; readonly ranges: readonly Range[] }
  | { readonly kind: 'edge'; readonly edge: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: 'group'
      readonly name: string | null
      readonly captures: boolean
      readonly of: PatternNode
    }
  | {
      readonly kind: 'repeat'
      readonly least: number
      /** `Number.POSITIVE_INFINITY` for `*`, `+` and `{n,}`. */
      readonly most: number
      readonly lazy: boolean
      readonly of: PatternNode
    }

export const MAX_PATTERN = 1000
/** The most of one repetition, also of one inside the other: RE2's own limit. */
const MAX_REPEATED = 1000
/** Characters that a pattern may stand for with every repetition written out: beyond it even a linear match is slow. */
const MAX_WRITTEN_OUT = 5000
const DEEPEST = 50
const LAST = 0x10ffff

const DIGITS: readonly Range[] = [[0x30, 0x39]]
const WORD: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const SPACES: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]
const LINE_ENDS: readonly Range[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
]

/** Every character that is in none of the ranges. `[[0x30, 0x39]]` → `[[0, 0x2f], [0x3a, 0x10ffff]]`. */
const without = (ranges: readonly Range[]): Range[] => {
  const rest: Range[] = []
  let next = 0
  for (const [first, last] of [...ranges].sort(([one], [other]) => one - other)) {
    if (first > next) rest.push([next, first - 1])
    next = Math.max(next, last + 1)
  }
  if (next <= LAST) rest.push([next, LAST])
  return rest
}

const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: DIGITS,
  D: without(DIGITS),
  w: WORD,
  W: without(WORD),
  s: SPACES,
  S: without(SPACES),
}
const CONTROLS: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, f: 0x0c, v: 0x0b }
const ANY = without(LINE_ENDS)

class NotAPattern extends Error {}

/** Reads a pattern from left to right. Throws {@link NotAPattern}, which {@link readPattern} catches. */
const parse = (pattern: string): PatternNode => {
  const text = Array.from(pattern)
  const names = new Set<string>()
  let at = 0
  const refuse = (why: string): never => {
    throw new NotAPattern(`${why} (at character ${Math.min(at + 1, text.length)})`)
  }
  const rest = (): string => text.slice(at, at + 40).join('')
  const one = (character: string): PatternNode => {
    const code = character.codePointAt(0) ?? 0
    return { kind: 'set', ranges: [[code, code]] }
  }
  /** After a backslash: a class, or one character. */
  const escaped = (inClass: boolean): readonly Range[] => {
    const next = text[at] ?? refuse('\\ stands at the end')
    at += 1
    const known = CLASSES[next]
    if (known !== undefined) return known
    if (inClass && next === 'b') return [[8, 8]]
    const control = CONTROLS[next]
    if (control !== undefined) return [[control, control]]
    const hex = { x: 2, u: 4 }[next]
    if (hex !== undefined) {
      const digits = text.slice(at, at + hex).join('')
      if (!new RegExp(`^[0-9A-Fa-f]{${hex}}$`).test(digits))
        refuse(`\\${next} needs ${hex} hexadecimal digits`)
      at += hex
      return [[Number.parseInt(digits, 16), Number.parseInt(digits, 16)]]
    }
    if (/[0-9k]/.test(next)) refuse('an earlier group cannot be asked for again')
    if (/[A-Za-z]/.test(next)) refuse(`\\${next} is not known`)
    const code = next.codePointAt(0) ?? 0
    return [[code, code]]
  }
  const inClass = (): readonly Range[] => {
    if (text[at] === '\\') {
      at += 1
      return escaped(true)
    }
    const code = text[at]?.codePointAt(0) ?? refuse('[ is not closed')
    at += 1
    return [[code, code]]
  }
  const characterClass = (): PatternNode => {
    const negated = text[at] === '^'
    if (negated) at += 1
    const ranges: Range[] = []
    while (text[at] !== ']') {
      const from = inClass()
      if (text[at] === '-' && text[at + 1] !== ']' && at + 1 < text.length) {
        at += 1
        const to = inClass()
        const [[first, same] = [0, 1]] = from
        const [[last, end] = [0, 1]] = to
        if (from.length > 1 || to.length > 1 || first !== same || last !== end || first > last)
          refuse('a range goes from a lower character to a higher one')
        ranges.push([first, last])
      } else ranges.push(...from)
    }
    at += 1
    if (ranges.length === 0) refuse('[] stands for nothing')
    const set = negated ? without(ranges) : ranges
    return set.length === 0 ? refuse('[^…] leaves nothing') : { kind: 'set', ranges: set }
  }
  const group = (depth: number): PatternNode => {
    let name: string | null = null
    let captures = true
    if (text[at] === '?') {
      const named = /^\?<([A-Za-z_]\w*)>/.exec(rest())
      if (rest().startsWith('?:')) {
        captures = false
        at += 2
      } else if (named?.[1] !== undefined) {
        name = named[1]
        if (names.has(name)) refuse(`the name ${name} stands twice`)
        names.add(name)
        at += named[0].length
      } else if (/^\?<?[=!]/.test(rest())) refuse('looking ahead or behind is not possible')
      else refuse('(? is followed by nothing that is known')
    }
    const of = choice(depth + 1)
    if (text[at] !== ')') refuse('( is not closed')
    at += 1
    return { kind: 'group', name, captures, of }
  }
  const atom = (depth: number): PatternNode => {
    const character = text[at] ?? ''
    at += 1
    switch (character) {
      case '(':
        return group(depth)
      case '[':
        return characterClass()
      case '.':
        return { kind: 'set', ranges: ANY }
      case '^':
      case '$':
        return { kind: 'edge', edge: character }
      case '\\': {
        const edge = text[at] === 'b' ? '\\b' : text[at] === 'B' ? '\\B' : null
        if (edge === null) return { kind: 'set', ranges: escaped(false) }
        at += 1
        return { kind: 'edge', edge }
      }
      case '*':
      case '+':
      case '?':
        return refuse(`${character} has nothing before it to repeat`)
      default:
        if (character === '{' && /^\d+(,\d*)?\}/.test(rest())) refuse('{ has nothing before it to repeat')
        return one(character)
    }
  }
  const times = (): readonly [number, number] | null => {
    const simple = {
      '*': [0, Number.POSITIVE_INFINITY],
      '+': [1, Number.POSITIVE_INFINITY],
      '?': [0, 1],
    } as const
    const character = text[at] ?? ''
    if (character === '*' || character === '+' || character === '?') {
      at += 1
      return simple[character]
    }
    const counted = /^\{(\d{1,6})(,(\d{0,6}))?\}/.exec(rest())
    if (!counted) return null
    const least = Number(counted[1])
    const upper = counted[3] ?? ''
    const most = counted[2] === undefined ? least : upper === '' ? Number.POSITIVE_INFINITY : Number(upper)
    if (least > most) refuse('a repetition goes from a lower number to a higher one')
    if (least > MAX_REPEATED || (most > MAX_REPEATED && most !== Number.POSITIVE_INFINITY))
      refuse(`a repetition goes up to ${MAX_REPEATED}`)
    at += counted[0].length
    return [least, most]
  }
  const sequence = (depth: number): PatternNode => {
    const parts: PatternNode[] = []
    while (at < text.length && text[at] !== '|' && text[at] !== ')') {
      const of = atom(depth)
      const repeated = times()
      if (repeated === null) {
        parts.push(of)
        continue
      }
      if (of.kind === 'edge') refuse('a place cannot be repeated')
      const lazy = text[at] === '?'
      if (lazy) at += 1
      const [least, most] = repeated
      parts.push({ kind: 'repeat', least, most, lazy, of })
    }
    const [single] = parts
    return parts.length === 1 && single !== undefined ? single : { kind: 'sequence', parts }
  }
  const choice = (depth: number): PatternNode => {
    if (depth > DEEPEST) refuse('groups stand too deep in one another')
    const parts = [sequence(depth)]
    while (text[at] === '|') {
      at += 1
      parts.push(sequence(depth))
    }
    const [single] = parts
    return parts.length === 1 && single !== undefined ? single : { kind: 'choice', parts }
  }
  const whole = choice(0)
  if (at < text.length) refuse(') closes nothing')
  return whole
}

/** How often a part is written out: `{2,5}` five times, `{3,}` three times and once more. */
const written = (least: number, most: number): number => (Number.isFinite(most) ? most : least + 1)

/** Characters with every repetition written out. */
const size = (node: PatternNode): number => {
  switch (node.kind) {
    case 'set':
    case 'edge':
      return 1
    case 'sequence':
    case 'choice':
      return node.parts.reduce((sum, part) => sum + size(part), 1)
    case 'group':
      return size(node.of) + 1
    case 'repeat':
      return size(node.of) * Math.max(1, written(node.least, node.most))
  }
}

/** The largest product of repetitions that stand in one another; `*` and `+` count as one. */
const nested = (node: PatternNode): number => {
  switch (node.kind) {
    case 'set':
    case 'edge':
      return 1
    case 'sequence':
    case 'choice':
      return Math.max(1, ...node.parts.map(nested))
    case 'group':
      return nested(node.of)
    case 'repeat':
      return nested(node.of) * Math.max(1, Number.isFinite(node.most) ? node.most : node.least)
  }
}

/**
 * Reads a pattern.
 * @returns its tree, or what is wrong with it and where, in one line
 */
export const readPattern = (pattern: string): Result<PatternNode, string> => {
  if (pattern.length > MAX_PATTERN) return fail(`longer than ${MAX_PATTERN} characters`)
  try {
    const whole = parse(pattern)
    if (nested(whole) > MAX_REPEATED || size(whole) > MAX_WRITTEN_OUT)
      return fail('repetitions in one another stand for too much')
    return ok(whole)
  } catch (error) {
    if (error instanceof NotAPattern) return fail(error.message)
    throw error
  }
}

/** Every pattern of the settings. */
export const patternSchema = z
  .string()
  .min(1)
  .max(MAX_PATTERN)
  .superRefine((pattern, context) => {
    const read = readPattern(pattern)
    if (!read.ok)
      context.addIssue({ code: 'custom', message: `expected a regular expression: ${read.problem}` })
  })

/** The names of a pattern's groups; none for what is no pattern. */
export const groupNames = (pattern: string): string[] => {
  const read = readPattern(pattern)
  const names = (node: PatternNode): string[] => {
    switch (node.kind) {
      case 'set':
      case 'edge':
        return []
      case 'sequence':
      case 'choice':
        return node.parts.flatMap(names)
      case 'group':
        return [...(node.name === null ? [] : [node.name]), ...names(node.of)]
      case 'repeat':
        return names(node.of)
    }
  }
  return read.ok ? names(read.value) : []
}
