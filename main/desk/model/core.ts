/** The desk as a value: what it knows, what can happen to it, and what it wants done. */
import type { VisitKey } from '../../../contract/amend.ts'
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { CardReaderStatus } from '../../../contract/card.ts'
import type { CenterStatus } from '../../../contract/center.ts'
import type { Online, ReaderResult } from '../../../contract/check-in.ts'
import type { CoverFacts } from '../../../contract/cover-trace.ts'
import type { Day } from '../../../contract/day.ts'
import type { Decision } from '../../../contract/decision.ts'
import type { CheckInView, Claims, DeskState, JournalStatus, Message } from '../../../contract/desk.ts'
import type {
  Arrival,
  BridgeStatus,
  BridgeUse,
  Difference,
  LookUpProblem,
} from '../../../contract/desk-bridge.ts'
import type { FollowUp } from '../../../contract/follow-up.ts'
import type { DeskIntent } from '../../../contract/intents.ts'
import type { ClockDoubt, Insured, JournalEvent, VisitOnRecord } from '../../../contract/journal.ts'
import type { JournalCare } from '../../../contract/journal-care.ts'
import type { Office, Settings, Staff } from '../../../contract/office.ts'
import type { PatientIntent } from '../../../contract/patient.ts'
import type { PageFate } from '../../../contract/process.ts'
import type { PublicAid } from '../../../contract/public-aid.ts'
import type { Result } from '../../../contract/result.ts'
import type { FieldProposal, ScanResult } from '../../../contract/scan.ts'
import type { ScannerStatus } from '../../../contract/scanner.ts'
import type { LastVisit } from '../../../contract/seen-before.ts'
import type { SimulatorCommand } from '../../../contract/simulator.ts'
import type { Elsewhere, Published, SiteFollowUp } from '../../../contract/site.ts'
import type { VisitsOfDay } from '../../../contract/visit-row.ts'
import type { BasicFour, BasicFourProblem } from '../../../native/card/basic-four.ts'
import type { VerificationNumber } from '../../../native/card/verification-number.ts'
import type { Question, Registration } from '../../bridge/ask/question.ts'
import type { RequestOutcome } from '../../bridge/ask/requests.ts'
import type { SiteOrder } from '../../center/site/words.ts'
import type { ChangedVisit } from './visit-lists.ts'

/** Everything that the desk knows. The window sees `state`; the rest is the desk's own. */
export type Core = {
  readonly state: DeskState
  /** For ids of messages and evidence: rises, never reused while the process lives. */
  readonly nextId: number
  /** True if the machine's time zone is Japan's. */
  readonly isZoneRight: boolean
  /** Visits that were put aside, whole; the window sees them in `state.tray`. The oldest first. */
  readonly parked: readonly CheckInView[]
  /** The card reader was empty since the last card: the next one may be another. */
  readonly isCardGone: boolean
  /**
   * The visit that was open when a card came onto the empty reader: what is read of the card later is that one's without a
   * question, and no other's. Null: none was open, and the next one that begins has it; absent: the desk has seen no card yet.
   */
  readonly cardLaidIn?: string | null | undefined
  /**
   * The open visit has taken a card by its dates, while the rest of its certificate is still being read and checked. What is
   * found may take it back, so the visit neither ends nor is put aside meanwhile.
   */
  readonly isCardBeingChecked?: boolean | undefined
  /** A card came while nobody was signed in: the report waits for whoever signs in. Absent: none does. */
  readonly cardAtLock?: { readonly official: OfficialAnswer | null } | undefined
  /** Kept until a clock in doubt can be right again. Absent: the clock is not in doubt. */
  readonly doubt?: DoubtfulDays | undefined
  /** A card lies on the reader that gave nothing while no check-in was open: the one that opens beside it takes the failure. */
  readonly failedBefore?: Extract<ReaderResult, { state: 'failed' }> | undefined
}

/** The days of visits while the clock is in doubt. */
export type DoubtfulDays = {
  /** Shown by the clock in doubt: a visit of such a day is of another one. */
  readonly unsureDays: readonly Day[]
  /** Of the visits that were there before the clock was in doubt: sure, and the visits' own for good. */
  readonly sureDays: readonly Day[]
}

/** Every visit that is not over, and the results that wait for one: what is kept on disk, and comes back after a crash. */
export type Visits = {
  readonly open: CheckInView | null
  readonly parked: readonly CheckInView[]
  /** Absent: none. Only those that can be taken are kept. */
  readonly arrivals?: readonly Arrival[]
  /** Absent: the clock was not in doubt. */
  readonly doubt?: DoubtfulDays | undefined
}

