/** Things that were read or typed and wait beside a visit, until a person has said whose they are. */
import { z } from 'zod'
import { onlineSchema, readerResultSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { arrivalSchema } from './desk-bridge.ts'
import { evidenceSchema } from './evidence.ts'
import { draftInputSchema, fieldsSchema } from './form.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'

/** A card on the desk's own reader: what it gave, or why it gave nothing. */
export const cardFoundSchema = z.strictObject({
  certificateExpiresOn: daySchema.optional(),
  faceOnly: z.boolean().optional(),
  photoless: z.boolean().optional(),
  confirmed: z.boolean(),
  /** Its certificate leads to none of the authorities in the settings. */
  untrusted: z.boolean(),
  reader: readerResultSchema,
  online: onlineSchema.nullable(),
  /** The reader was empty before: another card may have lain there. */
  isLaidAnew: z.boolean(),
  /** Somebody was typing a paper when it was laid. */
  isBesideForm: z.boolean(),
  /** Another visit was open when it was laid. Absent: none was. */
  isLaidElsewhere: z.boolean().optional(),
})
export type CardFound = z.infer<typeof cardFoundSchema>

/** The public funds that a scanned prescription names. */
const publicFundsSchema = z.array(z.strictObject({ payer: z.string(), recipient: z.string() }))

/** Something offered to the open visit. */
export const offerSchema = z.discriminatedUnion('kind', [
  /** A scan, or a document put in as a whole. `replaces`: the piece that it corrects. */
  z.strictObject({
    kind: z.literal('evidence'),
    evidence: evidenceSchema.omit({ id: true }),
    replaces: z.string().nullable(),
    publicFunds: publicFundsSchema.optional(),
  }),
  /** A form as it was handed in. `isOpenHere`: it stands open in this visit until the answer. */
  z.strictObject({ kind: z.literal('hand-in'), draft: draftInputSchema, isOpenHere: z.boolean() }),
  /** A scan for the form that is being typed, whose fields say something else. */
  z.strictObject({
    kind: z.literal('scan-of-form'),
    evidence: evidenceSchema.omit({ id: true }),
    fields: fieldsSchema,
    publicFunds: publicFundsSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('card'), card: cardFoundSchema }),
  /** A face result of the official bridge. */
  z.strictObject({ kind: z.literal('arrival'), arrival: arrivalSchema }),
  /** A 診察券 that was scanned, or its number where another one is known already. */
  z.strictObject({
    kind: z.literal('patient-card'),
    patientNumber: z.string().max(MAX_PATIENT_NUMBER),
    /** A hand has typed the number, and no card was scanned. */
    isTyped: z.boolean().optional(),
  }),
  /** A birth date that a prescription or the person at the desk gives. */
  z.strictObject({
    kind: z.literal('birth-date'),
    birthDate: daySchema,
    publicFunds: publicFundsSchema.optional(),
  }),
])
export type Offer = z.infer<typeof offerSchema>

/** `number` is never used twice while the desk lives: an answer names it. */
export const heldSchema = z.strictObject({ number: z.number().int(), offer: offerSchema })
export type Held = z.infer<typeof heldSchema>

/** More things than anybody lays down before answering; the next one is refused in words. */
export const MAX_HELD = 8
