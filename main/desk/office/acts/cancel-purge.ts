import type { Act } from '../act.ts'
import { outcomeOf } from '../journal-care.ts'

/** Takes an announced purge back. */
export const cancelPurge: Act<'cancel-purge'> = (_, office) =>
  office.care.besideWork('cancel-purge', office, (journal) => {
    const answer = journal.cancelPurge({ staff: office.staff.actor() })
    office.care.end(outcomeOf('cancel-purge', answer, { act: 'purge-cancelled' }), office)
    office.care.showPurge(office)
  })
