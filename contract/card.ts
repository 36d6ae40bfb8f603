import { z } from 'zod'
import { daySchema } from './day.ts'

/** Why a card gave no answer; the words of `card read` on the command line. */
export const cardProblemSchema = z.enum([
  'no-reader',
  'no-service',
  'no-card',
  'removed',
  'not-a-my-number-card',
  'unreadable',
  'busy',
])
export type CardProblem = z.infer<typeof cardProblemSchema>

/**
 * The user-authentication certificate's own dates, read without a PIN. It says that the certificate is genuine
 * (`chain`) and in date; nothing of possession, revocation or insurance.
 */
export const cardCertificateSchema = z.strictObject({
  /** ISO 8601 instants with offset. */
  notBefore: z.string(),
  notAfter: z.string(),
  /** `rsa-2048`, `ecdsa-p384`, … as the certificate names it; null where its dates alone were read. */
  keyAlgorithm: z.string().nullable(),
  chain: z.enum(['trusted', 'untrusted', 'not-checked']),
  status: z.enum(['valid', 'grace', 'expired', 'not-yet-valid']),
  /** The last day in Asia/Tokyo on which it is in date. */
  expiresOn: daySchema,
  /**
   * The last day on which an expired one is still answered (rule N04) in both readings of its end. `status` follows
   * the strict one; between the two the desk says 要確認.
   */
  graceEndsStrict: daySchema,
  graceEndsLenient: daySchema,
  /** Valid, with three months or less to go. */
  expiresSoon: z.boolean(),
})
export type CardCertificate = z.infer<typeof cardCertificateSchema>

/** The result of one reading of one card. No serial number, subject or certificate bytes: they stay in the card room. */
export const cardReadingSchema = z.strictObject({
  card: z.enum(['my-number-card', 'juki-card', 'other']),
  token: z.string().nullable(),
  certificate: cardCertificateSchema.nullable(),
  /** Command APDUs sent. */
  exchanges: z.number().int().nonnegative(),
  milliseconds: z.number().nonnegative(),
})
export type CardReading = z.infer<typeof cardReadingSchema>

/**
 * True where the card let the JPKI application be selected. Whatever did not may be a security key, a telephone's SIM, or
 * another profession's card: it is no patient's card, and nobody need be there.
 */
const selected = { selected: z.boolean().optional() }

/** A card that is none of ours, as far as it shows without being asked: for words, never for a decision. */
export const OTHER_CARDS = ['transit-card', 'driving-licence', 'telephone', 'juki-card'] as const
export const otherCardSchema = z.enum(OTHER_CARDS)
export type OtherCard = z.infer<typeof otherCardSchema>

/** The state of the card reader as the desk and the window see it. */
export const cardReaderStatusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('no-service') }),
  z.strictObject({ state: z.literal('no-reader') }),
  z.strictObject({ state: z.literal('ready'), reader: z.string() }),
  /** `dates`: those of the certificate are known, and the chain behind it is still being read and checked. */
  z.strictObject({
    state: z.literal('reading'),
    reader: z.string(),
    dates: cardReadingSchema.optional(),
    ...selected,
  }),
  z.strictObject({ state: z.literal('read'), reader: z.string(), reading: cardReadingSchema }),
  z.strictObject({
    state: z.literal('failed'),
    reader: z.string(),
    problem: cardProblemSchema,
    looksLike: otherCardSchema.optional(),
    ...selected,
  }),
  z.strictObject({ state: z.literal('unresponsive'), reader: z.string(), ...selected }),
])
export type CardReaderStatus = z.infer<typeof cardReaderStatusSchema>

/**
 * Tells whether a patient's card lies on the reader and is done with: read, or not to be read. What never let the
 * application be selected may be a key or a telephone that always lies there: nobody is asked to take that.
 */
export const hasPatientsCard = (status: CardReaderStatus): boolean =>
  (status.state === 'read' && status.reading.card !== 'other') ||
  (status.state === 'failed' &&
    status.selected === true &&
    status.problem !== 'removed' &&
    status.problem !== 'no-card')

/** True while a card says nothing yet that a decision could rest on: its days are enough, before its chain is checked. */
export const isBeingRead = (status: CardReaderStatus): boolean =>
  status.state === 'reading' && status.dates === undefined
