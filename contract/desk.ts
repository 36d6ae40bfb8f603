/** The state of the desk, which the windows draw whole; what they ask for is in contract/intents.ts. */
import { z } from 'zod'
import { visitKeySchema } from './amend.ts'
import { cardReaderStatusSchema } from './card.ts'
import { cardFaceSchema } from './card-face.ts'
import { centerStatusSchema } from './center.ts'
import { onlineSchema, readerResultSchema, visitSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { decisionSchema, noteSchema, outcomeSchema } from './decision.ts'
import { deskBridgeSchema, officialSchema } from './desk-bridge.ts'
import { evidenceSchema } from './evidence.ts'
import { followUpSchema } from './follow-up.ts'
import { paidSchema } from './follow-up-kinds.ts'
import { draftSchema, fieldsSchema } from './form.ts'
import { heldSchema } from './held.ts'
import { instantSchema } from './instant.ts'
import { CLOCK_DOUBTS } from './journal-fields.ts'
import { MAX_VISITS } from './list-limits.ts'
import { officeSchema } from './office.ts'
import { outageSchema, outageSearchSchema } from './outage.ts'
import { patientChoiceSchema, patientLanguageSchema } from './patient.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'
import { personQuestionSchema } from './person-question.ts'
import { MAX_PUBLIC_AID, publicAidSchema } from './public-aid.ts'
import { scannerStatusSchema } from './scanner.ts'
import { seenBeforeSchema } from './seen-before.ts'
import { simulatorViewSchema } from './simulator.ts'
import { siteSchema } from './site.ts'
import { TEXT_SIZES } from './text-size.ts'
import { MAX_PARKED, parkedVisitSchema } from './tray.ts'
import { visitRowSchema } from './visit-row.ts'

const text = (most: number) => z.string().max(most)

export { type Claims, claimsSchema, type Evidence, evidenceSchema } from './evidence.ts'

/** 療養(補償)等給付の請求書: 様式第5号, for the way to work 第16号の3. */
export const workFormSchema = z.enum(['brought', 'later'])
export type WorkForm = z.infer<typeof workFormSchema>

/** Most characters of a queue number (受付番号), such as `A-012`. */
export const MAX_QUEUE_NUMBER = 12

/** The check-in that is open at the desk. Fields with a default were added later: a check-in kept by a desk before reads as ever. */
export const checkInViewSchema = z.strictObject({
  id: z.string(),
  /** ISO 8601 with offset, Asia/Tokyo. */
  openedAt: z.string(),
  visitDate: daySchema,
  /** The clinic's own number of the patient (診察券番号), if known. */
  patientNumber: text(MAX_PATIENT_NUMBER).nullable(),
  /** The number of the slip that the patient was given to wait with (受付番号), if any. */
  queueNumber: text(MAX_QUEUE_NUMBER).nullable().default(null),
  /**
   * The first question of a visit, who this is: `open` until a number is given (`answered`) or somebody says that there is
   * none (`skipped`); `skipped` from the start where the clinic does not ask.
   */
  patientStep: z.enum(['open', 'answered', 'skipped']).default('skipped'),
  /** The journal's rows of the patient's number, read; null without a number, or where it knows nothing. */
  seenBefore: seenBeforeSchema.nullable().default(null),
  /** The ids of those who have acted on this visit, in the order in which they came. */
  hands: z.array(text(80)).max(20).default([]),
  /** Ending was wanted, and the desk asks what is to be asked first (contract/ending.ts). */
  ending: z.boolean().default(false),
  visit: visitSchema,
  /** Somebody has said that the patient has nothing with them. Absent in a visit that an older desk has kept. */
  nothingShown: z.boolean().default(false),
  birthDate: daySchema.nullable(),
  outageMode: z.boolean(),
  /** The answer of the outage mode's search for this patient; null where nobody has searched. */
  outageSearch: outageSearchSchema.nullable().default(null),
  /** The official system was down for the desk while this visit was open: unless confirmed online since, it is checked again. */
  ofOutage: z.boolean().default(false),
  evidence: z.array(evidenceSchema),
  /** A visit to practise: it leaves no row. Absent in a visit that an older desk has kept. */
  practice: z.boolean().default(false),
  /** 公費・医療証 beside the insurance. Absent in a visit that an older desk has kept. */
  publicAid: z.array(publicAidSchema).max(MAX_PUBLIC_AID).default([]),
  reader: readerResultSchema,
  online: onlineSchema.nullable(),
  draft: draftSchema.nullable(),
  /** The fields handed in with the form of the 被保険者資格申立書, for its paper; forgotten with the check-in. */
  declaration: fieldsSchema.nullable(),
  /** The name as the official terminal shows it, typed to be compared; forgotten with the check-in. */
  officialName: text(120).nullable(),
  /** The official bridge's answer; null where a person has entered the answer, or none is there. */
  official: officialSchema.nullable(),
  /** The language in which the patient reads; `ja` again with the next check-in. */
  patientLanguage: patientLanguageSchema,
  /** The size of text in the patient's own window; `100` again with the next check-in. */
  patientTextSize: z.enum(TEXT_SIZES).default('100'),
  /**
   * The decision on the evidence as it stands. It is here only once its journal row is durable (`seq`), or, while
   * the journal cannot be written, with `seq: null` under a banner.
   */
  decided: z.strictObject({ decision: decisionSchema, seq: z.number().int().nullable() }).nullable(),
  /** Notes that the receptionist has done. */
  ticked: z.array(noteSchema),
  overridden: z.strictObject({ outcome: outcomeSchema, why: text(400) }).nullable(),
  /** Things that were read or typed and are not in the visit yet: a person is asked whose they are. The oldest first. */
  held: z.array(heldSchema).default([]),
  /** Cards of which somebody has said that they are this patient's, although their last day is not on the birthday. */
  sameDespite: z
    .array(z.strictObject({ certificateExpiresOn: daySchema, birthDate: daySchema }))
    .max(20)
    .default([]),
  /** When it was put aside; null for the one that is open. */
  parkedAt: instantSchema.nullable().default(null),
  /** The things that members of one family share; null for a patient who came alone. `first`: the visit of the first of them. */
  family: z.strictObject({ first: z.string(), shared: fieldsSchema }).nullable().default(null),
  /** Paid for now, where the cover is not confirmed yet: 10割, or a deposit (預り金). */
  paid: paidSchema.nullable().default(null),
  /** `paid` was agreed before the visit was put aside or opened again: the money may be taken, and stays until a person takes it back. */
  mayBePaid: z.boolean().default(false),
  /** 労災: the form of the workers' compensation is here, or comes later; null where nobody has said. */
  workForm: workFormSchema.nullable().default(null),
  /** The concluded visit of today that this check-in opens again: its end takes the place of that one's. */
  reopens: visitKeySchema.nullable().default(null),
})
export type CheckInView = z.infer<typeof checkInViewSchema>

/** A check-in as it is opened: nothing has been shown, said or tried. */
export const emptyCheckIn = (opened: Pick<CheckInView, 'id' | 'openedAt' | 'visitDate'>): CheckInView => ({
  ...opened,
  practice: false,
  patientNumber: null,
  queueNumber: null,
  patientStep: 'open',
  seenBefore: null,
  hands: [],
  ending: false,
  visit: {},
  nothingShown: false,
  birthDate: null,
  outageMode: false,
  outageSearch: null,
  ofOutage: false,
  evidence: [],
  publicAid: [],
  reader: { state: 'not-tried' },
  online: null,
  draft: null,
  declaration: null,
  officialName: null,
  official: null,
  patientLanguage: 'ja',
  patientTextSize: '100',
  decided: null,
  ticked: [],
  overridden: null,
  held: [],
  sameDespite: [],
  parkedAt: null,
  family: null,
  paid: null,
  mayBePaid: false,
  workForm: null,
  reopens: null,
})

/** The journal's health. `unwritable`: visits are decided on, and the gap is recorded when it can be. */
export const journalStatusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('ready') }),
  z.strictObject({
    state: z.literal('unwritable'),
    why: z.enum(['disk-full', 'locked', 'read-only', 'damaged', 'key-lost', 'unknown']),
  }),
])
export type JournalStatus = z.infer<typeof journalStatusSchema>

