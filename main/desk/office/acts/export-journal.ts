import type { Act } from '../act.ts'
import { exportToFile } from '../export-file.ts'
import { failed } from '../journal-care.ts'
import { typedDays } from '../typed-days.ts'

/** Exports the visits, or all rows, of a range of days into a file of the chosen folder, in steps. */
export const exportJournal: Act<'export-journal'> = ({ from, to, rows, format, folder }, office) => {
  const days = typedDays({ from, to }, office)
  if (days === null) return
  office.care.withJournal('export', office, (journal) => {
    const request = { staff: office.staff.actor(), ...days, rows, format }
    const steps = exportToFile(journal, request, { home: office.home, instant: office.instant(), folder })
    office.care.begin('export', null, steps, office, (made) =>
      made.ok ? { act: 'export', ...made.value } : failed('export', made.problem.why),
    )
  })
}
