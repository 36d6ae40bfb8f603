/** The kinds of field that `journal-events.json` may use, each with its schema. */
import { z } from 'zod'
import { documentSchema, readerFailureSchema, readerResultSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { needSchema, noteSchema, outcomeSchema, reasonCodeSchema } from './decision.ts'
import { instantSchema } from './instant.ts'
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

/**
 * The part that the journal keeps of an insured person's symbol and number: at most the last three characters, and a keyed
 * hash (HMAC-SHA-256, hex) to find the rows of a number that is known. Only the journal can make one.
 */
export const insuredSchema = z.strictObject({
  lastCharacters: z.string().min(1).max(3),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Insured = z.infer<typeof insuredSchema>

export { instantSchema }

const DOCUMENT_TYPES = documentSchema.options.map((option) => option.shape.type.value)
const READER_STATES = readerResultSchema.options.map((option) => option.shape.state.value)

/** Free text, written by people: the only fields where anything could be typed. */
export const freeText = (most: number) => z.string().max(most)

export const fieldKinds = {
  id: z.string().min(1).max(80),
  name: z.string().min(1).max(80),
  device: z.string().max(200),
  'patient-number': z.string().min(1).max(40),
  day: daySchema,
  instant: instantSchema,
  flag: z.boolean(),
  count: z.number().int().nonnegative(),
  milliseconds: z.number().int(),
  file: z.string().min(1).max(200),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  'public-key': z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  document: z.enum(DOCUMENT_TYPES),
  outcome: outcomeSchema,
  reason: reasonCodeSchema,
  road: roadSchema,
  reader: z.enum(READER_STATES),
  'reader-failure': readerFailureSchema,
  online: z.union([
    z.literal(1),
    z.literal(2),
    z.literal(3),
    z.literal(4),
    z.literal(5),
    z.literal(6),
    z.literal('unavailable'),
    z.literal('not-asked'),
  ]),
  note: noteSchema,
  need: needSchema,
  role: roleSchema,
  right: rightSchema,
  failure: journalFailureSchema,
  insured: insuredSchema,
} as const
export type FieldKind = keyof typeof fieldKinds | 'text' | 'choice'
