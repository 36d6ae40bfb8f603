import { z } from 'zod'
import { daySchema } from './day.ts'

const burdenSchema = z.literal([1, 2, 3])

/** The comparison of the paper with the patient, as far as the desk has made it. */
const personFields = {
  /** False: the name is spelled otherwise or has changed; it is the patient's all the same. */
  nameMatches: z.boolean().optional(),
  /** The paper is another person's. */
  otherPerson: z.boolean().optional(),
}

/** A paper, card or screen that the patient shows, with what can be seen on it. Absent means unknown. */
export const documentSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('my-number-card'),
    certificateExpiresOn: daySchema.optional(),
    cardExpiresOn: daySchema.optional(),
    faceOnly: z.boolean().optional(),
    photoless: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('phone') }),
  z.strictObject({
    type: z.literal('eligibility-certificate'),
    issuedOn: daySchema.optional(),
    effectiveOn: daySchema.optional(),
    expiresOn: daySchema.optional(),
    burden: burdenSchema.optional(),
    scheme: z.enum(['employee', 'national', 'late-elderly']).optional(),
    expiryRule: z.literal('half-yearly').optional(),
    fullPay: z.boolean().optional(),
    copy: z.boolean().optional(),
    saysNeedsCard: z.boolean().optional(),
    ...personFields,
  }),
  z.strictObject({
    type: z.literal('eligibility-notice'),
    issuedOn: daySchema.optional(),
    effectiveOn: daySchema.optional(),
    expiresOn: daySchema.optional(),
    burden: burdenSchema.optional(),
    fullPay: z.boolean().optional(),
    copy: z.boolean().optional(),
    ...personFields,
  }),
  z.strictObject({
    type: z.literal('portal-screen'),
    saved: z.boolean().optional(),
    /** The day on which the document was saved. */
    savedOn: daySchema.optional(),
  }),
  z.strictObject({
    type: z.literal('insurance-card'),
    issuedOn: daySchema.optional(),
    expiresOn: daySchema.optional(),
  }),
  z.strictObject({
    type: z.literal('elderly-recipient-certificate'),
    effectiveOn: daySchema.optional(),
    expiresOn: daySchema.optional(),
    burden: burdenSchema,
  }),
  z.strictObject({ type: z.literal('temporary-certificate'), certifiedOn: daySchema }),
  z.strictObject({ type: z.literal('self-declaration') }),
  /** It counts at a pharmacy alone. */
  z.strictObject({
    type: z.literal('prescription'),
    issuedOn: daySchema.optional(),
    burden: burdenSchema.optional(),
    scheme: z.enum(['employee', 'national', 'late-elderly']).optional(),
    /** The patient's copy (処方内容の控え) of an electronic prescription. */
    copy: z.boolean().optional(),
    /** It names no insurer or no number. */
    withoutInsurer: z.boolean().optional(),
  }),
])
export type Document = z.infer<typeof documentSchema>
export const documentTypeSchema = z.enum(documentSchema.options.map((option) => option.shape.type.value))
export type DocumentType = Document['type']

/** Why the reader could not confirm the card. */
export const readerFailureSchema = z.enum([
  'card-unreadable',
  'certificate-expired',
  'not-registered',
  'refused',
  'no-identification',
  'reader-fault',
])
export type ReaderFailure = z.infer<typeof readerFailureSchema>

/** The result of putting the card on the reader. `down`: reader, terminal, power or network cannot be used. */
export const readerResultSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('not-tried') }),
  z.strictObject({
    state: z.literal('read'),
    identifiedBy: z.enum(['face', 'pin', 'visual']).optional(),
    registeredNow: z.boolean().optional(),
  }),
  z.strictObject({ state: z.literal('failed'), failure: readerFailureSchema }),
  z.strictObject({ state: z.literal('down') }),
])
export type ReaderResult = z.infer<typeof readerResultSchema>

/**
 * The official terminal's answer (資格有効性). 1 eligible · 2 not eligible · 3 not eligible, a newer entitlement
 * exists · 4 none found · 5 several match · 6 eligible, not yet entrusted (医療扶助).
 */
export const onlineSchema = z.union([
  z.strictObject({
    code: z.literal([1, 2, 3, 4, 5, 6]),
    /**
     * The subject of the question: the card just read, the number of a paper or of the record, the app at the desk. Absent:
     * the card where one was read, else the number.
     */
    by: z.enum(['card', 'number', 'app']).optional(),
    /** Tenths that the answer itself says. */
    burden: z.literal([1, 2, 3, 10]).optional(),
    /** The answer says 特別療養 (OQSCD010 05). */
    fullPay: z.boolean().optional(),
  }),
  z.strictObject({ unavailable: z.literal(true) }),
])
export type Online = z.infer<typeof onlineSchema>

export const visitSchema = z.strictObject({
  kind: z.enum(['first', 'return']).optional(),
  recordOnFile: z.boolean().optional(),
  saysUnchanged: z.boolean().optional(),
  coverageEndedOn: daySchema.optional(),
  cardLost: z.boolean().optional(),
  emergency: z.boolean().optional(),
  workRelated: z.boolean().optional(),
})
export type Visit = z.infer<typeof visitSchema>

/** One patient at the desk, as far as the decision needs to know. */
export const checkInSchema = z.strictObject({
  id: z.string().optional(),
  visitDate: daySchema,
  visit: visitSchema.optional(),
  patient: z.strictObject({ birthDate: daySchema.optional() }).optional(),
  desk: z
    .strictObject({
      phoneReader: z.boolean().optional(),
      outageMode: z.boolean().optional(),
      /** The clinic takes a known patient who brings nothing by record and word (N07). */
      acceptsKnownPatients: z.boolean().optional(),
      /** The clinic has the マイナ資格確認アプリ for the desk (N15). */
      deskApp: z.boolean().optional(),
      /** A pharmacy: the prescription confirms (N40). */
      pharmacy: z.boolean().optional(),
    })
    .optional(),
  presented: z.array(documentSchema),
  reader: readerResultSchema.optional(),
  online: onlineSchema.optional(),
})
export type CheckIn = z.infer<typeof checkInSchema>
