/** Look-ups at the official bridge as the journal's database keeps them. */
import type { Day } from './day.ts'
import type { JournalProblem } from './journal-fields.ts'
import type { Result } from './result.ts'

/**
 * One look-up. `json` holds the whole numbers that were asked only until the look-up has ended; it is in no backup and
 * no export, and goes with its day.
 */
export type KeptLookUp = {
  /** The end of the request's name: `261130k3f001`. */
  readonly name: string
  readonly day: Day
  readonly json: string
}

export type LookUpStore = {
  /** In the order of their names. */
  all(): readonly KeptLookUp[]
  /** Puts one in, or in its place. Durable when it returns. */
  keep(lookUp: KeptLookUp): Result<void, JournalProblem>
  /** Removes those of the days before this one. */
  dropBefore(day: Day): Result<void, JournalProblem>
  /** A keyed digest of a question, so that it is known again and cannot be read back. */
  digest(question: string): string
  /** A text that no other terminal's journal has, for names of its own. */
  readonly terminal: string
}