export const clockStatusSchema = z.enum(['ready', 'jumped', 'wrong-zone'])

/** Something to say to the person at the desk, as a code that the window has words for; never free text. */
export const messageSchema = z.strictObject({
  id: z.number().int(),
  code: z.enum([
    'MY_NUMBER_REFUSED',
    'SCAN_REFUSED',
    'SCAN_PARTIAL',
    'CARD_REMOVED',
    'CARD_NOT_MY_NUMBER',
    'CARD_UNTRUSTED',
    'CARD_UNREADABLE',
    'CARD_BUSY',
    'CARD_BEING_CHECKED',
    'READER_LOST',
    'READER_FOUND',
    'SCANNER_LOST',
    'DESK_RECOVERED',
    'STEP_MISSED',
    /** The patient's number is another: a paper that was taken as the one of the last visit is out of the visit. */
    'SAME_PAPER_GONE',
    'JOURNAL_UNWRITABLE',
    'JOURNAL_WRITABLE_AGAIN',
    'CLOCK_JUMPED',
    'CLOCK_SURE_AGAIN',
    'WRONG_ZONE',
    'DAY_CHANGED',
    'CONFIG_BROKEN',
    'NUMBER_NOT_REGISTERED',
    'ANSWER_FIRST',
    /** A visit cannot end, as nothing is decided; `why`: `nothing` was shown or said, or the `day` is in doubt. */
    'NOT_YET_DECIDED',
    'TRAY_FULL',
    /** The visit holds as many papers beside the insurance as it can; `most`, and how many were not taken. */
    'PUBLIC_AID_FULL',
    'PARKED_OVERNIGHT',
    'INPUT_REFUSED',
    'BACKUP_FAILED',
    'KEY_SHEET_WANTED',
    'BACKUP_DRIVE_MISSING',
    'BACKUPS_OF_ANOTHER',
    'CENTER_DIVERGED',
    'CENTER_ELSEWHERE',
    'SUPPORT_BUNDLE_FAILED',
    'NOT_ALLOWED',
    'STAFF_CARD_TOO_SIMPLE',
    /** A visit was not corrected or not reopened; `why`: AMEND_REFUSALS of contract/amend.ts. */
    'AMEND_REFUSED',
    /** The face result of a visit here was taken at another counter of the site too. */
    'ARRIVAL_TAKEN_ELSEWHERE',
  ]),
  tone: z.enum(['info', 'look', 'problem']),
  /** Codes and counts only (`{ reason: 'WRONG_CODE' }`, `{ have: 1, of: 2 }`), never what was read. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Message = z.infer<typeof messageSchema>

/** Everything that the window draws. Whole at every change; `revision` only ever rises. */
export const deskStateSchema = z.strictObject({
  revision: z.number().int(),
  today: daySchema,
  simulated: z.boolean(),
  cardReader: cardReaderStatusSchema,
  scanner: scannerStatusSchema,
  journal: journalStatusSchema,
  clock: clockStatusSchema,
  /** Why the clock cannot be right: until it can be, or the day is confirmed, nothing is decided. */
  clockDoubt: z.enum(CLOCK_DOUBTS).nullable(),
  /** The official system is down for the whole desk; null where it is not. */
  outage: outageSchema.nullable(),
  checkIn: checkInViewSchema.nullable(),
  /** Asked about the open visit before anything else goes on; null where nothing is to be asked. */
  question: personQuestionSchema.nullable(),
  /** Visits that were put aside, the oldest first. */
  tray: z.array(parkedVisitSchema).max(MAX_PARKED),
  /** The choice made at the patient's window while no check-in is open: the next one begins with it. */
  patientChoice: patientChoiceSchema,
  bridge: deskBridgeSchema,
  center: centerStatusSchema,
  site: siteSchema,
  /** The comparison of the card's chip with its face; null unless it was asked for in this check-in. */
  cardFace: cardFaceSchema.nullable(),
  /** Today's newest, the newest first. However long the day, a state is no longer than with {@link MAX_VISITS}. */
  visits: z.array(visitRowSchema).max(MAX_VISITS),
  /** How many visits there are today, with those that `visits` leaves out. */
  visitCount: z.number().int().nonnegative(),
  /**
   * Things that visits of every day have left to do, the oldest first: at most `MAX_FOLLOW_UPS` open ones, and the newest of those
   * that were done since the desk started, in their places.
   */
  followUps: z.array(followUpSchema),
  messages: z.array(messageSchema),
  office: officeSchema,
  /** The dock's offers; null in a release build and with real devices. */
  simulator: simulatorViewSchema.nullable(),
})
export type DeskState = z.infer<typeof deskStateSchema>
