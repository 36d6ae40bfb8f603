/** The back office's hands: settings, staff, history, diagnoses, backups. */
import { join } from 'node:path'
import type { JournalPort, JournalQuery, JournalRow } from '../contract/journal.ts'
import type { HistoryQuery, Settings, Staff } from '../contract/office.ts'
import { RECEPTION, RIGHTS } from '../contract/staff.ts'
import type { VisitRow } from '../contract/visit-row.ts'
import type { DeskEvent, SettingsChange } from './core.ts'
import type { BackOffice, Clock, OfficeEffect } from './service.ts'
import { writeSettings } from './settings.ts'

/** A terminal with no staff set up: whoever is at the desk is "reception" and may do everything. */
const RECEPTION_STAFF: Staff = {
  required: false,
  signedIn: null,
  rights: [...RIGHTS],
  people: [],
  refusal: null,
}

const asQuery = (query: HistoryQuery): JournalQuery => ({
  from: query.from,
  to: query.to,
  events: ['concluded'],
  ...(query.patientNumber === null ? {} : { patientNumber: query.patientNumber }),
  ...(query.outcome === null ? {} : { outcome: query.outcome }),
  ...(query.reason === null ? {} : { reason: query.reason }),
  limit: 200,
})

const asVisit = (row: JournalRow): VisitRow[] =>
  row.event === 'concluded' && row.reasons[0] !== undefined
    ? [
        {
          seq: row.seq,
          at: row.at,
          patientNumber: row.patientNumber ?? null,
          outcome: row.outcome,
          reason: row.reasons[0],
          documents: row.documents,
          overridden: row.overridden,
        },
      ]
    : []
