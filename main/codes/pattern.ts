/** Matching by a pattern of the settings, in a time that grows no faster than the text (RE2). */
import { RE2JS } from 're2js'
import { type PatternNode, type Range, readPattern } from '../../contract/pattern.ts'

/** A pattern that has to fit the whole text, whether its writer has put `^` and `$` around it or not. */
export type WholePattern = {
  fits(text: string): boolean
  /** The named groups of a text that fits, `undefined` for one that took no part; null if the text does not fit. */
  groups(text: string): Readonly<Record<string, string | undefined>> | null
}

const FITS_NOTHING: WholePattern = { fits: () => false, groups: () => null }

const hex = (code: number): string => `\\x{${code.toString(16)}}`
const setText = (ranges: readonly Range[]): string =>
  `[${ranges.map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`)).join('')}]`

const repeatText = (least: number, most: number): string =>
  Number.isFinite(most) ? `{${least},${most}}` : least === 0 ? '*' : least === 1 ? '+' : `{${least},}`

/** A pattern in RE2's spelling. Every character is written as a set: what means what in which dialect is settled before. */
const spelled = (node: PatternNode): string => {
  switch (node.kind) {
    case 'set':
      return setText(node.ranges)
    case 'edge':
      return node.edge
    case 'sequence':
      return node.parts.map(spelled).join('')
    case 'choice':
      return node.parts.map(spelled).join('|')
    case 'group':
      return node.captures
        ? node.name === null
          ? `(${spelled(node.of)})`
          : `(?P<${node.name}>${spelled(node.of)})`
        : `(?:${spelled(node.of)})`
    case 'repeat':
      return `${spelled(node.of)}${repeatText(node.least, node.most)}${node.lazy ? '?' : ''}`
  }
}

const compile = (pattern: string): WholePattern => {
  const read = readPattern(pattern)
  if (!read.ok) return FITS_NOTHING
  const engine = RE2JS.compile(`^(?:${spelled(read.value)})$`)
  const names = Object.keys(engine.namedGroups())
  return {
    fits: (text) => engine.testExact(text),
    groups: (text) => {
      // Most codes are another insurer's: without groups it is said several times sooner.
      if (!engine.testExact(text)) return null
      const matcher = engine.matcher(text)
      if (!matcher.matches()) return null
      return Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? undefined]))
    },
  }
}

/** A clinic has one card and a handful of templates; while somebody writes one, each letter is a pattern of its own. */
const MAX_KEPT = 64
const kept = new Map<string, WholePattern>()

/** The matcher of a pattern, kept for the next code. What is no pattern fits nothing: the settings refuse it before. */
export const wholePattern = (pattern: string): WholePattern => {
  const known = kept.get(pattern)
  if (known) return known
  const made = compile(pattern)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(pattern, made)
  return made
}
