/** The journal as a whole, from the window: taking rows out, proving it, keeping it. */
import { z } from 'zod'
import { daySchema } from './day.ts'
import { journalFailureSchema } from './journal-fields.ts'
import { keySheetSchema } from './key-sheet.ts'

const count = z.number().int().nonnegative()

/** The rows that a purge removes, and the first day on which it may. */
export const purgePlanSchema = z.strictObject({
  years: z.number().int(),
  rows: count,
  oldest: daySchema,
  newest: daySchema,
  on: daySchema,
})

export type PurgePlan = z.infer<typeof purgePlanSchema>

/** The place of the journal's keys: sealed by the system's key store, or in files of the home. */
export const keyPlaceSchema = z.enum(['store', 'files'])
export type KeyPlace = z.infer<typeof keyPlaceSchema>

export const CARE_ACTS = [
  'export',
  'verify',
  'back-up',
  'purge',
  'rotate-keys',
  'move-keys',
  'acknowledge',
  'take-over',
  'slip',
  'key-sheet',
  'cancel-purge',
  'confirm-day',
] as const
export const careActSchema = z.enum(CARE_ACTS)
export type CareAct = z.infer<typeof careActSchema>

/** The outcome of the act that was asked for last. */
export const careOutcomeSchema = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('verify'),
    /** ISO 8601 with offset. */
    at: z.string(),
    /** It was compared with a printed slip as well. */
    withSlip: z.boolean(),
    witness: z.enum(['agrees', 'disagrees', 'not-compared']).nullable(),
    entries: count,
    ok: z.boolean(),
    firstBad: z.number().int().nullable(),
    /** In English, for whoever helps; with `ok` it names a loss that is on record. */
    problem: z.string().nullable(),
  }),
  z.strictObject({ act: z.literal('export'), file: z.string(), rows: count }),
  /** `others`: backups in the same folder that are not this journal's. */
  z.strictObject({ act: z.literal('back-up'), file: z.string(), rows: count, others: count }),
  z.strictObject({ act: z.literal('purge'), rows: count, years: z.number().int() }),
  z.strictObject({ act: z.literal('purge-announced'), ...purgePlanSchema.shape }),
  z.strictObject({ act: z.literal('purge-cancelled') }),
  z.strictObject({ act: z.literal('rotate-keys') }),
  z.strictObject({ act: z.literal('move-keys'), to: keyPlaceSchema }),
  z.strictObject({ act: z.literal('acknowledge') }),
  z.strictObject({ act: z.literal('take-over') }),
  z.strictObject({ act: z.literal('given-up'), what: careActSchema }),
  z.strictObject({
    act: z.literal('failed'),
    what: careActSchema,
    /**
     * `no-slip`: what was given is no slip's text · `keys-not-kept`: the key store has not taken the new keys ·
     * `keys-not-moved`: the other place has not taken them · `keys-not-removed`: it has, and the first one still has them too.
     */
    why: z.enum([
      ...journalFailureSchema.options,
      'refused',
      'no-slip',
      'other-journal',
      'keys-not-kept',
      'keys-not-moved',
      'keys-not-removed',
      'already-working',
      'folder-missing',
      'clock-doubted',
      'below-minimum',
      'announced-otherwise',
    ]),
  }),
])
export type CareOutcome = z.infer<typeof careOutcomeSchema>

export const journalCareSchema = z.strictObject({
  /** The long act under way, with the rows that are done and, where it is known, how many there are. */
  work: z
    .strictObject({ act: z.enum(['export', 'verify', 'back-up']), rows: count, of: count.nullable() })
    .nullable(),
  outcome: careOutcomeSchema.nullable(),
  /** The end of the chain, to be printed and kept elsewhere. */
  slip: z.strictObject({ payload: z.string(), lines: z.array(z.string()) }).nullable(),
  /** When the last backup was made, ISO 8601 with offset. */
  lastBackupAt: z.string().nullable(),
  /** The key sheet that backups are sealed to. Null where there is none: a broken terminal then takes its keys along. */
  keySheet: keySheetSchema.pick({ number: true, at: true }).nullable(),
  /** The place where the keys lie, and whether there is another place for them; null without a journal. */
  keyPlace: z.strictObject({ at: keyPlaceSchema, canMove: z.boolean() }).nullable(),
  /** The journal was restored or copied here, and is at home elsewhere until somebody takes the terminal over. */
  isElsewhere: z.boolean(),
  /** A sheet that was just made: shown and printed this once, gone when it is put away or who made it signs out. */
  newKeySheet: keySheetSchema.nullable(),
  /** Whole days since the last backup that verified, where there are too many; null where all is well. */
  backupOverdueDays: count.nullable(),
  /** A purge that was announced: it can be taken back until it is done. */
  pendingPurge: purgePlanSchema.nullable(),
})
export type JournalCare = z.infer<typeof journalCareSchema>

/** Nothing asked for yet. */
export const NO_CARE: JournalCare = {
  work: null,
  outcome: null,
  slip: null,
  lastBackupAt: null,
  keySheet: null,
  keyPlace: null,
  isElsewhere: false,
  newKeySheet: null,
  backupOverdueDays: null,
  pendingPurge: null,
}
