/** The journal as the desk and the command line see it. */
import { z } from 'zod'
import type { OpenedVisit, VisitKey } from './amend.ts'
import type { CenterStore } from './center.ts'
import type { CoverFacts, CoverTraces } from './cover-trace.ts'
import { type Day, daySchema } from './day.ts'
import { type Outcome, outcomeSchema, type ReasonCode, reasonCodeSchema } from './decision.ts'
import type { FollowUp } from './follow-up.ts'
import type { Insured } from './insured.ts'
import type { JournalEvent } from './journal-events.ts'
import {
  type ClockDoubt,
  instantSchema,
  type JournalFailure,
  type JournalProblem,
  type Road,
  roadSchema,
} from './journal-fields.ts'
import type { KeySheet } from './key-sheet.ts'
import type { LookUpStore } from './look-ups.ts'
import type { MonthItem } from './month-list.ts'
import type { Result } from './result.ts'
import type { SignedHead } from './signed-head.ts'
import type { StaffPort } from './staff.ts'
import type { VisitsOfDay } from './visit-row.ts'

export { type JournalEvent, type JournalEventName, journalEventSchema } from './journal-events.ts'
export type { ClockDoubt, JournalFailure, JournalProblem, Road } from './journal-fields.ts'
export type { Insured }

export const JOURNAL_OPEN_FAILURES = [
  /** Another desk, or a command, is at work in the folder. */
  'in-use',
  /** A program that knows nothing of journals holds the file: synchronisation, a backup, a virus scanner. */
  'held',
  'not-a-folder',
  'not-writable',
  'foreign',
  'newer-form',
  'half-written',
  'key-lost',
  'damaged',
  'disk-full',
  'unknown',
] as const
/** Why a journal cannot be opened. `message` is one line for people; `status` is what the window's banner says. */
export type JournalOpenFailure = {
  readonly why: (typeof JOURNAL_OPEN_FAILURES)[number]
  readonly status: JournalFailure
  readonly message: string
}

/** The journal's stamp on an event: when, by which clock reading, on which terminal. */
export const stampSchema = z.strictObject({
  /** Wall clock, ISO 8601 with offset. */
  at: instantSchema,
  /** The visit's day, or the day of `at` in Asia/Tokyo: what a row is looked up and counted under. */
  day: daySchema,
  /** Milliseconds on a clock that is never set back, since `session` began. */
  monotonic: z.number().int().nonnegative(),
  /** One opening of the journal: monotonic readings compare only inside it. */
  session: z.string(),
  terminal: z.string(),
  /** The clock could not be right when the row was written. */
  doubt: z.literal(true).optional(),
})
export type Stamp = z.infer<typeof stampSchema>

/** A row as it is read back. */
export type JournalRow = {
  readonly seq: number
  readonly stamp: Stamp
  readonly event: JournalEvent
}

/** A visit as it stands now, with what its rows say of it. */
export type VisitOnRecord = OpenedVisit & {
  /** Its last end, with its corrections. */
  readonly event: Extract<JournalEvent, { event: 'concluded' }>
  /** The terminal at which it ended. */
  readonly terminal: string
  /** The rows that concluded it: one, and one more for each time that it was reopened and ended anew. The last one counts. */
  readonly ends: readonly number[]
}

/** A search; all that are given must hold. Days are inclusive. */
export const journalQuerySchema = z.strictObject({
  from: daySchema.optional(),
  to: daySchema.optional(),
  events: z.array(z.string()).optional(),
  staff: z.string().optional(),
  outcome: outcomeSchema.optional(),
  road: roadSchema.optional(),
  reason: reasonCodeSchema.optional(),
  patientNumber: z.string().optional(),
  lastCharacters: z.string().max(3).optional(),
  /** A whole symbol and number: found through the keyed hash. */
  insured: z.strictObject({ symbol: z.string(), number: z.string() }).optional(),
  /** So many of the newest are left out (for the next page). */
  skip: z.number().int().nonnegative().optional(),
  limit: z.number().int().min(1).max(1000).optional(),
})
export type JournalQuery = z.infer<typeof journalQuerySchema>

/** Concluded visits counted by day, road, outcome and deciding reason. */
export type JournalStatistics = {
  /** All rows, of whatever event. */
  readonly entries: number
  readonly visits: number
  readonly days: Readonly<Partial<Record<Day, number>>>
  readonly roads: Readonly<Partial<Record<Road, number>>>
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  readonly reasons: Readonly<Partial<Record<ReasonCode, number>>>
  readonly overridden: number
  /** Visits that were corrected, or reopened and ended anew: each counts once, as it stands now. */
  readonly amended: number
  readonly reasonsByDay: Readonly<Record<Day, Partial<Record<ReasonCode, number>>>>
}

/** The answer of `journal verify`. `problem` with `ok` names a loss that an administrator has put on record. */
export type Verification = {
  readonly entries: number
  readonly ok: boolean
  readonly firstBad: number | null
  readonly problem: string | null
  /** The slip's answer: null where none was given. `not-compared`: its row is no longer here, and `problem` says why. */
  readonly witness: 'agrees' | 'disagrees' | 'not-compared' | null
}