/** The visits that are not over. @param ended one that the row being written ends */
export const visitsOf = ({ state, parked, doubt }: Core, ended: string | null = null): Visits => ({
  open: state.checkIn?.id === ended ? null : state.checkIn,
  parked: parked.filter(({ id }) => id !== ended),
  arrivals: state.bridge.arrivals,
  ...(doubt === undefined ? {} : { doubt }),
})

/** The official terminal's answer about the card that was just read: simulated, or null where a person must choose. */
export type OfficialAnswer = {
  readonly reader: ReaderResult
  readonly online: Online | null
  /** Marks that an eye sees on the card: 顔認証 in the added notes, and a card without a photo. */
  readonly printed: { readonly faceOnly: boolean; readonly photoless: boolean }
}

/** Everything that can happen to the desk. */
export type DeskEvent =
  | { readonly type: 'intent'; readonly intent: DeskIntent }
  | { readonly type: 'patient-intent'; readonly intent: PatientIntent }
  | {
      readonly type: 'card-reader'
      readonly status: CardReaderStatus
      readonly official: OfficialAnswer | null
    }
  | {
      readonly type: 'face-attempts'
      readonly request: number
      readonly outcome: Result<number, BasicFourProblem>
    }
  | {
      readonly type: 'face-read'
      readonly request: number
      readonly outcome: Result<BasicFour, BasicFourProblem>
    }
  | { readonly type: 'scanner'; readonly status: ScannerStatus }
  /** `proposal`: the fields of an unknown code, while the desk is taught; null otherwise. */
  | { readonly type: 'scan'; readonly result: ScanResult; readonly proposal: FieldProposal | null }
  | { readonly type: 'teaching'; readonly on: boolean; readonly of?: 'patient-card' }
  | {
      readonly type: 'decision-recorded'
      readonly checkIn: string
      readonly decision: Decision
      readonly seq: number | null
    }
  | { readonly type: 'concluded'; readonly checkIn: string }
  | { readonly type: 'visits'; readonly today: VisitsOfDay; readonly followUps: readonly FollowUp[] }
  /** A row of a concluded visit is on record: its end, or one that is tied to it. */
  | { readonly type: 'visit-changed'; readonly visit: ChangedVisit }
  /** Somebody who may puts a concluded visit right. */
  | { readonly type: 'amend'; readonly visit: VisitKeyOfDay; readonly change: Amendment }
  /** The row of a correction has been asked for; `seq` is null where it could not be written. */
  | {
      readonly type: 'amendment-recorded'
      readonly visit: VisitKeyOfDay
      readonly change: Amendment
      readonly seq: number | null
    }
  /** Somebody who may goes on with a concluded visit of today. */
  | { readonly type: 'reopen'; readonly visit: VisitOnRecord; readonly why: string }
  /** The row of a reopening has been asked for; `seq` is null where it could not be written. */
  | {
      readonly type: 'reopening-recorded'
      readonly checkIn: string
      readonly visit: VisitOnRecord
      readonly seq: number | null
    }
  | { readonly type: 'journal'; readonly status: JournalStatus }
  | { readonly type: 'recovered'; readonly visits: Visits; readonly afterCrash: boolean }
  /** The receptionist's window has ended, or is back. */
  | { readonly type: 'window'; readonly what: PageFate }
  /** The clock cannot be right, or can be again. */
  | { readonly type: 'clock-doubt'; readonly why: ClockDoubt | null }
  | { readonly type: 'clock'; readonly today: Day; readonly jumpedMilliseconds: number | null }
  /** The machine's zone, whenever it is not as it was; `isRight`: its clocks show Japan's time. */
  | { readonly type: 'zone'; readonly zone: string; readonly isRight: boolean }
  | {
      readonly type: 'say'
      readonly code: Message['code']
      readonly tone: Message['tone']
      readonly details?: Message['details']
    }
  | { readonly type: 'staff'; readonly staff: Staff }
  /** A code was scanned while a staff card is waited for: to sign in, or to be given to somebody. */
  | { readonly type: 'staff-card'; readonly code: string }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'journal-care'; readonly care: Partial<JournalCare> }
  | { readonly type: 'bridge-status'; readonly status: BridgeStatus; readonly use: BridgeUse }
  | { readonly type: 'center-status'; readonly status: CenterStatus }
  /** Hints of the site’s other counters about the open visit’s patient. */
  | {
      readonly type: 'seen-elsewhere'
      readonly checkIn: string
      readonly patientNumber: string
      readonly hints: readonly Elsewhere[]
    }
  /** Another counter has taken the face result whose file has this sum. */
  | { readonly type: 'arrival-taken-elsewhere'; readonly hash: string }
  /** Everything that is open at the other counters of the site. */
  | { readonly type: 'site-follow-ups'; readonly list: readonly SiteFollowUp[] }
  /** Settings and staff that the site's administrator has published were taken over. */
  | { readonly type: 'published'; readonly published: Published }
  /** One of them was done here, and is on record here. */
  | {
      readonly type: 'site-follow-up-done'
      readonly terminal: string
      readonly id: string
      readonly done: NonNullable<FollowUp['done']>
    }
  | { readonly type: 'arrival'; readonly arrival: Arrival }
  | {
      readonly type: 'look-up-ended'
      readonly checkIn: string
      readonly question: Omit<Question, 'id'>
      readonly outcome: RequestOutcome
    }
  /** `problem`: null where the official side has taken the number. */
  | {
      readonly type: 'registration-ended'
      readonly checkIn: string
      readonly problem: LookUpProblem | null
    }
  /** The visits of the open visit's patient number as they stand on record, the newest first. */
  | {
      readonly type: 'patient-seen'
      readonly checkIn: string
      readonly patientNumber: string
      readonly visits: readonly VisitOnRecord[]
    }
  /** The entitlements of the open visit's official answer, by its file's sum, differ so from the last visit's row. */
  | {
      readonly type: 'compared-with-last'
      readonly checkIn: string
      readonly hash: string
      readonly seq: number
      readonly differs: readonly (readonly Difference[])[]
    }
  /** The back office has something else to show. */
  | { readonly type: 'office'; readonly change: OfficeChange }

