/**
 * Names requests: twelve letters and digits, as many as the official examples have. `261130k3f001` is day 2026-11-30,
 * terminal k3f, and the day's first request; each terminal has names of its own on a folder that several use.
 */
import { createHash } from 'node:crypto'
import type { Day } from '../../../contract/day.ts'

const BASE = 36
const DIGITS = 3
const MOST = BASE ** DIGITS

const inBase = (value: number): string => value.toString(BASE).padStart(DIGITS, '0')

/** A terminal's own three letters or digits. */
export const rangeOf = (terminal: string): string =>
  inBase(createHash('sha256').update(terminal).digest().readUInt32BE() % MOST)

/** The beginning of a terminal's names of a day. */
export const prefixOf = (day: Day, terminal: string): string =>
  `${day.slice(2).replaceAll('-', '')}${rangeOf(terminal)}`

/**
 * The next name that is free; null when the day's names are used up.
 * @param used names of the day that were given out
 * @param taken names that stand in the folders
 */
export const nextName = (
  prefix: string,
  used: readonly string[],
  taken: ReadonlySet<string>,
): string | null => {
  const last = used
    .filter((name) => name.startsWith(prefix))
    .reduce((most, name) => Math.max(most, Number.parseInt(name.slice(prefix.length), BASE)), 0)
  for (let count = last + 1; count < MOST; count += 1)
    if (!taken.has(`${prefix}${inBase(count)}`)) return `${prefix}${inBase(count)}`
  return null
}
