import type { Document } from '../../../../contract/check-in.ts'
import type { Settings } from '../../../../contract/office.ts'
import { parseInsurerNumber } from '../../../rules/fields/insurer-number.ts'
import { expiryRuleFor } from '../../../rules/insurers.ts'

type Certificate = Extract<Document, { type: 'eligibility-certificate' }>

/** Reads from an insurer number what it tells of its certificate: the scheme, and the insurer's own expiry rule where one is known. */
export const insurerFacts = (
  insurerNumber: string | undefined,
  configured: Settings['insurerRules'],
): Pick<Certificate, 'scheme' | 'expiryRule'> => {
  const parsed = insurerNumber === undefined ? undefined : parseInsurerNumber(insurerNumber)
  if (!parsed?.ok || parsed.value.kind === 'unknown') return {}
  const expiryRule = expiryRuleFor(parsed.value.number, configured)
  return { scheme: parsed.value.kind, ...(expiryRule === undefined ? {} : { expiryRule }) }
}