/** The rows that a purge would remove, and the first day on which it may. Days are inclusive. */
export type PurgePlan = {
  readonly years: number
  readonly rows: number
  readonly oldest: Day
  readonly newest: Day
  readonly on: Day
}

/** The answer to whoever asks for a purge. `announced`: nothing is removed before `on`, and it can be taken back until then. */
export type PurgeAnswer =
  | { readonly state: 'nothing' }
  | ({ readonly state: 'announced' } & PurgePlan)
  | { readonly state: 'done'; readonly rows: number }

/** Why a purge was refused, besides what keeps the journal from being written. */
export type PurgeProblem =
  | JournalProblem
  | { readonly why: 'clock-doubted' | 'below-minimum' | 'announced-otherwise'; readonly detail: string }

/** Why a backup was not made. `folder-missing`: the folder is not there, or not on the drive that it was on. */
export type BackupProblem = JournalProblem | { readonly why: 'folder-missing'; readonly detail: string }

/** A backup that was made. `others`: how many of another journal, or that our keys do not open, lie in the same folder. */
export type MadeBackup = { readonly path: string; readonly rows: number; readonly others: number }

/** Something that opening the journal has found and mended, or wants somebody to know. */
export type JournalWarning =
  | { readonly code: 'key-file'; readonly path: string }
  | { readonly code: 'key-file-was-open'; readonly path: string }
  /** A change of the keys was begun and could not be ended: the next start tries again, with the same keys. */
  | { readonly code: 'keys-pending'; readonly detail: string }
  | ({ readonly code: 'loss-found' } & Pick<
      Extract<JournalEvent, { event: 'loss-found' }>,
      'what' | 'fromSeq' | 'toSeq'
    >)
  | { readonly code: 'clock-doubted'; readonly why: ClockDoubt; readonly newest: string | null }
  | { readonly code: 'migrated'; readonly from: number; readonly to: number }

/**
 * A long act in short steps, each with the rows that are done: between two steps whoever takes them may do other work, and
 * `return` gives the act up and leaves nothing half done.
 */
export type Steps<Value> = Generator<number, Value, void>

