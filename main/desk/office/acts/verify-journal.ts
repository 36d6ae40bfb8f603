import type { Act } from '../act.ts'
import { failed, rowsOf } from '../journal-care.ts'

/** Verifies every row of the journal, in steps, and compares it with a printed slip where there is one. */
export const verifyJournal: Act<'verify-journal'> = ({ slip }, office) =>
  office.care.withJournal('verify', office, (journal) =>
    office.care.begin('verify', rowsOf(journal), journal.verify(slip ?? undefined), office, (answer) =>
      answer.ok
        ? { act: 'verify', at: office.instant(), withSlip: slip !== null, ...answer.value }
        : failed('verify', answer.problem),
    ),
  )
