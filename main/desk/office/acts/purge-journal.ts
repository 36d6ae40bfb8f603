import type { Act } from '../act.ts'
import { outcomeOf } from '../journal-care.ts'

/** Removes the rows that are older than the settings’ years; the desk does not answer meanwhile. */
export const purgeJournal: Act<'purge-journal'> = (_, office) =>
  office.care.withJournal('purge', office, (journal) => {
    const years = office.settings.now().retentionYears
    office.goesSilent()
    const purged = journal.purge({ staff: office.staff.actor(), years })
    const rows = purged.ok ? purged.value.rows : 0
    office.care.end(outcomeOf('purge', purged, { act: 'purge', rows, years }), office)
  })
