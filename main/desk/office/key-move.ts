/** Moves the journal's keys between the key store and the key files, and ends a move that was cut off. */
import type { JournalPort } from '../../../contract/journal.ts'
import type { CareOutcome, KeyPlace } from '../../../contract/journal-care.ts'
import { TERMINAL } from '../../../contract/staff.ts'
import type { KeyKeeper } from '../ports.ts'

type Failure = Extract<CareOutcome, { act: 'failed' }>['why']

const FAILURES = { 'not-moved': 'keys-not-moved', 'not-removed': 'keys-not-removed' } as const

/**
 * Moves the keys to the other place. First a row says where they belong; cut off behind it, the next start goes on
 * ({@link endKeyMove}). Then they are copied, the journal is opened with the copy, and only then the first ones go. Where they
 * cannot be copied, another row says that they belong where they are.
 */
export const moveKeysTo = (
  to: KeyPlace,
  { journal, keeper, staff }: Readonly<{ journal: JournalPort; keeper: KeyKeeper; staff: string }>,
  done: (failure: Failure | null) => void,
): void => {
  const from = keeper.place().at
  if (from !== to) {
    const written = journal.append({ event: 'keys-moved', staff, to })
    if (!written.ok) {
      done(written.problem.why)
      return
    }
  }
  carryOn(to, journal, keeper, done)
}

const carryOn = (
  to: KeyPlace,
  journal: JournalPort,
  keeper: KeyKeeper,
  done: (failure: Failure | null) => void,
): void => {
  const from = keeper.place().at
  keeper.move(to, journal.keys(), (moved) => {
    if (moved === 'not-moved' && from !== to)
      journal.append({ event: 'keys-moved', staff: TERMINAL, to: from })
    done(moved === 'moved' ? null : FAILURES[moved])
  })
}

/**
 * Ends a move that was cut off: the newest row says where the keys belong. Without such a row, or after a restoring, which puts
 * the keys where it needs them, nothing is touched.
 */
export const endKeyMove = (journal: JournalPort, keeper: KeyKeeper): Promise<void> =>
  new Promise((resolve) => {
    const event = journal.search({ events: ['keys-moved', 'restored'], limit: 1 }).rows[0]?.event
    if (event?.event !== 'keys-moved') resolve()
    else carryOn(event.to, journal, keeper, () => resolve())
  })
