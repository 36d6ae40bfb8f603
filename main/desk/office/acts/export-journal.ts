import type { Act } from '../act.ts'
import { exportToFile } from '../export-file.ts'
import { failed } from '../journal-care.ts'

/** Exports the rows of a range of days into a file of the home, in steps. */
export const exportJournal: Act<'export-journal'> = ({ from, to, format }, office) =>
  office.care.withJournal('export', office, (journal) => {
    const request = { staff: office.staff.actor(), from, to, format }
    const steps = exportToFile(journal, request, { home: office.home, instant: office.instant() })
    office.care.begin('export', null, steps, office, (made) =>
      made.ok ? { act: 'export', ...made.value } : failed('export', made.problem.why),
    )
  })