/** The part of the back office that an act may replace; staff, settings and the journal's care have events of their own. */
export type OfficeChange = Partial<Omit<Office, 'staff' | 'settings' | 'journal'>>

/** A journal event before the desk's hands add who acted and the keyed hash of a number. */
export type WithoutAuthor<Event> = Event extends { staff: string }
  ? Omit<Event, 'staff' | 'insured' | 'cover' | 'publicAid'>
  : never
export type RecordableEvent = WithoutAuthor<JournalEvent>

/** A concluded visit, and its day. */
export type VisitKeyOfDay = VisitKey & { readonly day: Day }
/** The facts of a correcting row beside the visit that it is tied to. */
export type Amendment = Omit<
  Extract<RecordableEvent, { event: 'amended' }>,
  'event' | 'visit' | 'visitSeq' | 'visitDate'
>

/** Names the thing that the desk is told once a row is durable. */
export type WhenDurable =
  | { readonly type: 'decision'; readonly checkIn: string; readonly decision: Decision }
  | { readonly type: 'conclusion'; readonly checkIn: string }
  /** @see reopenVisit: `checkIn` is the id that the check-in will have */
  | { readonly type: 'reopening'; readonly checkIn: string; readonly visit: VisitOnRecord }
  | { readonly type: 'amendment'; readonly visit: VisitKeyOfDay; readonly change: Amendment }

