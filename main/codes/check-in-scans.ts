/** Knowledge of the scans of one check-in about each other: the same again, the parts of a set, the patient. */
import type { FieldProposal, RefusalReason, ScanConfig, ScanResult } from '../../contract/scan.ts'
import type { Assembly } from './assembly.ts'
import { proposeCardRule } from './card-proposal.ts'
import { readCode, refuse } from './classify.ts'
import { fingerprint } from './fingerprint.ts'
import { holdsIndividualNumber } from './individual-number.ts'
import { addPart, inside, joinParts, PARTS_PATIENCE_MS, type Part, type PartSet, readPart } from './parts.ts'
import { factsOf, isAnotherPatient, mergeFacts, type PatientFacts } from './patient.ts'
import { proposeFields } from './proposal.ts'
import { isOneDimensional, splitIdentifier } from './symbology.ts'
import { possibleTexts, readText } from './text.ts'

/** The same code within this time of the scan that counted is that scan again, in milliseconds. */
export const SAME_SCAN_MS = 2000

export type CheckInScans = {
  readonly recent: readonly { readonly key: string; readonly at: number; readonly busy: boolean }[]
  readonly parts: PartSet | null
  readonly patient: PatientFacts
}

export const NO_SCANS: CheckInScans = { recent: [], parts: null, patient: {} }

/** A scan whose end has come. */
export type EndedScan = {
  readonly bytes: Uint8Array
  readonly symbology: string | null
  /** When its last byte came, in milliseconds. */
  readonly at: number
  /** The desk could not take it when it began, or cannot now. */
  readonly busy: boolean
  readonly problem: Assembly['problem']
  readonly source: Assembly['source']
  readonly splitHeader: boolean
  /** An administrator is writing a template: the fields of an unknown code are wanted. */
  readonly learning: boolean
  /** A scan of another patient than those before it is refused here. */
  readonly refusesOthers: boolean
}

type Outcome = {
  readonly scans: CheckInScans
  readonly result: ScanResult | null
  /** The fields of an unknown code, where an administrator has asked to see them. */
  readonly proposal?: FieldProposal
}

const isEmpty = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x0d || byte === 0x0a || byte === 0x1a || byte === 0)

/** Passes an accepted scan on unless it is of another patient than the scans before it, and such are refused. */
const knowingThePatient = (
  scans: CheckInScans,
  result: ScanResult,
  { refusesOthers }: Pick<EndedScan, 'refusesOthers'>,
): Outcome => {
  if (!refusesOthers || result.outcome !== 'accept') return { scans, result }
  const facts = factsOf(result)
  return isAnotherPatient(scans.patient, facts)
    ? { scans, result: refuse('WRONG_PATIENT') }
    : { scans: { ...scans, patient: mergeFacts(scans.patient, facts) }, result }
}

const takePart = (scans: CheckInScans, part: Part, scan: EndedScan, config: ScanConfig): Outcome => {
  if (possibleTexts(part.data).some((text) => holdsIndividualNumber(inside(part, text))))
    return { scans, result: refuse('MY_NUMBER') }
  const added = addPart(scans.parts, part, scan.at)
  if (!added.ok) return { scans, result: refuse(added.problem) }
  const whole = joinParts(added.value)
  if (!whole.ok) return { scans: { ...scans, parts: null }, result: refuse(whole.problem) }
  if (whole.value === null)
    return {
      scans: { ...scans, parts: added.value },
      result: { outcome: 'partial', have: added.value.have.size, of: added.value.total },
    }
  return knowingThePatient({ ...scans, parts: null }, readCode(whole.value, scan.symbology, config), scan)
}

/**
 * A message with a split header is a part, unless the whole of it is a code already: such scanners send what is not
 * split without a header, and the insurer number that begins a prescription's copy, `39139993`, looks like part 3 of 9.
 */
const readMessage = (scans: CheckInScans, scan: EndedScan, config: ScanConfig): Outcome => {
  const { symbology, data } =
    scan.source === 'message' ? splitIdentifier(scan.bytes) : { symbology: scan.symbology, data: scan.bytes }
  const part = scan.splitHeader && !isOneDimensional(symbology) ? readPart(data) : null
  const result = readCode(data, symbology, config)
  if (part !== null && !isWholeCode(result, data))
    return part.ok
      ? takePart(scans, part.value, { ...scan, symbology }, config)
      : { scans, result: refuse(part.problem) }
  const text = scan.learning && isUnknown(result) ? readText(data, symbology) : null
  const outcome = knowingThePatient(scans, result, scan)
  if (text?.ok !== true) return outcome
  const card = proposeCardRule(text.value.text, symbology)
  return { ...outcome, proposal: { ...proposeFields(text.value.text), card } }
}

const isUnknown = (result: ScanResult): boolean => result.outcome === 'refuse' && result.reason === 'UNKNOWN'

/** The problems of a part that is read as a whole: no known code, and cut through a character or a number perhaps. */
const PART_READ_AS_WHOLE: readonly RefusalReason[] = [
  'UNKNOWN',
  'ENCODING',
  'CONTROL_CHARACTERS',
  'MY_NUMBER',
]

const isWholeCode = (result: ScanResult, data: Uint8Array): boolean =>
  result.outcome !== 'refuse' ||
  !PART_READ_AS_WHOLE.includes(result.reason) ||
  beginsWithIndividualNumber(data)

/** Tells whether digits that could be a header and what follows it are an individual number together. */
const beginsWithIndividualNumber = (data: Uint8Array): boolean =>
  possibleTexts(data).some((text) => holdsIndividualNumber(/^[\p{Nd}\s\p{Pd}]*/u.exec(text)?.[0] ?? ''))

const withoutOld = (scans: CheckInScans, now: number): CheckInScans => ({
  ...scans,
  recent: scans.recent.filter(({ at }) => now - at < SAME_SCAN_MS),
  parts: scans.parts !== null && now - scans.parts.lastAt >= PARTS_PATIENCE_MS ? null : scans.parts,
})

/**
 * Brings one ended scan to its result; null for what is ignored: nothing at all, or the same code again. A scan that
 * the desk had no time for does not count: the same code is taken when there is time.
 */
export const concludeScan = (before: CheckInScans, scan: EndedScan, config: ScanConfig): Outcome => {
  const scans = withoutOld(before, scan.at)
  if (scan.problem !== null) return { scans, result: refuse(scan.busy ? 'BUSY' : scan.problem) }
  if (isEmpty(scan.bytes)) return { scans, result: null }
  const key = fingerprint(scan.bytes)
  if (scans.recent.some((recent) => recent.key === key && (scan.busy || !recent.busy)))
    return { scans, result: null }
  const remembered = { ...scans, recent: [...scans.recent, { key, at: scan.at, busy: scan.busy }] }
  return scan.busy ? { scans: remembered, result: refuse('BUSY') } : readMessage(remembered, scan, config)
}
