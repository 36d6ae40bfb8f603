/** The state of the window that faces the patient: never a reason, an outcome, a number or a name. */
import { z } from 'zod'
import { needSchema } from './decision.ts'
import { TEXT_SIZES } from './text-size.ts'

/** The languages in which the patient's sentences exist. */
export const PATIENT_LANGUAGES = ['ja', 'en', 'zh-Hans', 'ko', 'vi', 'pt'] as const
export const patientLanguageSchema = z.enum(PATIENT_LANGUAGES)
export type PatientLanguage = z.infer<typeof patientLanguageSchema>

/** How the patient wants their window, as far as it is theirs to say. */
export const patientChoiceSchema = z.strictObject({
  language: patientLanguageSchema,
  textSize: z.enum(TEXT_SIZES),
})
export type PatientChoice = z.infer<typeof patientChoiceSchema>
/** The choice of whoever has chosen nothing. */
export const NO_CHOICE: PatientChoice = { language: 'ja', textSize: '100' }

export const patientStateSchema = z.strictObject({
  revision: z.number().int(),
  /**
   * `welcome`: nobody is at the desk · `reading`: leave the card where it is · `show`: one of `asks` is wanted ·
   * `wait`: the receptionist is busy with it · `thanks`: done, for a few seconds.
   */
  phase: z.enum(['welcome', 'reading', 'show', 'wait', 'thanks']),
  /** Things to place or show, the easiest first. `staff` is left out: that is not the patient's to bring. */
  asks: z.array(needSchema),
  /** Chosen by the patient for this visit; `ja` and `100` again with the next. */
  language: patientLanguageSchema,
  textSize: z.enum(TEXT_SIZES),
  /** A card lies on the reader, and nobody reads it any longer: the patient is asked to take it. */
  cardLies: z.boolean(),
})
export type PatientState = z.infer<typeof patientStateSchema>

export const patientIntentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choose-language'), language: patientLanguageSchema }),
  z.strictObject({ type: z.literal('choose-text-size'), textSize: z.enum(TEXT_SIZES) }),
])
export type PatientIntent = z.infer<typeof patientIntentSchema>
