/** The facts of a patient that lie in a paper, a card, a form, an official answer or an offer. Pure. */
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import type { DraftInput } from '../../../contract/form.ts'
import type { Offer } from '../../../contract/held.ts'
import { keptNumber } from '../../../contract/patient-number.ts'
import { unreachable } from '../../../contract/result.ts'
import type { PatientFacts } from '../../codes/patient.ts'
import { claimsOf, dayOf } from './forms/claims.ts'

type Piece = Pick<Evidence, 'document' | 'claims'>

/** The facts of a paper or card. A paper that is marked as another person's says nothing about the patient. */
export const factsOfPiece = ({ document, claims }: Piece): PatientFacts => {
  if ('otherPerson' in document && document.otherPerson === true) return {}
  return document.type === 'my-number-card' && document.certificateExpiresOn !== undefined
    ? { ...claims, certificateExpiresOn: document.certificateExpiresOn }
    : claims
}

/** The facts of a form as it stands. */
export const factsOfForm = (draft: Pick<DraftInput, 'form' | 'fields'>): PatientFacts => {
  const { birthDate, ...claims } = claimsOf(draft)
  if (draft.form === 'patient')
    return { birthDate, cardId: keptNumber(draft.fields.patientNumber) ?? undefined }
  if (draft.fields.otherPerson === 'yes') return {}
  const ends = draft.form === 'my-number-card' ? dayOf(draft, 'certificateExpiresOn') : undefined
  return { ...claims, birthDate, certificateExpiresOn: ends }
}

/** The facts of the official answer, as far as nobody has said that the birth date in it is wrong. */
export const factsOfAnswer = ({ official, birthDate }: CheckInView): PatientFacts[] =>
  (official?.entitlements ?? [])
    .filter(({ entitlement }) => entitlement.birthDate === null || entitlement.birthDate === birthDate)
    .map(({ entitlement: { name, kana, birthDate: born, referenceNumber } }) => ({
      name: name ?? undefined,
      kana: kana ?? undefined,
      birthDate: born ?? undefined,
      cardId: referenceNumber ?? undefined,
    }))

const factsOfEntitlement = (item: Entitlement): PatientFacts => ({
  name: item.name ?? undefined,
  kana: item.kana ?? undefined,
  birthDate: item.birthDate ?? undefined,
  insurerNumber: item.insurerNumber ?? undefined,
  number: item.number ?? undefined,
  branch: item.branch ?? undefined,
  cardId: item.referenceNumber ?? undefined,
})

/** The facts of an offer's person, thing by thing. */
export const factsOfOffer = (offer: Offer): readonly PatientFacts[] => {
  switch (offer.kind) {
    case 'evidence':
    case 'scan-of-form':
      return [factsOfPiece(offer.evidence)]
    case 'hand-in':
      return [factsOfForm(offer.draft)]
    case 'card':
      return [{ certificateExpiresOn: offer.card.certificateExpiresOn }]
    case 'arrival':
      return offer.arrival.entitlements.map(factsOfEntitlement)
    case 'patient-card':
      return [{ cardId: offer.patientNumber }]
    case 'birth-date':
      return [{ birthDate: offer.birthDate }]
    default:
      return unreachable(offer)
  }
}
