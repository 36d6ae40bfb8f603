/** Messages between the desk and its thread about the site's counters. A patient's number goes no further than the thread. */
import { z } from 'zod'
import { elsewhereSchema, MAX_ELSEWHERE } from '../../../contract/site.ts'

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
])
export type SiteOrder = z.infer<typeof siteOrderSchema>

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
])
export type SiteWord = z.infer<typeof siteWordSchema>
