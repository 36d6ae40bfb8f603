import type { JournalPort } from '../../../contract/journal.ts'

/** Rows searched for the program's last start or stop; where all of them are ends of the window, it was not stopped. */
const MAX_ROWS = 100

/**
 * Tells whether the program, or the machine, ended the last time without being closed and without a row that says so. A desk that
 * sees its program go writes that row, and may itself be ended before the row of its own end.
 */
export const wasUncleanShutdown = (journal: Pick<JournalPort, 'search'>): boolean => {
  const { rows } = journal.search({ events: ['started', 'stopped', 'crashed'], limit: MAX_ROWS })
  const last = rows.find(({ event }) => event.event !== 'crashed' || event.process === 'shell')
  return rows.length > 0 && (last === undefined || last.event.event === 'started')
}
