/** How long the lock of a terminal waits after wrong PINs and cards. One wait for every factor, and one more a person. */
import { waitAfter } from './pin-wait.ts'

/** Failures in a row that were kept from before this start. */
type Kept = { readonly terminal: number; readonly people: ReadonlyMap<string, number> }

export type LockWait = {
  /** Tells whether an attempt has to wait. @param id null for a card that is nobody's */
  waits(id: string | null): boolean
  /** An attempt was wrong. @returns the failures in a row since, of the terminal and of the person */
  failed(id: string | null): { readonly terminal: number; readonly person: number }
  /** Somebody is in: the terminal and that person begin anew. Others wait on. */
  admitted(id: string): void
  /** Tells whether this is the first that is told to wait since the last failure: one row says it, not one a guess. */
  isFirstToWait(): boolean
}

/**
 * Counts on the monotonic clock: no setting of the wall clock makes a wait longer than its own length or shorter. What
 * was kept from before a restart is waited for once more from the start, because nobody knows how much of it has passed.
 */
export const createLockWait = (kept: Kept, monotonic: () => number): LockWait => {
  let terminal = kept.terminal
  const people = new Map(kept.people)
  const start = monotonic()
  let terminalUntil = start + waitAfter(terminal)
  const personUntil = new Map([...people].map(([id, failures]) => [id, start + waitAfter(failures)] as const))
  let told = false
  return {
    waits: (id) =>
      monotonic() < Math.max(terminalUntil, id === null ? start : (personUntil.get(id) ?? start)),
    failed: (id) => {
      told = false
      terminal += 1
      terminalUntil = monotonic() + waitAfter(terminal)
      if (id === null) return { terminal, person: 0 }
      const person = (people.get(id) ?? 0) + 1
      people.set(id, person)
      personUntil.set(id, monotonic() + waitAfter(person))
      return { terminal, person }
    },
    admitted: (id) => {
      terminal = 0
      terminalUntil = start
      people.delete(id)
      personUntil.delete(id)
    },
    isFirstToWait: () => {
      const first = !told
      told = true
      return first
    },
  }
}
