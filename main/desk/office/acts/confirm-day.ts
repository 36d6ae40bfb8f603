import type { Act } from '../act.ts'
import { failed } from '../journal-care.ts'

/** Puts on record that somebody says that today is the day that the clock shows; from then on dates decide again. */
export const confirmDay: Act<'confirm-day'> = ({ today }, office) =>
  office.care.besideWork('confirm-day', office, (journal) => {
    const confirmed = journal.confirmDay({ staff: office.staff.actor(), today })
    if (!confirmed.ok) return office.care.end(failed('confirm-day', confirmed.problem.why), office)
    office.tell({ type: 'clock-doubt', why: journal.clockDoubt() })
    // The three days of a purge begin anew.
    office.care.showPurge(office)
  })
