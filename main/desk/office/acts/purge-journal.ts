import { clearOut } from '../../../files/clear-out.ts'
import type { Act } from '../act.ts'
import { failed } from '../journal-care.ts'

/**
 * Announces that the rows older than the settings’ years will go, and removes them once their day has come; the desk does
 * not answer meanwhile.
 */
export const purgeJournal: Act<'purge-journal'> = (_, office) =>
  office.care.withJournal('purge', office, (journal) => {
    const { retentionYears: years } = office.settings.now()
    const backupFolder = office.backupFolder()
    office.goesSilent()
    const purged = journal.purge({
      staff: office.staff.actor(),
      years,
      minimum: years,
      folders: backupFolder === null ? [] : [backupFolder],
    })
    if (!purged.ok) office.care.end(failed('purge', purged.problem.why), office)
    else if (purged.value.state === 'announced') {
      const { state, ...plan } = purged.value
      office.care.end({ act: 'purge-announced', ...plan }, office)
    } else {
      const rows = purged.value.state === 'done' ? purged.value.rows : 0
      if (rows > 0)
        clearOut(office.home, { now: Date.parse(office.instant()), retentionYears: years, isPurged: true })
      office.care.end({ act: 'purge', rows, years }, office)
    }
    office.care.showPurge(office)
  })
