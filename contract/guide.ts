/** How far somebody has come with the guide of the first day. */
import { z } from 'zod'

export const GUIDE_STEPS = [
  'name',
  'administrator',
  'reader',
  'scanner',
  'patient-card',
  'backup',
  'bridge',
  'practice',
] as const
export const guideStepSchema = z.enum(GUIDE_STEPS)
export type GuideStep = z.infer<typeof guideStepSchema>

/** How far somebody has come with the guide; it is no setting of the desk, and no row names it. */
export const guideSchema = z.strictObject({
  /** Steps that this desk does without. */
  leftOut: z.array(guideStepSchema),
  /** A visit was practised to its end. */
  practised: z.boolean(),
  /** Nobody wants to be led to the guide any longer; it can be opened in the settings. */
  closed: z.boolean(),
})
export type Guide = z.infer<typeof guideSchema>

export const NEW_GUIDE: Guide = { leftOut: [], practised: false, closed: false }
