/** A look-up as it is kept in the journal's database. */
import { z } from 'zod'
import { bridgeOnlineSchema } from '../../../contract/bridge-reading.ts'
import type { Day } from '../../../contract/day.ts'
import { lookUpProblemSchema } from '../../../contract/desk-bridge.ts'
import type { KeptLookUp } from '../../../contract/look-ups.ts'
import { questionSchema } from './question.ts'

export const endSchema = z.strictObject({
  online: bridgeOnlineSchema,
  problem: lookUpProblemSchema.nullable(),
  /** The file that ended it: the answer, the refusal, or the request where none came. */
  file: z.string(),
  /** SHA-256 of what the file says; null where there is none. */
  hash: z.string().nullable(),
})
export type LookUpEnd = z.infer<typeof endSchema>

const keptSchema = z.strictObject({
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
  question: questionSchema.nullable(),
  end: endSchema.nullable(),
})
export type LookUp = z.infer<typeof keptSchema> & { readonly name: string; readonly day: Day }

export const fromKept = ({ name, day, json }: KeptLookUp): LookUp => ({
  ...keptSchema.parse(JSON.parse(json)),
  name,
  day,
})

export const toKept = ({ name, day, ...rest }: LookUp): KeptLookUp => ({
  name,
  day,
  json: JSON.stringify(rest),
})
