/** The one question of the desk about whose something is, and its answers. */
import { z } from 'zod'
import { fieldNameSchema } from './form.ts'

/**
 * Why the desk asks. `card`: two cards · `card-and-paper`: the card's last day is not on the paper's birthday · `whose-card`: a
 * card was laid while a form was being typed, or in another visit · `form`: a scan says something else than what was typed.
 */
export const PERSON_DOUBTS = [
  'birth-date',
  'name',
  'number',
  'branch',
  'patient-number',
  'card',
  'card-and-paper',
  'whose-card',
  'form',
] as const
export type PersonDoubt = (typeof PERSON_DOUBTS)[number]

/**
 * `same`: the same person · `proxy`, `family`: the card is that of whoever came for the patient, and does not count here ·
 * `another`: this visit is parked, and theirs is opened · `taken-back`: it is not taken.
 */
export const PERSON_ANSWERS = ['same', 'proxy', 'family', 'another', 'taken-back'] as const
export type PersonAnswer = (typeof PERSON_ANSWERS)[number]

/** The side that is right: what was there before, or what has come now. */
export const KEPT = ['before', 'now'] as const

export const personQuestionSchema = z.strictObject({
  /** The answer names it, so that a key pressed twice answers nothing else. */
  number: z.number().int(),
  /** The thing that waits. `answer`: a face result of the official bridge. */
  what: z.enum(['paper', 'scan', 'card', 'answer', 'patient-card', 'patient-number', 'birth-date']),
  about: z.array(z.enum(PERSON_DOUBTS)).min(1),
  /** Both sides, what is there and what has come, field by field; null where that side does not have the field. */
  lines: z.array(
    z.strictObject({
      field: fieldNameSchema,
      before: z.string().max(200).nullable(),
      now: z.string().max(200).nullable(),
    }),
  ),
  /**
   * The rest of the answer "the same person". `nothing`: no more · `which`: before or now is right · `which-or-both`: or both are, as
   * printed (a name that has changed) · `fields`: for each field by itself.
   */
  same: z.enum(['nothing', 'which', 'which-or-both', 'fields']),
  /** A card is in it: that of a proxy or of the family may have been laid. */
  hasCard: z.boolean(),
  /** The parked visit to which it fits; null where another person's visit would be a new one. */
  theirs: z.string().nullable(),
  /** Somebody is typing: it is asked beside the form, and takes no key. */
  beside: z.boolean(),
  /** Things that wait behind this one. */
  more: z.number().int(),
})
export type PersonQuestion = z.infer<typeof personQuestionSchema>
