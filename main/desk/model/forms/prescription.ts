import type { Document } from '../../../../contract/check-in.ts'
import type { Claims } from '../../../../contract/desk.ts'
import { parseInsurerNumber } from '../../../rules/fields/insurer-number.ts'

type Prescription = Extract<Document, { type: 'prescription' }>

/**
 * Reads of a prescription what the rules look at: the scheme by its insurer number, and whether it names an insurer and a
 * number at all. A patient of 後期高齢者医療 has a number and no symbol.
 */
export const prescriptionFacts = ({
  insurerNumber,
  number,
  issuedOn,
  burden,
  copy,
}: Pick<Claims, 'insurerNumber' | 'number'> & {
  readonly [Key in 'issuedOn' | 'burden' | 'copy']?: Prescription[Key] | undefined
}): Omit<Prescription, 'type'> => {
  const insurer = insurerNumber === undefined ? undefined : parseInsurerNumber(insurerNumber)
  const named = insurer?.ok === true && number !== undefined && number !== ''
  return {
    ...(insurer?.ok === true && insurer.value.kind !== 'unknown' ? { scheme: insurer.value.kind } : {}),
    ...(named ? {} : { withoutInsurer: true }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(burden === undefined ? {} : { burden }),
    ...(copy === undefined ? {} : { copy }),
  }
}