/** A thing that the desk wants done. Effects are the only things that touch a device, the journal or the clock. */
export type Effect =
  | {
      readonly type: 'record'
      readonly event: RecordableEvent
      /** Symbol and number to be kept as last characters and keyed hash. */
      readonly claims?: Pick<Claims, 'symbol' | 'number'>
      /** The trace of symbol and number in an earlier row, where nobody has read or typed them anew. */
      readonly insured?: Insured
      /** The cover that a visit ends with, to be kept as last characters and keyed hashes. */
      readonly cover?: CoverFacts
      /** Papers beside the insurance, to be kept without their numbers. */
      readonly publicAid?: readonly PublicAid[]
      /** The visits as they stand with this row: kept in its transaction, so that no kill parts the two. */
      readonly keep?: Visits
      /** Handed back once the row is durable, or could not be written. */
      readonly whenDurable?: WhenDurable
    }
  /** A visit to practise would have had its row now. */
  | { readonly type: 'practised'; readonly whenDurable: WhenDurable }
  /** Forgets what a scanner still holds, which belongs to the patient who has left, and begins anew. */
  | { readonly type: 'next-patient' }
  | { readonly type: 'decode-typed-scan'; readonly text: string }
  /** Turns on or off that the scanner room brings the fields of unknown codes along. */
  | { readonly type: 'learn-codes'; readonly on: boolean }
  | { readonly type: 'read-card-again' }
  /** Reads what the journal has of the patient's number; what comes of it comes back with the same check-in. */
  | { readonly type: 'look-for-patient'; readonly checkIn: string; readonly patientNumber: string }
  /** Compares entitlements with the traces of the last visit; what comes of it comes back with the same check-in and answer. */
  | {
      readonly type: 'compare-with-last'
      readonly checkIn: string
      readonly hash: string
      readonly last: LastVisit
      readonly entitlements: readonly Entitlement[]
    }
  /** Asks the official side; what comes of it comes back with the same check-in. */
  | {
      readonly type: 'look-up'
      readonly checkIn: string
      readonly question: Omit<Question, 'id'>
      readonly again: boolean
    }
  /** Registers our own number of the patient whose visit has ended; what comes of it comes back with the same check-in. */
  | { readonly type: 'register-number'; readonly checkIn: string; readonly registration: Registration }
  /** Asks the card on the reader for the attempts left; the answer comes back with the same number. */
  | { readonly type: 'count-face-attempts'; readonly request: number }
  | { readonly type: 'read-face'; readonly request: number; readonly number: VerificationNumber }
  | { readonly type: 'tell-site'; readonly order: SiteOrder }
  | { readonly type: 'simulate'; readonly command: SimulatorCommand }
  | { readonly type: 'staff-card'; readonly code: string }
  /** Nobody is given a staff card any longer: a patient is here. */
  | { readonly type: 'end-registration' }

/** The result of a step: the new value, and the effects to perform. */
export type Step = { readonly core: Core; readonly effects: readonly Effect[] }

/** The world outside, as far as a step may know it: passed in, so that a step is pure. */
export type Now = {
  /** ISO 8601 with offset, Asia/Tokyo. */
  readonly instant: string
  readonly today: Day
  /** A fresh identifier for a check-in. */
  readonly checkInId: string
  readonly ruleSet: string
}

/** A step that changes nothing. */
export const stay = (core: Core): Step => ({ core, effects: [] })

/** Runs one step after another, gathering what is to be done. */
export const chain = (first: Step, ...steps: readonly ((core: Core) => Step)[]): Step =>
  steps.reduce<Step>((gathered, step) => {
    const next = step(gathered.core)
    return { core: next.core, effects: [...gathered.effects, ...next.effects] }
  }, first)

/** The same core with some of the window's state replaced. */
export const withState = (core: Core, change: Partial<DeskState>): Core => ({
  ...core,
  state: { ...core.state, ...change },
})

/** The same core with part of the back office replaced. */
export const withOffice = (core: Core, change: Partial<DeskState['office']>): Core =>
  withState(core, { office: { ...core.state.office, ...change } })

/** The same core with some of the open check-in replaced; unchanged where none is open. */
export const withCheckIn = (core: Core, change: Partial<CheckInView>): Core =>
  core.state.checkIn === null ? core : withState(core, { checkIn: { ...core.state.checkIn, ...change } })

/** So many messages stand at once before the oldest that only informs goes. */
const MAX_MESSAGES = 4

/** The newest, without the oldest of what only informs; what somebody should look at stays until it is taken away. Pure. */
const leavingOut = (messages: readonly Message[]): Message[] => {
  const tooMany = messages.length - MAX_MESSAGES
  const gone = new Set(
    tooMany <= 0
      ? []
      : messages
          .filter(({ tone }) => tone === 'info')
          .slice(0, tooMany)
          .map(({ id }) => id),
  )
  return messages.filter(({ id }) => !gone.has(id))
}

/**
 * Says something to the person at the desk. The same thing is not said twice at once, so that there are no more messages than
 * codes.
 */
export const say = (
  core: Core,
  code: Message['code'],
  tone: Message['tone'],
  details: Message['details'] = {},
): Core => {
  const others = core.state.messages.filter((message) => message.code !== code)
  const message: Message = { id: core.nextId, code, tone, details }
  return {
    ...core,
    state: { ...core.state, messages: leavingOut([...others, message]) },
    nextId: core.nextId + 1,
  }
}

/** Takes back what was said, once it is no longer so. */
export const unsay = (core: Core, ...codes: readonly Message['code'][]): Core =>
  withState(core, { messages: core.state.messages.filter((message) => !codes.includes(message.code)) })
