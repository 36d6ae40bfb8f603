/** The one thing to do next, from the state of the check-in. Pure. */
import type { DocumentType } from '../../../contract/check-in.ts'
import type { Need } from '../../../contract/decision.ts'
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import { isConfirmed, papersToCompare } from '../../../contract/ending.ts'
import { unreachable } from '../../../contract/result.ts'

/**
 * The lawful roads when the card cannot be confirmed online, in the order in which they are to be offered
 * (療担規則3条; rule N02): portal screen, notice, the record of an earlier visit (再診 only), self-declaration.
 */
export const FALLBACK_ROADS = [
  'portal-screen',
  'eligibility-notice',
  'past-record',
  'self-declaration',
] as const
export type FallbackRoad = (typeof FALLBACK_ROADS)[number]

export type NextStep =
  /** A card is being read; there is nothing to do but leave it alone. */
  | { readonly kind: 'reading' }
  /** Nothing is here yet, and nobody has said who this is. */
  | { readonly kind: 'ask-patient' }
  /** Nothing is here yet, and nothing that was said decides: which document is it? */
  | { readonly kind: 'choose-document' }
  /** The card was read; what does the official terminal say? */
  | { readonly kind: 'ask-online' }
  /** The official system is down for the whole desk: what does the search of its outage mode say? */
  | { readonly kind: 'outage-search' }
  /** The reader or the network failed: the lawful roads, one after the other. */
  | { readonly kind: 'fallback'; readonly roads: readonly FallbackRoad[]; readonly besides: readonly Need[] }
  /** Something is missing: the easiest for the patient first. */
  | { readonly kind: 'need'; readonly need: Need; readonly others: readonly Need[] }
  /** Papers that a scan has given, or of which only the days were typed, are still to be compared. */
  | { readonly kind: 'compare-scan'; readonly evidence: readonly Evidence[] }
  /** Nothing was brought: what is paid today, and the end. */
  | { readonly kind: 'without-proof' }
  /** 労災: its form, what is paid today, and the end. */
  | { readonly kind: 'work-related' }
  | { readonly kind: 'conclude' }
  /** Nothing confirms, and nothing more can be asked for: a person decides. */
  | { readonly kind: 'nothing-left' }

const has = (checkIn: CheckInView, type: DocumentType): boolean =>
  checkIn.evidence.some(({ document }) => document.type === type)

/** True when the card, the terminal or the network could not answer, for a reason that is on record. */
const couldNotBeChecked = ({ reader, online }: CheckInView): boolean =>
  reader.state === 'failed' || reader.state === 'down' || (online !== null && 'unavailable' in online)

const fallbackRoads = (checkIn: CheckInView, needs: readonly Need[]): FallbackRoad[] =>
  FALLBACK_ROADS.filter((road) =>
    road === 'past-record' ? checkIn.visit.kind === 'return' : needs.includes(road) && !has(checkIn, road),
  )

/** True when what was said of the visit decides by itself: an emergency, a lost card, an accident at work. */
const saysEnough = ({ decided }: CheckInView): boolean =>
  decided !== null && decided.decision.reasons[0]?.code !== 'NO_PROOF'

/** Nobody has searched for this patient yet, and nothing else has confirmed or answered. */
const isToBeSearched = (checkIn: CheckInView): boolean => {
  const { outageSearch, online, visit } = checkIn
  const isUnanswered = online === null || 'unavailable' in online
  return outageSearch === null && isUnanswered && !isConfirmed(checkIn) && visit.workRelated !== true
}

/**
 * Finds the one thing to do next. Until somebody has said that the patient has nothing with them, an empty row of evidence asks for
 * a document first.
 * @param isDown the official system is down for the whole desk
 */
export const nextStep = (checkIn: CheckInView, cardIsBeingRead: boolean, isDown = false): NextStep => {
  const { nothingShown } = checkIn
  if (cardIsBeingRead) return { kind: 'reading' }
  const untouched =
    checkIn.evidence.length === 0 && checkIn.reader.state === 'not-tried' && checkIn.online === null
  const isOpen = untouched && !nothingShown && checkIn.paid === null && !saysEnough(checkIn)
  // Before the search of an outage too: its visits are checked again later, and have to be told apart by then.
  if (isOpen && checkIn.patientStep === 'open') return { kind: 'ask-patient' }
  if (isDown && isToBeSearched(checkIn)) return { kind: 'outage-search' }
  if (isOpen) return { kind: 'choose-document' }
  const { decided, overridden } = checkIn
  const reason = overridden === null ? decided?.decision.reasons[0]?.code : undefined
  if (reason === 'NOT_HEALTH_INSURANCE') return { kind: 'work-related' }
  // In an outage the search that found nobody comes before what was brought: a reader that is down does not close this road.
  const isNothing = checkIn.evidence.length === 0 && (untouched || nothingShown || checkIn.paid !== null)
  if (isNothing && reason === 'NO_PROOF') return { kind: 'without-proof' }
  if (isConfirmed(checkIn)) {
    const evidence = papersToCompare(checkIn)
    return evidence.length > 0 ? { kind: 'compare-scan', evidence } : { kind: 'conclude' }
  }
  if (checkIn.reader.state === 'read' && checkIn.online === null) return { kind: 'ask-online' }
  const needs = decided?.decision.needs ?? []
  // Things that the desk does alone come before anything is asked of the patient (N15).
  const [first, ...rest] = needs
  if (first === 'look-up' || first === 'desk-app') return { kind: 'need', need: first, others: rest }
  const roads = fallbackRoads(checkIn, needs)
  if (couldNotBeChecked(checkIn) && roads.some((road) => road !== 'past-record'))
    return {
      kind: 'fallback',
      roads,
      besides: needs.filter((need) => !FALLBACK_ROADS.some((road) => road === need)),
    }
  return first === undefined ? { kind: 'nothing-left' } : { kind: 'need', need: first, others: rest }
}

/**
 * Tells whether a visit may be ended beside its next step. Not where the step is the end, or has it once money or a form was agreed
 * (there would be two buttons for it, of which one says that nothing is confirmed), nor where nothing is there to end with.
 */
export const mayEndBeside = ({ kind }: NextStep, { decided, paid, workForm }: CheckInView): boolean => {
  switch (kind) {
    case 'conclude':
    case 'ask-patient':
    case 'choose-document':
    case 'reading':
      return false
    case 'outage-search':
      return decided !== null
    case 'without-proof':
      return paid === null
    case 'work-related':
      return workForm === null
    case 'ask-online':
    case 'fallback':
    case 'need':
    case 'compare-scan':
    case 'nothing-left':
      return true
    default:
      return unreachable(kind)
  }
}
