/** A request to the official side as it is kept in the journal's database. */
import { z } from 'zod'
import { bridgeOnlineSchema } from '../../../contract/bridge-reading.ts'
import type { Day } from '../../../contract/day.ts'
import { lookUpProblemSchema } from '../../../contract/desk-bridge.ts'
import type { KeptLookUp } from '../../../contract/look-ups.ts'

/** `look-up`: one person by number · `registration`: our own number of a patient (照会番号). */
export const requestKindSchema = z.enum(['look-up', 'registration'])
export type RequestKindName = z.infer<typeof requestKindSchema>

export const endSchema = z.strictObject({
  online: bridgeOnlineSchema,
  problem: lookUpProblemSchema.nullable(),
  /** The file that ended it: the answer, the refusal, or the request where none came. */
  file: z.string(),
  /** SHA-256 of what the file says; null where there is none. */
  hash: z.string().nullable(),
})
export type RequestEnd = z.infer<typeof endSchema>

const keptSchema = z.strictObject({
  kind: requestKindSchema.default('look-up'),
  /** Keyed digest of what was asked. */
  digest: z.string(),
  /** ArbitraryFileIdentifier. */
  identifier: z.string(),
  /**
   * `begun`: the request may not be written yet · `written`: it lies there whole under its temporary name, or has been
   * renamed: that name says which · `ended`.
   */
  state: z.enum(['begun', 'written', 'ended']),
  /** Whole numbers: emptied at the end. */
  question: z.unknown(),
  end: endSchema.nullable(),
})

/** A request under way or ended; `question` is null once it has ended. */
export type Kept<Question> = Omit<z.infer<typeof keptSchema>, 'question'> & {
  readonly name: string
  readonly day: Day
  readonly question: Question | null
}

/** Reads a kept request whose question a schema knows. */
export const fromKept = <Question>(
  { name, day, json }: KeptLookUp,
  question: z.ZodType<Question>,
): Kept<Question> => {
  const kept = keptSchema.parse(JSON.parse(json))
  return { ...kept, name, day, question: kept.question === null ? null : question.parse(kept.question) }
}

/** The name and the kind of a kept request, whatever it asks. */
export const headOf = ({ name, day, json }: KeptLookUp) => ({
  name,
  day,
  kind: keptSchema.pick({ kind: true }).loose().parse(JSON.parse(json)).kind,
})

export const toKept = <Question>({ name, day, ...rest }: Kept<Question>): KeptLookUp => ({
  name,
  day,
  json: JSON.stringify(rest),
})
