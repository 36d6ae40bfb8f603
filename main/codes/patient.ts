/** Whether two scans within one check-in can be of the same patient. */
import type { AcceptedScan } from '../../contract/scan.ts'
import { compareNames } from '../rules/fields/names.ts'

/** What the scans of a check-in have said of the patient so far. All of it is forgotten with the check-in. */
export type PatientFacts = {
  readonly cardId?: string | undefined
  readonly birthDate?: string | undefined
  readonly name?: string | undefined
  readonly kana?: string | undefined
  readonly insurerNumber?: string | undefined
  readonly symbol?: string | undefined
  readonly number?: string | undefined
  readonly branch?: string | undefined
}

type Comparison = (left: string, right: string) => boolean

/** Kana as one spelling: half width to full, small to large, no long vowel, ヂヅ as ジズ, no spaces. */
const foldKana = (kana: string): string =>
  kana
    .normalize('NFKC')
    .replace(/[\sー・-]/g, '')
    .replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(/[ァィゥェォッャュョヮ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1))
    .replaceAll('ヂ', 'ジ')
    .replaceAll('ヅ', 'ズ')

/** ■ and ● stand for any letter, old and new kanji for each other; one more letter may differ before two names do. */
const namesDiffer: Comparison = (left, right) => {
  if (compareNames(left, right) !== 'different') return false
  const [first, second] = [left, right].map((name) => [...name.normalize('NFKC').replace(/\s/g, '')])
  const different = first?.filter(
    (letter, index) => compareNames(letter, second?.[index] ?? '') === 'different',
  )
  return first?.length !== second?.length || (different?.length ?? 0) > 1
}

const differs: Comparison = (left, right) => left !== right
const kanaDiffer: Comparison = (left, right) => foldKana(left) !== foldKana(right)

const foldNumber = (number: string): string => number.replace(/[\s-]/g, '').replace(/^0+(?=.)/, '')
const numbersDiffer: Comparison = (left, right) => foldNumber(left) !== foldNumber(right)

/** Compares one fact where both sides have it. */
const contradicts = (
  known: PatientFacts,
  scanned: PatientFacts,
  fact: keyof PatientFacts,
  comparison: Comparison,
): boolean => {
  const [left, right] = [known[fact], scanned[fact]]
  return left !== undefined && right !== undefined && left !== '' && right !== '' && comparison(left, right)
}

const bothNamed = (known: PatientFacts, scanned: PatientFacts): boolean =>
  contradicts(known, scanned, 'kana', () => true) || contradicts(known, scanned, 'name', () => true)

/**
 * One number with two branches is two members of a family, twins among them. Two numbers of one insurer are two
 * people, unless a name says otherwise: who changes the employer may keep the insurer and get a new number.
 */
const insuranceDiffers = (known: PatientFacts, scanned: PatientFacts): boolean => {
  if (!known.insurerNumber || known.insurerNumber !== scanned.insurerNumber) return false
  return contradicts(known, scanned, 'number', numbersDiffer)
    ? !bothNamed(known, scanned)
    : contradicts(known, scanned, 'branch', differs)
}

/** Whether what a scan says cannot be of the patient that the scans before it were of. */
export const isAnotherPatient = (known: PatientFacts, scanned: PatientFacts): boolean =>
  contradicts(known, scanned, 'cardId', differs) ||
  contradicts(known, scanned, 'birthDate', differs) ||
  contradicts(known, scanned, 'kana', kanaDiffer) ||
  contradicts(known, scanned, 'name', namesDiffer) ||
  insuranceDiffers(known, scanned)

/** What an accepted scan says of the patient. */
export const factsOf = (scan: AcceptedScan): PatientFacts => {
  switch (scan.kind) {
    case 'patient-card':
      return { cardId: scan.fields.id }
    case 'prescription':
    case 'prescription-copy':
    case 'eligibility-certificate':
    case 'eligibility-notice':
      return scan.fields
  }
}

/** Adds what a scan says to what is known; what was known first stays. */
export const mergeFacts = (known: PatientFacts, scanned: PatientFacts): PatientFacts => {
  const filled = Object.entries(scanned).filter(([, value]) => value !== undefined && value !== '')
  return { ...Object.fromEntries(filled), ...known }
}
