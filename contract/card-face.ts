/**
 * Comparing a card's chip with its face (照合番号B): an optional flow, off unless the administrator turns it on. All of
 * it lives in the memory of the desk and its window, beside the check-in rather than in it, because the open check-in
 * is kept on disk: what is typed and what is read are gone with the check-in, the desk or the power.
 */
import { z } from 'zod'

/** The typed fields, in the order in which the form asks for it. */
export const CARD_FACE_FIELDS = ['birthDate', 'expiryYear', 'securityCode'] as const
export type CardFaceField = (typeof CARD_FACE_FIELDS)[number]

/** The three things on the face, as printed: a day in era or Gregorian years, a year, four digits. */
export const cardFaceTypedSchema = z.strictObject({
  birthDate: z.string().max(30),
  expiryYear: z.string().max(8),
  securityCode: z.string().max(8),
})
export type CardFaceTyped = z.infer<typeof cardFaceTypedSchema>

/** The chip's facts about its holder, as it says them. */
export const cardFactsSchema = z.strictObject({
  name: z.string(),
  address: z.string(),
  /** `YYYY-MM-DD`; a part that the register does not know is zeros. */
  birthDate: z.string(),
  sex: z.enum(['male', 'female', 'not-applicable', 'unknown']),
})
export type CardFacts = z.infer<typeof cardFactsSchema>

/** Why nothing was read. A number that was wrong is no end while attempts are left to be used. */
export const cardFaceEndSchema = z.enum([
  /** Attempts are left, but those are never spent: two of them always stay. */
  'near-lock',
  'locked',
  /** The card has not the application, or not this number. */
  'not-supported',
  /** Another program has the card. */
  'busy',
  'removed',
  'unreadable',
  'unresponsive',
])
export type CardFaceEnd = z.infer<typeof cardFaceEndSchema>

/** How far the comparison is. `request` numbers what was asked of the card, so that a late answer is known as one. */
export const cardFaceSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('counting'), request: z.number().int() }),
  z.strictObject({
    state: z.literal('asking'),
    /** How often a wrong number may still be sent: what the card has left, less the two that always stay. */
    attempts: z.number().int().positive(),
    /** The last one did not fit the card. */
    wrong: z.boolean(),
    /** Fields that cannot be right as typed; no attempt was spent on it. */
    refused: z.array(z.enum(CARD_FACE_FIELDS)),
  }),
  z.strictObject({
    state: z.literal('reading'),
    request: z.number().int(),
    attempts: z.number().int().positive(),
  }),
  z.strictObject({ state: z.literal('read'), facts: cardFactsSchema }),
  z.strictObject({ state: z.literal('ended'), why: cardFaceEndSchema }),
])
export type CardFace = z.infer<typeof cardFaceSchema>
