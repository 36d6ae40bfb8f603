import type { Act } from '../act.ts'
import { outcomeOf } from '../journal-care.ts'

/** Puts on record that this machine takes the place of the terminal whose journal was restored or copied here: it forwards again. */
export const takeOver: Act<'take-over'> = ({ why }, office) =>
  office.care.withJournal('take-over', office, (journal) => {
    const answer = journal.takeOver({ staff: office.staff.actor(), why })
    office.tell({ type: 'journal-care', care: { isElsewhere: journal.isElsewhere() } })
    office.care.end(outcomeOf('take-over', answer, { act: 'take-over' }), office)
  })
