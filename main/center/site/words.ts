/** Messages between the desk and its thread about the site's counters. A patient's number goes no further than the thread. */
import { z } from 'zod'
import { followUpSchema } from '../../../contract/follow-up.ts'
import { followUpKindSchema, followUpResultSchema, shareSchema } from '../../../contract/follow-up-kinds.ts'
import { MAX_FOLLOW_UPS } from '../../../contract/list-limits.ts'
import { publicationSchema } from '../../../contract/publication.ts'
import {
  elsewhereSchema,
  MAX_ELSEWHERE,
  MAX_SITE_FOLLOW_UPS,
  siteFollowUpSchema,
} from '../../../contract/site.ts'

const number = z.string().min(1).max(80)
const sum = z.string().max(128)

/** An order of the desk. */
export const siteOrderSchema = z.discriminatedUnion('order', [
  /** Patients' numbers of the visits that are not over here, and sums of the face results that nobody here has taken. */
  z.strictObject({
    order: z.literal('here'),
    open: z.array(number).max(100),
    arrivals: z.array(sum).max(100),
  }),
  /** A visit of the number `of` was concluded, or the face result of that sum was taken. */
  z.strictObject({ order: z.literal('leave'), kind: z.enum(['checked', 'arrival']), of: sum.min(1) }),
  /** The number of the open visit's patient, or null: nobody is asked about any more. */
  z.strictObject({ order: z.literal('ask'), checkIn: z.string(), patientNumber: number.nullable() }),
  /** Everything that visits here have left to do: shown to the others. */
  z.strictObject({ order: z.literal('follow-ups'), list: z.array(followUpSchema).max(MAX_FOLLOW_UPS) }),
  /** A thing that was open at another counter was done here; the row says which. */
  z.strictObject({ order: z.literal('settled') }),
])
export type SiteOrder = z.infer<typeof siteOrderSchema>

/** A thing of this counter that another one has done, as that one's row has it. */
export const settledSchema = z.strictObject({
  terminal: z.uuid(),
  counter: z.string().max(80),
  row: z.number().int().positive(),
  visit: z.string().min(1).max(80),
  seq: z.number().int().positive(),
  what: followUpKindSchema,
  result: followUpResultSchema,
  share: shareSchema.nullable(),
  /** The name of who did it; null while no staff is set up there. */
  name: z.string().min(1).max(80).nullable(),
  /** When, by the clock there, ISO 8601 with offset; null where the row does not say. */
  at: z.string().max(40).nullable(),
})
export type Settled = z.infer<typeof settledSchema>

/** A word to the desk. */
export const siteWordSchema = z.discriminatedUnion('word', [
  z.strictObject({
    word: z.literal('elsewhere'),
    checkIn: z.string(),
    patientNumber: number,
    hints: z.array(elsewhereSchema).max(MAX_ELSEWHERE),
  }),
  /** Another counter has taken the face result of this sum. */
  z.strictObject({ word: z.literal('arrival-taken'), hash: sum }),
  z.strictObject({
    word: z.literal('follow-ups'),
    list: z.array(siteFollowUpSchema).max(MAX_SITE_FOLLOW_UPS),
  }),
  /** The newest publication for the site, as the center has it. */
  z.strictObject({ word: z.literal('publication'), publication: publicationSchema }),
  /** Things of this counter that others have done, also those that are on record here already. */
  z.strictObject({ word: z.literal('settled'), list: z.array(settledSchema).max(1_000) }),
])
export type SiteWord = z.infer<typeof siteWordSchema>
