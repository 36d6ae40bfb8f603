/** Decides whether two things that were read within one check-in can be of the same patient. */
import { isSamePatientNumber } from '../../contract/patient-number.ts'
import type { AcceptedScan } from '../../contract/scan.ts'
import { compareNames } from '../rules/fields/names.ts'

/** The facts read of the patient so far in a check-in. All of it is forgotten with the check-in. */
export type PatientFacts = {
  readonly cardId?: string | undefined
  /** The last day of the certificate in the My Number card. */
  readonly certificateExpiresOn?: string | undefined
  readonly birthDate?: string | undefined
  readonly name?: string | undefined
  readonly kana?: string | undefined
  readonly insurerNumber?: string | undefined
  readonly symbol?: string | undefined
  readonly number?: string | undefined
  readonly branch?: string | undefined
}

/** A fact of the patient in which two things that were read can contradict each other. */
export type PatientDifference =
  | 'cardId'
  | 'certificateExpiresOn'
  | 'birthday'
  | 'birthDate'
  | 'name'
  | 'number'
  | 'branch'

type Comparison = (left: string, right: string) => boolean

const differs: Comparison = (left, right) => left !== right
/** A name that is only written otherwise, or in a script that cannot be compared, contradicts nothing. */
const namesDiffer: Comparison = (left, right) => compareNames(left, right) === 'different'

/** The clinic's own number, with other zeros in front or in wide digits, is the same one. */
const cardsDiffer: Comparison = (left, right) => !isSamePatientNumber(left, right)

const foldNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/^0+(?=.)/, '')
    .toUpperCase()
const numbersDiffer: Comparison = (left, right) => foldNumber(left) !== foldNumber(right)

/** Compares one fact where both sides have it. */
const both = (
  known: PatientFacts,
  scanned: PatientFacts,
  fact: keyof PatientFacts,
  comparison: Comparison,
): boolean => {
  const [left, right] = [known[fact], scanned[fact]]
  return isFilled(left) && isFilled(right) && comparison(left, right)
}

const isFilled = (text: string | undefined): text is string => text !== undefined && text !== ''

/**
 * Names in kanji are held against names in kanji and kana against kana, whichever field they stand in: some senders
 * write a foreign name in kana into the field of the kanji.
 */
const namedOtherwise = (known: PatientFacts, scanned: PatientFacts): boolean => {
  if (both(known, scanned, 'name', namesDiffer) || both(known, scanned, 'kana', namesDiffer)) return true
  if (!isFilled(known.name) || !isFilled(scanned.name)) return false
  if (compareNames(known.name, scanned.name) !== 'unlike') return false
  return (
    (isFilled(scanned.kana) && namesDiffer(known.name, scanned.kana)) ||
    (isFilled(known.kana) && namesDiffer(known.kana, scanned.name))
  )
}

/** Tells whether a name that both have is the same one, as far as it can be compared. */
const namedAlike = (known: PatientFacts, scanned: PatientFacts): boolean => {
  const alike: Comparison = (left, right) => ['same', 'variant'].includes(compareNames(left, right))
  return both(known, scanned, 'kana', alike) || both(known, scanned, 'name', alike)
}

/**
 * One number with two branches is two members of a family, twins among them. Two numbers of one insurer are two
 * people, unless a name says otherwise: who changes the employer may keep the insurer and get a new number.
 */
const insuranceDifference = (known: PatientFacts, scanned: PatientFacts): 'number' | 'branch' | null => {
  if (!known.insurerNumber || known.insurerNumber !== scanned.insurerNumber) return null
  if (both(known, scanned, 'number', numbersDiffer)) return namedAlike(known, scanned) ? null : 'number'
  return both(known, scanned, 'branch', differs) ? 'branch' : null
}

/** The days on which a certificate of somebody born on 29 February may end. */
const LEAP_BIRTHDAYS: readonly string[] = ['02-28', '02-29', '03-01']

/**
 * Tells whether a certificate's last day is on another day of the year than the birthday. A certificate ends on the fifth
 * birthday after its issue (rules.md D02); those of residents with a limited stay may end with the stay, so a difference is
 * a reason to ask, and no proof.
 * @example birthdayDiffers('2029-05-01', '1985-05-01') // false
 */
const birthdayDiffers: Comparison = (certificateExpiresOn, birthDate) => {
  const [ends, born] = [certificateExpiresOn.slice(5), birthDate.slice(5)]
  return born === '02-29' ? !LEAP_BIRTHDAYS.includes(ends) : ends !== born
}

const otherBirthday = ({ certificateExpiresOn }: PatientFacts, { birthDate }: PatientFacts): boolean =>
  isFilled(certificateExpiresOn) && isFilled(birthDate) && birthdayDiffers(certificateExpiresOn, birthDate)

/** The facts in which two things that were read cannot be of the same patient; none where nothing speaks against it. */
export const patientDifferences = (
  known: PatientFacts,
  scanned: PatientFacts,
): readonly PatientDifference[] => {
  const insurance = insuranceDifference(known, scanned)
  const found: readonly (PatientDifference | false)[] = [
    both(known, scanned, 'cardId', cardsDiffer) && 'cardId',
    both(known, scanned, 'certificateExpiresOn', differs) && 'certificateExpiresOn',
    (otherBirthday(known, scanned) || otherBirthday(scanned, known)) && 'birthday',
    both(known, scanned, 'birthDate', differs) && 'birthDate',
    namedOtherwise(known, scanned) && 'name',
    insurance ?? false,
  ]
  return found.filter((one) => one !== false)
}

/** Tells whether what a scan says cannot be of the patient that the scans before it were of. */
export const isAnotherPatient = (known: PatientFacts, scanned: PatientFacts): boolean =>
  patientDifferences(known, scanned).length > 0

/** The facts about the patient in an accepted scan. */
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
