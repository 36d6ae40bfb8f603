import { isAnotherPatient, type PatientFacts } from '../../codes/patient.ts'
import { type Core, say } from './core.ts'

/** The last day of the certificate of the card that this check-in has read well; none while its reading has failed. */
export const certificateReadWell = ({
  state: { checkIn },
}: Core): { expiresOn?: string | undefined } | null => {
  if (checkIn === null || checkIn.reader.state !== 'read') return null
  for (const { document, source, confirmed } of checkIn.evidence)
    if (confirmed && source === 'card-reader' && document.type === 'my-number-card')
      return { expiresOn: document.certificateExpiresOn }
  return null
}

/**
 * Tells whether something that was just read or typed is of another patient than the open check-in: the next one's, put down
 * before this one's end. A card is told by the last day of its certificate, a patient's fifth birthday after the issue:
 * nothing that names the card is kept.
 */
export const isOfAnotherPatient = (core: Core, seen: PatientFacts): boolean =>
  isAnotherPatient(
    {
      birthDate: core.state.checkIn?.birthDate ?? undefined,
      certificateExpiresOn: certificateReadWell(core)?.expiresOn,
    },
    seen,
  )

/** Asks the receptionist to look where two documents may be two people's. */
export const noticeSecondPatient = (core: Core, seen: PatientFacts): Core =>
  isOfAnotherPatient(core, seen) ? say(core, 'SECOND_PATIENT', 'look') : core
