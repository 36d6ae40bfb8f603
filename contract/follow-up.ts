/** Things that a concluded visit leaves to do: made from its row by one pure function, and closed by rows of its own. */
import { z } from 'zod'
import { type Day, daySchema } from './day.ts'
import {
  type FollowUpKind,
  followUpKindSchema,
  followUpResultSchema,
  type LeftOpen,
  shareSchema,
} from './follow-up-kinds.ts'
import type { JournalEvent } from './journal-events.ts'

/** Names one thing to do: a visit leaves each of them once. */
export const followUpKeySchema = z.strictObject({
  /** The check-in's id of the visit. */
  visit: z.string().min(1).max(80),
  /** Its `concluded` row. */
  seq: z.number().int().positive(),
  what: followUpKindSchema,
})
export type FollowUpKey = z.infer<typeof followUpKeySchema>

/** Done at another counter of the site: where, by whom, and by which row of that counter's journal. */
export const elsewhereDoneSchema = z.strictObject({
  /** By the id that the center knows it by. */
  counter: z.string(),
  counterName: z.string(),
  /** Null while no staff is set up there. */
  name: z.string().nullable(),
  row: z.number().int().nonnegative(),
})
export type ElsewhereDone = z.infer<typeof elsewhereDoneSchema>

export const followUpSchema = z.strictObject({
  /** One text of {@link FollowUpKey}: the same in every list. */
  id: z.string(),
  ...followUpKeySchema.shape,
  /** The visit's day. */
  day: daySchema,
  /** When the visit ended, ISO 8601 with offset. */
  at: z.string(),
  patientNumber: z.string().nullable(),
  queueNumber: z.string().nullable(),
  /** The last day on which it does any good; null where there is none. */
  by: daySchema.nullable(),
  /** Null while it is open. */
  done: z
    .strictObject({
      result: followUpResultSchema,
      /** Of a refund: the tenths that the patient owes; null where nobody has said. */
      share: shareSchema.nullable(),
      at: z.string(),
      /** The id of the staff member who recorded it; `terminal` where another counter has done it. */
      staff: z.string(),
      elsewhere: elsewhereDoneSchema.optional(),
    })
    .nullable(),
})
export type FollowUp = z.infer<typeof followUpSchema>

/** One text of a key: `3f0c…/41/recheck`. */
export const followUpId = ({ visit, seq, what }: FollowUpKey): string => `${visit}/${seq}/${what}`

/** The last day of a day's month: `2028-02-11` → `2028-02-29`. */
export const lastDayOfMonth = (day: Day): Day => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** The thing to do that a note or an end of a row stands for. */
export const followUpKind = (left: LeftOpen): FollowUpKind =>
  left === 'RECHECK_LATER' ? 'recheck' : left === 'COLLECT_NUMBER_LATER' ? 'self-declaration' : left

/**
 * Settled before the claim of the visit's month is made: claims of a month go out by the tenth of the next (療養の給付及び
 * 公費負担医療に関する費用の請求に関する命令), so the last day of the month leaves time to make them.
 */
const BEFORE_THE_CLAIM: ReadonlySet<FollowUpKind> = new Set([
  'unconfirmed',
  'recheck',
  'self-declaration',
  'outage',
  'paid-in-full',
  'deposit',
  'newer-entitlement',
])

/** Tells whether it bears on the month's claim: those stand in the month's list. */
export const isBeforeTheClaim = (what: FollowUpKind): boolean => BEFORE_THE_CLAIM.has(what)

type Concluded = Extract<JournalEvent, { event: 'concluded' }>

/**
 * The things that a visit leaves to do, all of them open. The same function makes the list of a running desk and the one that is read from
 * the journal. Notes of rows that were written before there were follow-ups are follow-ups too.
 * @param row the `concluded` row: its number and instant, and what it says
 */
export const followUpsOf = (row: {
  readonly seq: number
  readonly at: string
  readonly event: Pick<Concluded, 'checkIn' | 'visitDate' | 'patientNumber' | 'queueNumber' | 'notesOpen'>
}): FollowUp[] => {
  const { checkIn: visit, visitDate: day, patientNumber, queueNumber, notesOpen } = row.event
  return [...new Set(notesOpen.map(followUpKind))].map((what) => ({
    id: followUpId({ visit, seq: row.seq, what }),
    visit,
    seq: row.seq,
    what,
    day,
    at: row.at,
    patientNumber: patientNumber ?? null,
    queueNumber: queueNumber ?? null,
    by: isBeforeTheClaim(what) ? lastDayOfMonth(day) : null,
    done: null,
  }))
}
