/** The bytes of one whole scan to what they are: fields, or the reason why they are refused. Pure. */
import type { RefusalReason, ScanConfig, ScanResult } from '../../contract/scan.ts'
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'
import { holdsIndividualNumber } from './individual-number.ts'
import { readPatientCard } from './patient-card.ts'
import { isPrescription, readPrescription } from './prescription.ts'
import { readPrescriptionCopy } from './prescription-copy.ts'
import { isOneDimensional, isTradeItem } from './symbology.ts'
import { readByTemplate } from './template.ts'
import { holdsPrivateUse, possibleTexts, readText, type ScannedText } from './text.ts'
import { isTradeItemNumber } from './trade-item.ts'

export const refuse = (reason: RefusalReason): ScanResult => ({ outcome: 'refuse', reason })

/** The text that a scanner types in place of a code that is too long for it (the paid kanji option of some makers). */
const OVERFLOW_WORD = 'OVERFLOW'

const isLink = (text: string): boolean =>
  /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|www\.|(?:mailto|tel|sms|smsto|geo):)/i.test(text)

/** Classifies a text that is known to hold no individual number and to be no 1-D card. */
const classifyText = (scanned: ScannedText, symbology: string | null, config: ScanConfig): ScanResult => {
  const { text } = scanned
  if (text.trim() === OVERFLOW_WORD) return refuse('OVERFLOW')
  if (text.startsWith('JAHISTC')) return refuse('MEDICATION_NOTEBOOK')
  if (isPrescription(text)) {
    const prescription = readPrescription(scanned)
    return prescription.ok ? prescription.value : refuse(prescription.problem)
  }
  if (holdsPrivateUse(text)) return refuse('ENCODING')
  if (isTradeItem(symbology)) return refuse('WRONG_CODE')
  const id = readPatientCard(text, symbology, config.patientCard)
  if (id !== null) return { outcome: 'accept', kind: 'patient-card', fields: { id } }
  const eligibility = readByTemplate(text, config.templates ?? []) ?? readPrescriptionCopy(text)
  if (eligibility !== null) return eligibility.ok ? eligibility.value : refuse(eligibility.problem)
  if (isLink(text)) return refuse('LINK')
  if (symbology === null && isTradeItemNumber(text)) return refuse('WRONG_CODE')
  return refuse('UNKNOWN')
}

const textsOf = (fields: object): string[] =>
  Object.values(fields).filter((value) => typeof value === 'string')

const isOne = (field: string): boolean => containsIndividualNumber(field) === 'valid'

/**
 * Reads one whole scan. The order matters: a 1-D code that fits the clinic's own rule is a card; then, before
 * anything else is looked at, whatever holds an individual number is refused, even when it cannot be decoded.
 */
export const readCode = (bytes: Uint8Array, symbology: string | null, config: ScanConfig): ScanResult => {
  const scanned = readText(bytes, symbology)
  if (scanned.ok && isOneDimensional(symbology) && !holdsPrivateUse(scanned.value.text)) {
    const id = readPatientCard(scanned.value.text, symbology, config.patientCard)
    if (id !== null) return { outcome: 'accept', kind: 'patient-card', fields: { id } }
  }
  const texts = scanned.ok ? [scanned.value.text] : possibleTexts(bytes)
  if (texts.some(holdsIndividualNumber)) return refuse('MY_NUMBER')
  if (!scanned.ok) return refuse(scanned.problem)
  const result = classifyText(scanned.value, symbology, config)
  // Field by field it is looked for once more, as the journal will: what is taken here can be put on record there.
  return result.outcome === 'accept' && textsOf(result.fields).some(isOne) ? refuse('MY_NUMBER') : result
}
