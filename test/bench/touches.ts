/** Counts the touches of walks through the real window, run by run. */

import type { Row } from '../../fixtures/bench-row.ts'
import type { Terminal } from '../../fixtures/terminal/launch.ts'
import type { Person } from '../electron/visits/person.ts'

/** Something that is done at the screen, by somebody whose touches are counted; what is typed is not. */
export type Walk = {
  readonly what: string
  /** More touches than this are a broken promise. */
  readonly most: number
  readonly go: (terminal: Terminal, person: Person) => Promise<void>
  /** Back to where the next run begins; its touches do not count. */
  readonly back?: (terminal: Terminal, person: Person) => Promise<void>
}

/** The row of a walk from the touches of each of its runs: the most that one needed. */
export const touchesRow = ({ what, most }: Pick<Walk, 'what' | 'most'>, touches: readonly number[]): Row => {
  const value = Math.max(...touches)
  return {
    what,
    value,
    unit: 'touches',
    spread: touches.join(', '),
    bound: `at most ${most}`,
    kept: value <= most,
    runs: touches.length,
  }
}

/** Walks each walk so many times at one terminal. */
export const walkAll = async (
  terminal: Terminal,
  person: Person,
  walks: readonly Walk[],
  runs: number,
): Promise<Row[]> => {
  const rows: Row[] = []
  for (const walk of walks) {
    const touches: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const before = person.touches()
      await walk.go(terminal, person)
      touches.push(person.touches() - before)
      await walk.back?.(terminal, person)
    }
    rows.push(touchesRow(walk, touches))
  }
  return rows
}