/** The journal, open for writing. One process at a time has it. */
export type JournalPort = {
  readonly warnings: readonly JournalWarning[]
  /** The staff. */
  readonly staff: StaffPort
  /**
   * Writes one event. Durable when it returns: one transaction with `synchronous=FULL`.
   * @param working replaces the check-in in progress in the same transaction (null removes it); absent leaves it
   */
  append(
    event: JournalEvent,
    also?: { readonly working: string | null },
  ): Result<{ readonly seq: number }, JournalProblem>
  /** Look-ups at the official bridge that are under way. */
  readonly lookUps: LookUpStore
  /** Gives what may be kept of a symbol and number. */
  insured(parts: { readonly symbol: string; readonly number: string }): Insured | null
  /** Gives what may be kept of a cover, under every key that the journal has: rows are written with the first. */
  coverTraces(facts: CoverFacts): readonly CoverTraces[]
  /** The newest visits that were concluded on a day, and how many there are; none while the file cannot be read. */
  visits(day: Day, most: number): VisitsOfDay
  /** One visit as it stands now, by any of its ends; null where the journal has none such, or cannot be read. */
  visit(key: VisitKey): VisitOnRecord | null
  /** Things that visits have left to do and nobody has done, the oldest first. */
  openFollowUps(): FollowUp[]
  /** Rows that match, newest first, and how many match in all. */
  search(query: JournalQuery): {
    readonly rows: JournalRow[]
    readonly found: number
    /** Why nothing could be read; absent when it could. */
    readonly problem?: JournalProblem
  }
  /** Everything that has to be settled before a month's claims (`2026-11`); why nothing could be read. */
  monthItems(month: string): Result<MonthItem[], JournalProblem>
  /** Concluded visits that match, as they stand now, the newest first; how many match in all; why nothing could be read. */
  searchVisits(query: Omit<JournalQuery, 'events'>): {
    readonly visits: VisitOnRecord[]
    readonly found: number
    readonly problem?: JournalProblem
  }
  /** Concluded visits counted by day, road, outcome and reason, a day at a step; null where the file cannot be read. */
  statistics(range?: { readonly from?: Day; readonly to?: Day }): Steps<JournalStatistics | null>
  /** The check-in in progress, so that a killed desk recovers. Never in an export; in a backup, encrypted; null removes it. */
  saveWorking(json: string | null): Result<void, JournalProblem>
  loadWorking(): string | null
  /** This copy of the journal lies elsewhere than where it is at home: it was restored or copied there. It forwards nothing. */
  isElsewhere(): boolean
  /** An administrator says that this copy takes the terminal's place from now on; the reason goes on record. A journal at home is not. */
  takeOver(request: { readonly staff: string; readonly why: string }): Result<void, JournalProblem>
  /**
   * The text of the settings that the terminal ran with last; null where none were remembered yet. `coming`: of those that a person
   * was changing them to, where that was cut off. `isRestored`: the journal was restored since.
   */
  lastSettings(): {
    readonly text: string | null
    readonly coming: string | null
    readonly isRestored: boolean
  }
  /** Notes the settings that a person is changing to, before their file is written. */
  noteComingSettings(text: string): Result<void, JournalProblem>
  /** Remembers the settings in force, once the rows about what differs are written. */
  keepLastSettings(text: string): Result<void, JournalProblem>
  /**
   * Puts the export on record, and gives its text in pieces: CSV for a Japanese Excel, or JSON Lines. The rows are those
   * that were there before the call; the journal may go on being written while the pieces are taken.
   */
  export(request: {
    readonly staff: string
    readonly format: 'csv' | 'jsonl'
    /** `events` (when absent): every row · `visits`: one line a concluded visit, in words. */
    readonly rows?: 'events' | 'visits'
    readonly from?: Day
    readonly to?: Day
    readonly progress?: (rows: number) => void
  }): Result<{ readonly rows: number; readonly pieces: Iterable<string> }, JournalProblem>
  /** Verifies the journal as `journal verify` does, while it is open. @param slip what a printed slip's QR code holds */
  verify(slip?: string): Steps<Result<Verification, 'no-slip' | 'other-journal'>>
  /** Copies the journal, verifies the copy, and puts it on record. @param folder the home's own when absent */
  backUp(request: {
    readonly staff: string
    readonly folder?: string
  }): Steps<Result<MadeBackup, BackupProblem>>
  /** Removes what an interrupted backup of this journal has left in a folder. */
  clearUnfinished(folder: string): void
  /**
   * Announces that the rows older than the retention will be removed, and removes them when it is asked again on the
   * announced day or later, with the backups that still hold them.
   * @param minimum the retention that is set: fewer years are refused
   * @param folders other folders with backups than the home's own
   */
  purge(request: {
    readonly staff: string
    readonly years: number
    readonly minimum: number
    readonly folders?: readonly string[]
  }): Result<PurgeAnswer, PurgeProblem>
  /** The purge that is announced; null where nothing is. */
  pendingPurge(): PurgePlan | null
  /** Takes an announced purge back. Gives whether there was one. */
  cancelPurge(request: { readonly staff: string }): Result<boolean, JournalProblem>
  /** The instant of the first row that there is. */
  firstAt(): string | null
  /** Why the clock cannot be right now; null where nothing speaks against it. */
  clockDoubt(): ClockDoubt | null
  /** Puts on record that somebody says that this is today, the day that the clock shows: it is believed from here on. */
  confirmDay(request: { readonly staff: string; readonly today: Day }): Result<void, JournalProblem>
  /** The key sheet that backups are sealed to; null where none was made, or the newest was only shown. */
  keySheet(): Pick<KeySheet, 'number' | 'at'> | null
  /** Tells whether this is the newest key sheet's text, typed or scanned, with its passphrase where it has one. */
  opensKeySheet(request: {
    readonly sheet: string
    readonly passphrase: string | null
  }): Result<void, 'no-sheet' | 'other'>
  /**
   * Makes a recovery key, to which every backup from now on is sealed. The sheet is given out this once; backups made
   * before stay with the sheet before.
   */
  makeKeySheet(request: {
    readonly staff: string
    readonly passphrase: string | null
    /** False where it is only shown so far: it counts once it was kept. */
    readonly isKept?: boolean
  }): Result<KeySheet, JournalProblem>
  /** Puts on record that the newest sheet, that was shown, is on paper. @param request its number */
  keepKeySheet(request: { readonly staff: string; readonly sheet: string }): Result<void, JournalProblem>
  /** The keys that are in use, all generations, as {@link JournalPort.extendedKeys} writes them. */
  keys(): string
  /** Why the keys cannot be changed now: for want of room. Asked before new keys are kept anywhere; null where they can. */
  roomForNewKeys(): JournalProblem | null
  /** The keys to be kept before {@link JournalPort.rotateKeys}: what is in use, and new ones. */
  extendedKeys(): string
  /** Puts new keys in use. @param keys what `extendedKeys` gave, and what the key store holds by now */
  rotateKeys(request: { readonly staff: string; readonly keys: string }): Result<void, JournalProblem>
  /** Puts on record that an administrator has looked at every loss that was found. */
  acknowledgeLosses(request: { readonly staff: string; readonly why: string }): Result<void, JournalProblem>
  /** The end of the chain to be printed and kept elsewhere, noted in the anchor file. */
  slip(): { readonly payload: string; readonly lines: readonly string[] }
  /** The end of the journal, signed: who has it, the rows and the public key can verify, and cannot write. */
  signHead(): Result<SignedHead, JournalProblem>
  /** Every signed head that is kept, oldest first: the first is where the rows begin. */
  signedHeads(): SignedHead[]
  /** How this terminal is known to the center. */
  readonly center: CenterStore
  close(): void
}
