import type { JournalPort } from '../../../contract/journal.ts'
import type { Outage } from '../../../contract/outage.ts'

/** Reads from the journal whether the official system was down at this desk when it was last in use; null where it was not. */
export const lastOutage = (journal: Pick<JournalPort, 'search'> | null): Outage | null => {
  const [row] = journal?.search({ events: ['outage-started', 'outage-ended'], limit: 1 }).rows ?? []
  return row?.event.event === 'outage-started' ? { since: row.stamp.at, by: row.event.staff } : null
}
