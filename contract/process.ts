/**
 * What crosses between the shell and the desk: the same messages whether the desk is a utility process of the product
 * or a child of the toolchain's Node (where the runtime's N-API is too old for the database).
 */
import { z } from 'zod'
import { daySchema } from './day.ts'
import { deskStateSchema, intentSchema } from './desk.ts'
import { patientIntentSchema, patientStateSchema } from './patient.ts'

/** Characters of the text of all keys: a pair takes 134, so that they can be changed some 7,000 times. */
const KEYS_LONGEST = 1_000_000

/** How the desk is to start. */
export const deskOptionsSchema = z.strictObject({
  /** The folder of journal, settings and keys. */
  home: z.string().min(1),
  /** Simulated devices with the dock; otherwise the real ones. A release build knows only the real ones. */
  simulated: z.boolean(),
  /** The day on which a simulated desk begins; absent for the machine's own. A release build knows only that one. */
  today: daySchema.optional(),
  /**
   * Where the journal's keys are kept. `system`: the shell seals them with the system's key store; `keys` are the texts
   * that the desk has sent with `keep-keys`, the newest first and behind it the one before; `unreadable`: something
   * lies sealed that the store does not open. `none`: there is no such store and nothing is sealed; the desk keeps key
   * files in its home, readable by their owner alone.
   */
  keyStore: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('system'),
      keys: z.array(z.string().max(KEYS_LONGEST)).max(2),
      unreadable: z.boolean(),
    }),
  ]),
  /** How the last desk process ended, when this one takes over from it. */
  takesOverFrom: z.enum(['crashed', 'hung']).nullable(),
  /** The last desk process ended before it had shown that it heard a step of the person's; this one is to say so. */
  missedStep: z.boolean(),
})
export type DeskOptions = z.infer<typeof deskOptionsSchema>

/** What becomes of the receptionist's page: it ends without being asked to, or hangs and is ended; or it is back. */
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

/** Why a desk could not start at all; the window has words for each. */
export const deskFatalSchema = z.enum([
  'home-unwritable',
  'second-desk',
  'journal-held',
  'newer-journal',
  'unknown',
])
export type DeskFatal = z.infer<typeof deskFatalSchema>

/** Desk → shell. */
export const fromDeskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('state'), state: deskStateSchema }),
  z.strictObject({ type: z.literal('patient-state'), state: patientStateSchema }),
  z.strictObject({ type: z.literal('pong'), number: z.number().int() }),
  /** New keys for the journal, to be sealed with the system's key store. Never logged. */
  z.strictObject({ type: z.literal('keep-keys'), keys: z.string().max(KEYS_LONGEST) }),
  /** The journal was opened with the newest keys: those before them need not be kept any longer. */
  z.strictObject({ type: z.literal('keys-opened') }),
  /** For so many milliseconds no answer means nothing: a rare act, such as changing the keys, has all of the desk. */
  z.strictObject({ type: z.literal('silent'), milliseconds: z.number().int().min(0).max(600_000) }),
  z.strictObject({ type: z.literal('fatal'), problem: deskFatalSchema }),
])
export type FromDesk = z.infer<typeof fromDeskSchema>
