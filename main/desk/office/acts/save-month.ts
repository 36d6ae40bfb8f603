import type { Act } from '../act.ts'
import { writeExport } from '../export-file.ts'
import { failed } from '../journal-care.ts'
import { daysOfMonth, monthCsv } from '../month-csv.ts'

/** Writes the month's list as CSV, and puts on record that it left the terminal. */
export const saveMonth: Act<'save-month'> = ({ month, folder }, office) =>
  office.care.withJournal('export', office, (journal) => {
    const items = journal.monthItems(month)
    if (!items.ok) {
      office.care.end(failed('export', items.problem.why), office)
      return
    }
    const days = daysOfMonth(month)
    const rows = items.value.length
    if (office.record({ event: 'exported', format: 'csv', ...days, rows }) === null) {
      office.care.end(failed('export', 'unknown'), office)
      return
    }
    const nameOf = (id: string): string => journal.staff.nameOf(id) ?? id
    const made = writeExport(
      { name: `month-${month}`, format: 'csv', text: monthCsv(items.value, nameOf) },
      { home: office.home, instant: office.instant(), folder },
    )
    office.care.end(
      made.ok ? { act: 'export', file: made.value, rows } : failed('export', made.problem.why),
      office,
    )
  })
