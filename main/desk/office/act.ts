import type { JournalPort } from '../../../contract/journal.ts'
import type { Diagnosis, SerialPort } from '../../../contract/office.ts'
import type { OfficeIntent } from '../../../contract/office-intents.ts'
import type { KeyKeeper, OfficeContext } from '../ports.ts'
import type { JournalCareRoom } from './journal-care.ts'
import type { LongActs } from './long-act.ts'
import type { SettingsStore } from './settings-store.ts'
import type { StaffRoom } from './staff-room.ts'
import type { SupportBundle } from './support-bundle.ts'

/** The rooms and tools of the back office. */
export type OfficeParts = {
  readonly home: string
  readonly version: string
  readonly ruleSet: string
  /** Null while it cannot be opened. */
  readonly journal: JournalPort | null
  readonly settings: SettingsStore
  /** The folder for backups; null for the home's own. */
  backupFolder(): string | null
  readonly staff: StaffRoom
  readonly care: JournalCareRoom
  /** Counts visits: beside the care for the journal, which may be at work as well. */
  readonly counting: LongActs
  readonly bundle: SupportBundle
  diagnose(): Promise<Diagnosis[]>
  /** The serial ports that the machine has now. */
  serialPorts(): Promise<SerialPort[]>
  /** ISO 8601 with offset. */
  instant(): string
  readonly keys: KeyKeeper
  /** Says to whoever watches over the desk that it will not answer for a while. */
  goesSilent(): void
}

/** The intents of the back office by their type. */
export type OfficeIntents = { [Type in OfficeIntent['type']]: Extract<OfficeIntent, { type: Type }> }

/**
 * Performs one act of the back office, for somebody who may: the right, and what else holds for the intent, stands
 * beside its schema in contract/office-intents.ts.
 */
export type Act<Type extends OfficeIntent['type']> = (
  intent: OfficeIntents[Type],
  office: OfficeParts & OfficeContext,
) => void
