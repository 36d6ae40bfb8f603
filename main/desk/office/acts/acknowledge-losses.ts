import type { Act } from '../act.ts'
import { outcomeOf } from '../journal-care.ts'

/** Puts on record that an administrator has looked at what the journal has lost. */
export const acknowledgeLosses: Act<'acknowledge-losses'> = ({ why }, office) =>
  office.care.withJournal('acknowledge', office, (journal) => {
    const answer = journal.acknowledgeLosses({ staff: office.staff.actor(), why })
    office.care.end(outcomeOf('acknowledge', answer, { act: 'acknowledge' }), office)
  })
