/** The parts that a desk is put together from: devices, clock and back office, each passed in. */

import type { Cancel, Timers } from '../../contract/clock.ts'
import type { Day } from '../../contract/day.ts'
import type { DeskState } from '../../contract/desk.ts'
import type { BridgeSettings } from '../../contract/desk-bridge.ts'
import type { JournalCare, KeyPlace } from '../../contract/journal-care.ts'
import type { Settings, Staff } from '../../contract/office.ts'
import type { OfficeIntent } from '../../contract/office-intents.ts'
import type { Publication } from '../../contract/publication.ts'
import type { ScanConfig } from '../../contract/scan.ts'
import type { SimulatorView } from '../../contract/simulator.ts'
import type { Published } from '../../contract/site.ts'
import type { CardReaderPort } from '../../native/card/port.ts'
import type { ScannerPort } from '../../native/scanner/port.ts'
import type { DeskEvent, Effect, OfficialAnswer, RecordableEvent } from './model/core.ts'

/** The desk as an act of the back office reaches it. */
export type OfficeContext = {
  tell(event: DeskEvent): void
  /** @returns the row's number, or null while the journal cannot be written */
  record(event: RecordableEvent): number | null
  /** The desk as the window shows it. */
  state(): DeskState
}

/** The devices of one desk, real or simulated: the desk cannot tell. */
export type Devices = {
  readonly cardReader: CardReaderPort
  readonly scanner: ScannerPort
  /** Asks the official terminal about the card that was just read; null where a person has to choose it. */
  official(): OfficialAnswer | null
  /** A bridge that the dock plays, in place of the one in the settings; null while it plays none. Absent with real devices. */
  bridge?(): BridgeSettings | null
  /** The folder for backups, where the dock plays that its drive is gone. Absent with real devices: the one in the settings. */
  backupFolder?(): string | null
  /** Rules for the codes of invented documents; absent with real devices, where the settings have them. */
  readonly scanConfig?: ScanConfig
  /** The dock's door; absent with real devices. */
  readonly simulator?: {
    readonly view: SimulatorView
    obey(command: Extract<Effect, { type: 'simulate' }>['command']): void
  }
}

/** A time zone of the machine. */
export type Zone = {
  /** True if its clocks show Japan's time. */
  readonly isRight: boolean
  /** As the machine names it: `Asia/Tokyo`. */
  name(): string
}

/** The clock and the timers: passed in, so that no test waits. */
export type Clock = Timers & {
  instant(): string
  today(): Day
  /** The machine's time zone as it is now. */
  zone(): Zone
  /** Calls `act` again and again; keeps no process alive by itself. */
  every(milliseconds: number, act: () => void): Cancel
}

/** Keeps the journal's keys where they outlast this process. Rings of keys are texts, as the journal gives them. */
export type KeyKeeper = {
  /** The place where they lie, and whether there is another place for them. */
  place(): NonNullable<JournalCare['keyPlace']>
  /** Keeps changed keys in that place, and says whether they are safe there. */
  keep(keys: string, kept: (safe: boolean) => void): void
  /**
   * Copies the keys to a place, opens the journal with the copy, and removes them from the other one. Nothing is written over
   * or removed that the keys do not hold. `not-removed`: they are moved, and the other place still has them as well.
   */
  move(to: KeyPlace, keys: string, moved: (how: 'moved' | 'not-moved' | 'not-removed') => void): void
}

/** The back office: it touches files and keys, and has a room of its own. */
export type BackOffice = {
  settings(): Settings
  /** The file that holds them. */
  readonly settingsFile: string
  staff(): Staff
  /** The staff member for the journal's rows. */
  actor(): string
  /** Performs an act that has been admitted (model/admission.ts). */
  perform(intent: OfficeIntent, context: OfficeContext): void
  /** A code was scanned while a staff card is waited for. */
  staffCard(code: string, context: OfficeContext): void
  /** Nobody is given a staff card any longer. */
  endRegistration(context: OfficeContext): void
  /** Somebody has touched the desk, at this monotonic millisecond. */
  touched(monotonic: number): void
  /** The journal's care as the window shows it from the start on. */
  journalCare(): Omit<JournalCare, 'work' | 'outcome' | 'slip' | 'newKeySheet'>
  /** Signs out whoever was there: the machine has slept, or its clock was set ahead. */
  lockAfterAbsence(context: OfficeContext): void
  /** The settings and staff of the site were published. @param context writes rows as the terminal's own */
  takePublication(publication: Publication, context: OfficeContext): void
  /** The publication that was taken over last; null where none was. */
  published(): Published | null
  /** A visit was practised to its end. */
  practised(context: OfficeContext): void
  /** Called now and then: asks who is there after a time without a touch, and makes the day's backup. */
  watch(monotonic: number, context: OfficeContext): void
  /** Gives up what takes long; the terminal is closing. */
  stop(): void
}
