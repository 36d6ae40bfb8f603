import type { Document } from '../../contract/check-in.ts'
import { parseInsurerNumber } from '../../rules/fields/insurer-number.ts'

type Certificate = Extract<Document, { type: 'eligibility-certificate' }>

/** What an insurer number tells of its certificate: the scheme, and the insurer's own expiry rule where one is known. */
export const insurerFacts = (
  insurerNumber: string | undefined,
): Pick<Certificate, 'scheme' | 'expiryRule'> => {
  const parsed = insurerNumber === undefined ? undefined : parseInsurerNumber(insurerNumber)
  if (!parsed?.ok || parsed.value.kind === 'unknown') return {}
  return { scheme: parsed.value.kind }
}
