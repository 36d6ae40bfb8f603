/** Messages between the desk and the forwarder's thread. */
import { z } from 'zod'
import { centerProblemSchema, centerWhySchema } from '../../contract/center.ts'
import { siteOrderSchema, siteWordSchema } from './site/words.ts'

/** `keys`: the journal's key ring, as text. `shares`: with the site's other counters. */
export const threadDataSchema = z.strictObject({
  home: z.string(),
  url: z.string(),
  keys: z.string(),
  shares: z.boolean(),
})
export type ThreadData = z.infer<typeof threadDataSchema>

/** `nudge`: rows were written. `stop`: finish, and end. */
export const threadOrderSchema = z.union([z.enum(['nudge', 'stop']), siteOrderSchema])
export type ThreadOrder = z.infer<typeof threadOrderSchema>

export const threadStateSchema = z.strictObject({
  sent: z.number().int(),
  behind: z.number().int(),
  problem: centerProblemSchema.nullable(),
  detail: z.string().nullable(),
  why: centerWhySchema.optional(),
  /** The server's clock is another than the one here. */
  isClockOff: z.literal(true).optional(),
  hasJournal: z.boolean(),
  /** False while a round is under way. */
  isWhole: z.boolean(),
})
export type ThreadState = z.infer<typeof threadStateSchema>

/** A message of the thread: how a round ended, or that it is there; or a word of the other counters. */
export const threadMessageSchema = z.union([z.literal('alive'), threadStateSchema, siteWordSchema])

/** Milliseconds between two signs of life. */
export const SIGN_OF_LIFE = 5_000
