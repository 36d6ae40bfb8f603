/** The state of the window that faces the patient: never a reason, an outcome, a number or a name. */
import { z } from 'zod'
import { needSchema } from './decision.ts'

/** The languages in which the patient's sentences exist. */
export const PATIENT_LANGUAGES = ['ja', 'en', 'zh-Hans', 'ko', 'vi', 'pt'] as const
export const patientLanguageSchema = z.enum(PATIENT_LANGUAGES)
export type PatientLanguage = z.infer<typeof patientLanguageSchema>

export const patientStateSchema = z.strictObject({
  revision: z.number().int(),
  /**
   * `welcome`: nobody is at the desk · `reading`: leave the card where it is · `show`: one of `asks` is wanted ·
   * `wait`: the receptionist is busy with it · `thanks`: done, for a few seconds.
   */
  phase: z.enum(['welcome', 'reading', 'show', 'wait', 'thanks']),
  /** Things to place or show, the easiest first. `staff` is left out: that is not the patient's to bring. */
  asks: z.array(needSchema),
  /** Chosen by the patient for this visit; `ja` again with the next. */
  language: patientLanguageSchema,
})
export type PatientState = z.infer<typeof patientStateSchema>

export const patientIntentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choose-language'), language: patientLanguageSchema }),
])
export type PatientIntent = z.infer<typeof patientIntentSchema>
