import type { PatientChoice, PatientIntent } from '../../../contract/patient.ts'
import { unreachable } from '../../../contract/result.ts'
import { type Core, withCheckIn, withState } from './core.ts'

const chosen = (intent: PatientIntent): Partial<PatientChoice> => {
  switch (intent.type) {
    case 'choose-language':
      return { language: intent.language }
    case 'choose-text-size':
      return { textSize: intent.textSize }
    default:
      return unreachable(intent)
  }
}

/** The patient has chosen how their window speaks: for the open check-in, or for the one that begins next. */
export const patientChose = (core: Core, intent: PatientIntent): Core => {
  const { language, textSize } = chosen(intent)
  return core.state.checkIn === null
    ? withState(core, { patientChoice: { ...core.state.patientChoice, ...chosen(intent) } })
    : withCheckIn(core, {
        ...(language === undefined ? {} : { patientLanguage: language }),
        ...(textSize === undefined ? {} : { patientTextSize: textSize }),
      })
}
