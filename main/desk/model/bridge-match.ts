/** Decides whose an answer of the official bridge is, and how it differs from the papers on the table. Pure. */
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { Online } from '../../../contract/check-in.ts'
import type { CheckInView, Claims } from '../../../contract/desk.ts'
import type { Arrival, Difference } from '../../../contract/desk-bridge.ts'
import type { Question } from '../../bridge/ask/question.ts'
import { insurerNumberOf } from '../../bridge/values.ts'
import { sameIdentifier } from '../../rules/fields/identifiers.ts'
import { compareNames, withoutUnwritable } from '../../rules/fields/names.ts'

/** 医療扶助 stands beside an insurance; it is no second candidate. */
const WELFARE = 'A1'
export const isWelfare = (item: Pick<Entitlement, 'class'>): boolean => item.class === WELFARE

/** Tells whether the answer names two insurances, of which a person has to choose. */
export const hasSeveral = (entitlements: readonly Entitlement[]): boolean =>
  entitlements.filter((one) => !isWelfare(one)).length > 1

type Agreement = 'agrees' | 'differs' | 'unknown'

const agreement = <Value>(
  one: Value | null | undefined,
  other: Value | null | undefined,
  same: (one: Value, other: Value) => boolean,
): Agreement => {
  if (one == null || other == null || one === '' || other === '') return 'unknown'
  return same(one, other) ? 'agrees' : 'differs'
}

const equal = (one: string, other: string): boolean => one === other
const sameInsurer = (one: string, other: string): boolean => insurerNumberOf(one) === insurerNumberOf(other)
/** Tells whether each word of a name has a letter to read: of `見本 ●` a whole family says the same. */
const isReadable = (name: string): boolean =>
  name
    .trim()
    .split(/\s+/)
    .every((word) => withoutUnwritable(word) !== '')

/**
 * A sign for a letter that could not be written (●) is any letter, and the other letters count. A paper's name in kana, which
 * cannot be compared with kanji, is compared with the official kana.
 */
const nameAgreement = ({ name, kana }: Pick<Entitlement, 'name' | 'kana'>, other?: string): Agreement => {
  if (!name || !other) return 'unknown'
  const likeness = compareNames(name, other)
  if (likeness === 'different') return 'differs'
  if (likeness === 'unlike') return kana === name ? 'unknown' : nameAgreement({ name: kana, kana }, other)
  return isReadable(name) && isReadable(other) ? 'agrees' : 'unknown'
}

/** How an entitlement stands to what a paper says. */
const compared = (
  item: Entitlement,
  claims: Claims,
): Readonly<Record<keyof Claims & Difference, Agreement>> => ({
  insurerNumber: agreement(item.insurerNumber, claims.insurerNumber, sameInsurer),
  symbol: agreement(item.symbol, claims.symbol, sameIdentifier),
  number: agreement(item.number, claims.number, sameIdentifier),
  branch: agreement(item.branch, claims.branch, sameIdentifier),
  name: nameAgreement(item, claims.name),
  birthDate: agreement(item.birthDate, claims.birthDate, equal),
})

type Asked = Omit<Question, 'id'>

type Known = { readonly claims: Claims; readonly patientNumber: string | null }

const knownOf = (view: CheckInView): readonly Known[] => {
  const own = view.birthDate === null ? {} : { birthDate: view.birthDate }
  const papers = view.evidence.map(({ claims }) => ({ ...own, ...claims }))
  return (papers.length === 0 ? [own] : papers).map((claims) => ({
    claims,
    patientNumber: view.patientNumber,
  }))
}

/**
 * Tells whether an entitlement is that of the person of whom this is known. The birth date, and beside it the name or the
 * number; or our own patient number (照会番号), with nothing against it. A birth date alone, or a number that a whole
 * family has, is nobody's.
 */
const isOf = (item: Entitlement, { claims, patientNumber }: Known): boolean => {
  const { birthDate, name, number, insurerNumber, branch } = compared(item, claims)
  const reference = agreement(item.referenceNumber, patientNumber, equal)
  if ([birthDate, reference].includes('differs')) return false
  if (reference === 'agrees') return true
  if (birthDate !== 'agrees' || name === 'differs') return false
  const byNumber = number === 'agrees' && insurerNumber !== 'differs' && branch !== 'differs'
  return byNumber || name === 'agrees'
}

/** Tells whether a face result is the open visit's: by what both have, never by being the newest. */
export const isArrivalOf = (arrival: Arrival, view: CheckInView): boolean => {
  if (arrival.why !== null || arrival.entitlements.length === 0 || hasSeveral(arrival.entitlements))
    return false
  const known = knownOf(view)
  // One that speaks against a paper on the table is looked at by a person.
  const against = known.some(({ claims }) =>
    arrival.entitlements.some((item) => compared(item, claims).birthDate === 'differs'),
  )
  return !against && known.some((one) => arrival.entitlements.some((item) => isOf(item, one)))
}

/** Tells whether a question is still about a paper on the table: nothing of it was corrected since it was asked. */
export const isAboutPaper = (question: Asked, { evidence, birthDate }: CheckInView): boolean =>
  evidence.some(
    ({ claims }) =>
      agreement(question.number, claims.number, sameIdentifier) === 'agrees' &&
      agreement(question.insurerNumber, claims.insurerNumber, sameInsurer) === 'agrees' &&
      agreement(question.birthDate, claims.birthDate ?? birthDate, equal) === 'agrees' &&
      agreement(question.symbol, claims.symbol, sameIdentifier) !== 'differs' &&
      agreement(question.branch, claims.branch, sameIdentifier) !== 'differs',
  )

/** The differences of an entitlement from the papers on the table. */
export const differencesOf = (item: Entitlement, view: CheckInView): Difference[] => {
  if (isWelfare(item)) return []
  const papers = knownOf(view).map(({ claims }) => compared(item, claims))
  const differs = (['insurerNumber', 'symbol', 'number', 'branch', 'name', 'birthDate'] as const).filter(
    (field) => papers.some((paper) => paper[field] === 'differs'),
  )
  const burdens = view.evidence.flatMap(({ document }) =>
    'burden' in document ? (document.burden ?? []) : [],
  )
  const burden = item.burden !== null && burdens.some((one) => one !== item.burden)
  return burden ? [...differs, 'burden'] : differs
}

/** The answer in the rules' words: its code, and what its entitlements say of the burden where they agree. */
export const onlineOf = (
  { online, entitlements }: Pick<Arrival, 'online' | 'entitlements'>,
  by: 'card' | 'number',
): Online => {
  if ('unavailable' in online) return online
  const fullPay = entitlements.some((item) => item.fullPay)
  const burdens = new Set(entitlements.flatMap(({ burden }) => burden ?? []))
  const [burden] = burdens
  return {
    code: online.code,
    by,
    ...(burden !== undefined && burdens.size === 1 ? { burden } : {}),
    ...(fullPay ? { fullPay } : {}),
  }
}
