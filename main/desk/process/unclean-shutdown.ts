import type { JournalPort } from '../../../contract/journal.ts'

/** So many rows are looked through; where all of them are ends of the window, the program's own is not among them. */
const MAX_ROWS = 100

/**
 * Whether the program, or the machine, ended the last time without being closed and without a row that says so. A desk that
 * sees its program go writes that row, and may itself be ended before the row of its own end.
 */
export const wasUncleanShutdown = (journal: Pick<JournalPort, 'search'>): boolean => {
  const { rows } = journal.search({ events: ['started', 'stopped', 'crashed'], limit: MAX_ROWS })
  const last = rows.find(({ event }) => event.event !== 'crashed' || event.process === 'shell')
  return rows.length > 0 && (last === undefined || last.event.event === 'started')
}
