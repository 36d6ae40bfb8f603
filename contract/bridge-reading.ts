/** A file of the bridge as it reads. The command line prints it, the desk matches it to a visit. */
import { z } from 'zod'
import { daySchema } from './day.ts'

export const BRIDGE_KINDS = [
  'face',
  'look-up',
  'bulk-receipt',
  'bulk-result',
  'registration',
  'refused-request',
  'foreign',
] as const
/** The kind of a file, by its whole name. `foreign`: not ours, never opened. */
export type BridgeKind = (typeof BRIDGE_KINDS)[number]

export const BRIDGE_PROBLEMS = [
  /** Not whole, not XML, or with a document type. */
  'UNREADABLE',
  /** Bytes that are not what they declare. */
  'ENCODING',
  /** An element that is single stands twice. */
  'DUPLICATE',
  /** Over 4 MiB; a bulk result over 64 MiB. */
  'TOO_LARGE',
  /** A zip with a password: the bridge's own encryption is on. */
  'ENCRYPTED',
  /** Segment 2: to be asked for again later. */
  'RUNNING',
  /** Any other segment but 1, or a request that the bridge refused. */
  'FAILED',
] as const
export const bridgeProblemSchema = z.enum(BRIDGE_PROBLEMS)
export type BridgeProblem = z.infer<typeof bridgeProblemSchema>

export const bridgeOnlineSchema = z.union([
  z.strictObject({ code: z.literal([1, 2, 3, 4, 5, 6]) }),
  z.strictObject({ unavailable: z.literal(true) }),
])
/** The validity of the official answer (OQSCD006), or that it says none. */
export type BridgeOnline = z.infer<typeof bridgeOnlineSchema>

/** One entitlement of an answer. Whatever else its item holds is never kept. */
export const entitlementSchema = z.strictObject({
  /** OQSCD010 as written: `01`, `05`, `A1`. */
  class: z.string().nullable(),
  /** As written, with ● or 〓 where the insurer had no character. */
  name: z.string().nullable(),
  /** In NFKC: `ミホン タロウ`. */
  kana: z.string().nullable(),
  birthDate: daySchema.nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  relation: z.enum(['self', 'family']).nullable(),
  /** Without blanks, and without the 00 that is put in front of six digits. */
  insurerNumber: z.string().nullable(),
  insurerName: z.string().nullable(),
  symbol: z.string().nullable(),
  number: z.string().nullable(),
  branch: z.string().nullable(),
  validFrom: daySchema.nullable(),
  expiresOn: daySchema.nullable(),
  /** The day from which the cover is lost. */
  endedOn: daySchema.nullable(),
  /** Tenths, where the answer prints them; 10 for class 05, null for A1. */
  burden: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(10), z.null()]),
  preschool: z.boolean(),
  fullPay: z.boolean(),
  /** 照会番号, where one is registered. */
  referenceNumber: z.string().nullable(),
})
export type Entitlement = z.infer<typeof entitlementSchema>

/** One person's answer. */
export type BridgeAnswer = {
  readonly identifier: string | null
  readonly online: BridgeOnline
  /** ProcessingResultMessage, which a good answer may have too. */
  readonly message: string | null
  /** In the file's order; none where the answer says nothing. */
  readonly entitlements: readonly Entitlement[]
}

/** A file of the bridge. Where `problem` is set, `answers` is empty. */
export type BridgeReading = {
  readonly file: string
  readonly kind: BridgeKind
  readonly problem: BridgeProblem | null
  /** Ten digits. */
  readonly institution: string | null
  /** `2026-11-30T09:15:02+09:00`. */
  readonly executedAt: string | null
  readonly identifier: string | null
  readonly receptionNumber: string | null
  readonly message: string | null
  readonly answers: readonly BridgeAnswer[]
}
