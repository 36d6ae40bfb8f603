/** The kinds of field that the journal's events are made of, each with its schema. */
import { z } from 'zod'
import { documentTypeSchema, readerFailureSchema, readerResultSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { needSchema, noteSchema, outcomeSchema, reasonCodeSchema } from './decision.ts'
import {
  followUpKindSchema,
  followUpResultSchema,
  leftOpenSchema,
  paidSchema,
  shareSchema,
} from './follow-up-kinds.ts'
import { instantSchema } from './instant.ts'
import { insuredSchema } from './insured.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'
import { lawSchema, publicAidKindSchema } from './public-aid.ts'
import { rightSchema, roleSchema } from './staff.ts'

/** The lawful way of confirming that decided; `none` while nothing is confirmed. */
export const ROADS = [
  'online',
  'phone',
  'registration',
  'certificate',
  'insurance-card',
  'card-with-information',
  'past-record',
  'self-declaration',
  'temporary-certificate',
  'prescription',
  'emergency',
  'outage',
  'none',
] as const
export const roadSchema = z.enum(ROADS)
export type Road = z.infer<typeof roadSchema>

export const JOURNAL_FAILURES = [
  'disk-full',
  'locked',
  'read-only',
  'damaged',
  'key-lost',
  'unknown',
] as const
export const journalFailureSchema = z.enum(JOURNAL_FAILURES)
/** Why the journal cannot be written. */
export type JournalFailure = z.infer<typeof journalFailureSchema>

/** Why the clock cannot be right: behind the newest row, before the program was made, or over 60 days ahead of the newest row. */
export const CLOCK_DOUBTS = ['behind', 'before-build', 'ahead'] as const
export type ClockDoubt = (typeof CLOCK_DOUBTS)[number]

/** Why something could not be written, with a line for the log. `refused`: the event itself, by a free-text field. */
export type JournalProblem =
  | { readonly why: JournalFailure; readonly detail: string }
  | { readonly why: 'refused'; readonly detail: string }

const keyedHash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * Keyed hashes (HMAC-SHA-256, hex) of a cover's facts, each absent where it was not known. They tell two covers apart and
 * cannot be read back. Only the journal can make them.
 */
export const coverTraceSchema = z.strictObject({
  insurer: keyedHash.optional(),
  branch: keyedHash.optional(),
  /** Of the name as the official answer spelled it, never of one that was typed. */
  name: keyedHash.optional(),
})
export type CoverTrace = z.infer<typeof coverTraceSchema>

/**
 * 公費・医療証 of a concluded visit: kind, days, and of its numbers the last characters and keyed hashes. `law` is the
 * 法別番号 of the payer number.
 */
export const recordedPublicAidSchema = z.strictObject({
  kind: publicAidKindSchema,
  law: lawSchema.optional(),
  from: daySchema.optional(),
  until: daySchema.optional(),
  seen: z.boolean(),
  payer: insuredSchema.optional(),
  recipient: insuredSchema.optional(),
})
export type RecordedPublicAid = z.infer<typeof recordedPublicAidSchema>

export { instantSchema }

const READER_STATES = readerResultSchema.options.map((option) => option.shape.state.value)

/** Marks a schema with the name that docs/journal.md gives to its kind of field. */
const kind = <Schema extends z.ZodType>(name: string, schema: Schema): Schema => schema.meta({ kind: name })

/** The name of a field's kind; of a list, that of its elements. Empty where it has none. */
export const kindOf = (schema: z.core.$ZodType): string => {
  if (schema instanceof z.ZodOptional) return kindOf(schema.unwrap())
  if (schema instanceof z.ZodArray) return kindOf(schema.element)
  const name = z.globalRegistry.get(schema)?.kind
  return typeof name === 'string' ? name : ''
}

/** Kinds of field that hold what somebody or something has typed: where an individual number could hide. */
export const TYPED_KINDS: readonly string[] = [
  'text',
  'id',
  'name',
  'device',
  'patient-number',
  'queue-number',
]

/** Free text, written by people. @param most how many characters at most */
export const freeText = (most: number) => kind('text', z.string().max(most))

/** One of a few words of the field's own. */
export const choice = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  kind('choice', z.enum(words))

/** Up to 100 of a kind. @param least how many at least */
export const listOf = <Schema extends z.ZodType>(one: Schema, least = 0) => {
  const list = z.array(one).max(100)
  return least === 0 ? list : list.min(least)
}

/** The kinds of field that events share. */
export const kinds = {
  id: kind('id', z.string().min(1).max(80)),
  name: kind('name', z.string().min(1).max(80)),
  device: kind('device', z.string().max(200)),
  patientNumber: kind('patient-number', z.string().min(1).max(MAX_PATIENT_NUMBER)),
  queueNumber: kind('queue-number', z.string().min(1).max(12)),
  day: kind('day', daySchema),
  instant: kind('instant', instantSchema),
  flag: kind('flag', z.boolean()),
  count: kind('count', z.number().int().nonnegative()),
  milliseconds: kind('milliseconds', z.number().int()),
  file: kind('file', z.string().min(1).max(200)),
  hash: kind('hash', z.string().regex(/^[0-9a-f]{64}$/)),
  mac: kind('mac', z.string().regex(/^[0-9a-f]{64}$/)),
  publicKey: kind('public-key', z.string().regex(/^[A-Za-z0-9_-]{43}$/)),
  fingerprint: kind('fingerprint', z.string().regex(/^[0-9a-f]{16}$/)),
  document: kind('document', documentTypeSchema),
  outcome: kind('outcome', outcomeSchema),
  reason: kind('reason', reasonCodeSchema),
  road: kind('road', roadSchema),
  reader: kind('reader', z.enum(READER_STATES)),
  readerFailure: kind('reader-failure', readerFailureSchema),
  online: kind(
    'online',
    z.union([
      z.literal(1),
      z.literal(2),
      z.literal(3),
      z.literal(4),
      z.literal(5),
      z.literal(6),
      z.literal('unavailable'),
      z.literal('not-asked'),
    ]),
  ),
  note: kind('note', noteSchema),
  need: kind('need', needSchema),
  leftOpen: kind('left-open', leftOpenSchema),
  followUp: kind('follow-up', followUpKindSchema),
  followUpResult: kind('follow-up-result', followUpResultSchema),
  paid: kind('paid', paidSchema),
  share: kind('share', shareSchema),
  burden: kind('burden', z.literal([1, 2, 3, 10])),
  role: kind('role', roleSchema),
  right: kind('right', rightSchema),
  failure: kind('failure', journalFailureSchema),
  insured: kind('insured', insuredSchema),
  cover: kind('cover', coverTraceSchema),
  publicAid: kind('public-aid', recordedPublicAidSchema),
} as const
