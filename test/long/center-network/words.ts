/** The messages between a terminal's process and whoever started it. */
import { z } from 'zod'
import { centerProblemSchema } from '../../../contract/center.ts'

export const orderSchema = z.discriminatedUnion('order', [
  /** Up to so many visits at a time; 0 to rest. */
  z.strictObject({ order: z.literal('write'), most: z.number().int().nonnegative() }),
  /** Try to write for another terminal, and more that is not its own. */
  z.strictObject({ order: z.literal('wrong'), other: z.uuid(), seq: z.number().int() }),
  z.strictObject({ order: z.literal('end') }),
])
export type Order = z.infer<typeof orderSchema>

export const wordSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('ready'), journal: z.uuid() }),
  z.strictObject({ what: z.literal('written'), seq: z.number().int() }),
  z.strictObject({ what: z.literal('not-written'), detail: z.string() }),
  z.strictObject({
    what: z.literal('round'),
    /** The row through which the center is said to hold the journal. */
    through: z.number().int().nullable(),
    sent: z.number().int(),
    problem: centerProblemSchema.nullable(),
    detail: z.string().nullable(),
  }),
  z.strictObject({ what: z.literal('wrong'), letThrough: z.array(z.string()) }),
  z.strictObject({ what: z.literal('wrong-untried'), detail: z.string() }),
  z.strictObject({ what: z.literal('tripped'), detail: z.string() }),
])
export type Word = z.infer<typeof wordSchema>
