/** Events of invented visits, for tests and benchmarks. */
import type { JournalEvent, JournalPort } from '../../../contract/journal.ts'

type Concluded = Extract<JournalEvent, { event: 'concluded' }>

/** A concluded visit of an invented person. */
export const visit = (number: number, more: Partial<Concluded> = {}): Concluded => ({
  event: 'concluded',
  staff: 'reception',
  checkIn: `check-in-${number}`,
  visitDate: '2026-11-22',
  patientNumber: String(number).padStart(5, '0'),
  outcome: 'accept',
  reasons: ['OK_ONLINE'],
  road: 'online',
  reader: 'read',
  online: 1,
  documents: ['my-number-card'],
  notesOpen: [],
  overridden: false,
  ruleSet: '2026-11-22',
  channel: 'desk',
  ...more,
})

/** Appends visits, or fails the test. */
export const addVisits = (journal: JournalPort, count: number, from = 1): void => {
  for (let number = from; number < from + count; number += 1) {
    const written = journal.append(visit(number))
    if (!written.ok) throw new Error(written.problem.detail)
  }
}
