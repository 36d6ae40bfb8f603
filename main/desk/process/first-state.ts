import type { DeskState } from '../../../contract/desk.ts'
import { NO_BRIDGE } from '../../../contract/desk-bridge.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import { NO_CARE } from '../../../contract/journal-care.ts'
import { NO_CHOICE } from '../../../contract/patient.ts'
import { NO_SITE } from '../../../contract/site.ts'
import { NO_VISITS } from '../../../contract/visit-row.ts'
import type { BackOffice, Clock, Devices } from '../ports.ts'
import { lastOutage } from './last-outage.ts'
import type { Recorder } from './recorder.ts'

/** The state of a desk that has heard of nothing yet. */
export const firstState = (parts: {
  readonly simulated: boolean
  readonly devices: Pick<Devices, 'simulator'>
  readonly clock: Pick<Clock, 'today'>
  readonly recorder: Pick<Recorder, 'status'>
  readonly office: BackOffice
  readonly journal: Pick<JournalPort, 'clockDoubt' | 'search'> | null
}): DeskState => ({
  revision: 0,
  today: parts.clock.today(),
  simulated: parts.simulated,
  cardReader: { state: 'starting' },
  scanner: { state: 'starting' },
  journal: parts.recorder.status(),
  clock: 'ready',
  clockDoubt: parts.journal?.clockDoubt() ?? null,
  outage: lastOutage(parts.journal),
  checkIn: null,
  question: null,
  tray: [],
  patientChoice: NO_CHOICE,
  bridge: NO_BRIDGE,
  center: { state: 'off' },
  site: { ...NO_SITE, published: parts.office.published() },
  cardFace: null,
  ...NO_VISITS,
  followUps: [],
  messages: [],
  office: {
    staff: parts.office.staff(),
    settings: parts.office.settings(),
    settingsFile: parts.office.settingsFile,
    history: null,
    opened: null,
    month: null,
    daysRefused: null,
    diagnoses: null,
    serialPorts: null,
    statistics: null,
    journal: { ...NO_CARE, ...parts.office.journalCare() },
    supportBundle: null,
    teaching: null,
  },
  simulator: parts.devices.simulator?.view ?? null,
})
