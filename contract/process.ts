/**
 * Messages from the shell to the desk (the other way: contract/from-desk.ts): the same messages whether the desk is a utility process of the product
 * or a child of the toolchain's Node (where the runtime's N-API is too old for the database).
 */
import { z } from 'zod'
import { daySchema } from './day.ts'
import { MAX_KEYS } from './from-desk-values.ts'
import { intentSchema } from './intents.ts'
import { patientIntentSchema } from './patient.ts'

/** How the desk is to start. */
export const deskOptionsSchema = z.strictObject({
  /** The folder of journal, settings and keys. */
  home: z.string().min(1),
  /** Simulated devices with the dock; otherwise the real ones. A release build knows only the real ones. */
  simulated: z.boolean(),
  /** The day on which a simulated desk begins; absent for the machine's own. A release build knows only that one. */
  today: daySchema.optional(),
  /**
   * The place of the journal's keys. `system`: the shell seals them with the system's key store; `keys` are the texts
   * that the desk has sent with `keep-keys`, the newest first and behind it the one before; `unreadable`: something
   * lies sealed that the store does not open. `none`: there is no such store and nothing is sealed; the desk keeps key
   * files in its home, readable by their owner alone.
   */
  keyStore: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('system'),
      keys: z.array(z.string().max(MAX_KEYS)).max(2),
      unreadable: z.boolean(),
    }),
  ]),
  /** How the last desk process ended, when this one takes over from it. */
  takesOverFrom: z.enum(['crashed', 'hung']).nullable(),
  /** The last desk process ended before it had shown that it heard a step of the person's; this one is to say so. */
  missedStep: z.boolean(),
  /** The revision of the last state that the windows were shown; this desk counts on from it. 0 for the first desk. */
  lastRevision: z.number().int().nonnegative(),
})
export type DeskOptions = z.infer<typeof deskOptionsSchema>

/** The fate of the receptionist's page: it ends without being asked to, or hangs and is ended; or it is back. */
export const pageFateSchema = z.enum(['crashed', 'hung', 'back'])
export type PageFate = z.infer<typeof pageFateSchema>

/** Shell → desk. */
export const toDeskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), options: deskOptionsSchema }),
  z.strictObject({ type: z.literal('intent'), intent: intentSchema }),
  z.strictObject({ type: z.literal('patient-intent'), intent: patientIntentSchema }),
  z.strictObject({ type: z.literal('window'), what: pageFateSchema }),
  /** Answered by `pong` with the same number; a desk that does not answer has hung. */
  z.strictObject({ type: z.literal('ping'), number: z.number().int() }),
  /** The answer to `keep-keys`. */
  z.strictObject({ type: z.literal('keys-kept'), safe: z.boolean() }),
  /** Finish what is being written, let go of the devices, and end. */
  z.strictObject({ type: z.literal('stop') }),
])
export type ToDesk = z.infer<typeof toDeskSchema>
