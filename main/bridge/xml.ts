/**
 * Reads XML into the few values that a layout names, in any order. Strict: no document type, so that no entity of a
 * file is ever expanded; every value is text.
 */
import { SaxesParser } from 'saxes'
import { LONGEST_VALUE, type Scope } from './layout.ts'

/** An element that was read into: its values by name, and its groups. */
export type Group = {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly groups: ReadonlyMap<string, readonly Group[]>
}

type Open = { values: Map<string, string[]>; groups: Map<string, Open[]>; seen: Set<string> }

const opened = (): Open => ({ values: new Map(), groups: new Map(), seen: new Set() })

/** Deeper than any layout; a file that goes on is no answer. */
const DEEPEST = 32

/** Ends the parser; never seen outside. */
class NotXml extends Error {}

const put = <Value>(map: Map<string, Value[]>, name: string, value: Value): void => {
  const list = map.get(name)
  if (list) list.push(value)
  else map.set(name, [value])
}

/** One level of elements: read into, a value, or skipped with everything in it. */
type Level =
  | { readonly is: 'group'; readonly scope: Scope; readonly group: Open }
  | { readonly is: 'value'; readonly name: string; readonly into: Open; text: string; plain: boolean }
  | { readonly is: 'skipped' }

const SKIPPED: Level = { is: 'skipped' }

/** @throws {NotXml} where the text is not XML */
const parse = (text: string, root: string, scope: Scope): { tree: Open; duplicate: boolean } => {
  const tree = opened()
  const levels: Level[] = []
  let duplicate = false
  const enter = (name: string): Level => {
    const above = levels.at(-1)
    if (above === undefined) return name === root ? { is: 'group', scope, group: tree } : SKIPPED
    if (above.is === 'value') above.plain = false
    if (above.is !== 'group') return SKIPPED
    const { scope: around, group } = above
    // An element may be called `constructor`, which every object has.
    const below = around.groups && Object.hasOwn(around.groups, name) ? around.groups[name] : undefined
    const several = below?.several === true || around.severalValues?.includes(name) === true
    const isValue = around.values.includes(name) || around.severalValues?.includes(name) === true
    if (below === undefined && !isValue && around.skipped?.includes(name) !== true) return SKIPPED
    if (!several && group.seen.has(name)) duplicate = true
    group.seen.add(name)
    if (below !== undefined) {
      const inner = opened()
      put(group.groups, name, inner)
      return { is: 'group', scope: below.scope, group: inner }
    }
    return isValue ? { is: 'value', name, into: group, text: '', plain: true } : SKIPPED
  }
  const take = (piece: string): void => {
    const level = levels.at(-1)
    if (level?.is !== 'value') return
    if (level.text.length + piece.length > LONGEST_VALUE) level.plain = false
    else level.text += piece
  }
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => {
    throw new NotXml()
  })
  parser.on('doctype', () => {
    throw new NotXml()
  })
  parser.on('opentagstart', ({ name }) => {
    if (levels.length >= DEEPEST) throw new NotXml()
    levels.push(enter(name))
  })
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', () => {
    const level = levels.pop()
    // A value with elements in it, or without end, is none of the layout's.
    if (level?.is === 'value' && level.plain) put(level.into.values, level.name, level.text)
  })
  parser.write(text).close()
  return { tree, duplicate }
}

/**
 * Reads a whole text.
 * @returns `UNREADABLE` where it is not XML to its end; `DUPLICATE` where an element that is single stands twice
 */
export const readXml = (text: string, root: string, scope: Scope): Group | 'UNREADABLE' | 'DUPLICATE' => {
  try {
    const { tree, duplicate } = parse(text, root, scope)
    return duplicate ? 'DUPLICATE' : tree
  } catch (error) {
    if (error instanceof NotXml) return 'UNREADABLE'
    throw error
  }
}
