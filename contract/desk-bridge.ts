/** The official bridge as the desk shows it: its state, what has arrived, and what is being asked. */
import { z } from 'zod'
import {
  BRIDGE_PROBLEMS,
  bridgeOnlineSchema,
  bridgeProblemSchema,
  entitlementSchema,
} from './bridge-reading.ts'
import { instantSchema } from './instant.ts'

const text = (most: number) => z.string().max(most)

/** How the desk uses the bridge; null in the settings leaves it off. */
export const bridgeSettingsSchema = z.strictObject({
  /** Holds `face`, `req` and `res`, in any case; on this machine or a share. */
  folder: text(1000).min(1),
  /** The institution's own code: other institutions' answers never act. */
  institution: z.string().regex(/^\d{10}$/, 'expected ten digits'),
  /** A face result that comes while nobody is at the desk opens the visit. */
  opensVisit: z.boolean(),
  /** A certificate or notice whose numbers are known is asked about by itself. */
  asksByItself: z.boolean(),
  /** Once a visit is accepted, our own number of the patient is registered as 照会番号, where the answer brought none. */
  registersNumber: z.boolean().default(false),
  /** Answers to this terminal's own requests are removed on the day after. Nothing else ever is. */
  removesOwnAnswers: z.boolean().default(false),
  /** Seconds to wait for the answer to a look-up. */
  timeoutSeconds: z.number().int().min(5).max(600),
})
export type BridgeSettings = z.infer<typeof bridgeSettingsSchema>

export const bridgeStatusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('unreachable') }),
  z.strictObject({
    state: z.literal('ready'),
    /** When the desk began to watch. */
    since: instantSchema,
    /** When the last face result came; null for none since then. */
    lastFaceAt: instantSchema.nullable(),
    /** The bridge encrypts what it writes, so that nothing can be read. */
    isEncrypted: z.boolean(),
    /** Whole minutes that its clock is ahead of ours, where they are more than two. */
    clockMinutes: z.number().int().nullable(),
  }),
])
export type BridgeStatus = z.infer<typeof bridgeStatusSchema>

/** So many arrivals wait in the tray; the oldest makes room. */
export const MAX_ARRIVALS = 20

/** Why an arrival cannot be taken. */
export const arrivalWhySchema = z.union([
  z.enum(['old', 'institution', 'conflict', 'late']),
  bridgeProblemSchema,
])

/** A face result in the tray. */
export const arrivalSchema = z.strictObject({
  id: text(300),
  at: instantSchema,
  file: text(200),
  /** SHA-256 of what the file says; empty for one that could not be opened. */
  hash: z.string().regex(/^([0-9a-f]{64})?$/),
  online: bridgeOnlineSchema,
  entitlements: z.array(entitlementSchema),
  message: z.string().nullable(),
  why: arrivalWhySchema.nullable(),
})
export type Arrival = z.infer<typeof arrivalSchema>

/** The facts in which an entitlement may be another than the papers on the table, or than that of the last visit. */
export const DIFFERENCES = [
  'insurerNumber',
  'symbol',
  'number',
  'branch',
  'name',
  'birthDate',
  'burden',
] as const
export type Difference = (typeof DIFFERENCES)[number]

/** The answer of the bridge to the open visit; forgotten with it. */
export const officialSchema = z.strictObject({
  by: z.enum(['card', 'number']),
  file: text(200),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  message: z.string().nullable(),
  entitlements: z.array(
    z.strictObject({
      entitlement: entitlementSchema,
      /** From the papers on the table. */
      differs: z.array(z.enum(DIFFERENCES)),
      /** From the last visit of the patient's number, as far as its row tells; `number` is symbol or number. */
      differsFromLast: z.array(z.enum(DIFFERENCES)).default([]),
    }),
  ),
})
export type Official = z.infer<typeof officialSchema>

/**
 * Why a look-up has no answer. `NO_ANSWER`: none in time · `NOT_OURS`: another person's, institution's or question's ·
 * `REFUSED`: the bridge took the request for wrong · `UNREACHABLE`: the folder could not be written to, and nothing was
 * asked · `EXHAUSTED`: the day's names are used up.
 */
export const LOOK_UP_PROBLEMS = [
  'NO_ANSWER',
  'NOT_OURS',
  'REFUSED',
  'UNREACHABLE',
  'EXHAUSTED',
  ...BRIDGE_PROBLEMS,
] as const
export const lookUpProblemSchema = z.enum(LOOK_UP_PROBLEMS)
export type LookUpProblem = z.infer<typeof lookUpProblemSchema>

/** The acts of the desk with the bridge that need no person. */
const bridgeUseSchema = bridgeSettingsSchema.pick({
  opensVisit: true,
  asksByItself: true,
  registersNumber: true,
})
export type BridgeUse = z.infer<typeof bridgeUseSchema>

export const deskBridgeSchema = z.strictObject({
  status: bridgeStatusSchema,
  use: bridgeUseSchema,
  /** The newest first. */
  arrivals: z.array(arrivalSchema).max(MAX_ARRIVALS),
  /** The look-up of the open visit. */
  lookUp: z
    .discriminatedUnion('state', [
      z.strictObject({ state: z.literal('asking') }),
      z.strictObject({
        state: z.literal('ended'),
        problem: lookUpProblemSchema.nullable(),
        message: z.string().nullable(),
      }),
    ])
    .nullable(),
})
export type DeskBridge = z.infer<typeof deskBridgeSchema>

/** Without a bridge. */
export const NO_BRIDGE: DeskBridge = {
  status: { state: 'off' },
  use: { opensVisit: false, asksByItself: false, registersNumber: false },
  arrivals: [],
  lookUp: null,
}
