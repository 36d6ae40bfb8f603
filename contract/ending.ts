/** The questions before a visit ends. The desk refuses to end it unasked, and the window asks them. */
import { isAccepted, type Note, type ReasonCode } from './decision.ts'
import type { CheckInView, Evidence } from './desk.ts'

/** These say themselves that there is a new cover: whether it has changed is no question then. */
const TELLS_OF_NEW_COVER: ReadonlySet<ReasonCode> = new Set(['NEW_QUAL_FOUND', 'NEW_COVER_NOT_YET_ONLINE'])

/** Done at the counter, while the patient is there. Every other note is for later by its nature. */
const AT_THE_COUNTER: ReadonlySet<Note> = new Set([
  'RESET_READER_MODE',
  'TELL_INSURER',
  'RENEW_CERTIFICATE',
  'ASK_COVER_CHANGED',
  'STOP_LOST_CARD',
])

/** Tells whether a note is done while the patient stands there. */
export const isAtTheCounter = (note: Note): boolean => AT_THE_COUNTER.has(note)

type Visit = Pick<
  CheckInView,
  'decided' | 'overridden' | 'ticked' | 'visit' | 'evidence' | 'online' | 'paid' | 'workForm'
>

/** Tells whether somebody, or the official side, has answered already whether the cover has changed. */
const isChangeAnswered = ({ decided, visit, online }: Visit): boolean =>
  visit.saysUnchanged === true ||
  (online !== null && 'code' in online && online.code === 3) ||
  (decided?.decision.reasons.some(({ code }) => TELLS_OF_NEW_COVER.has(code)) ?? false)

/** The decision's notes that are asked of the desk: nothing that was answered already is asked again. */
export const notesToDo = (checkIn: Visit): readonly Note[] => {
  const notes = checkIn.decided?.decision.notes ?? []
  return isChangeAnswered(checkIn) ? notes.filter((note) => note !== 'ASK_COVER_CHANGED') : notes
}

/** Those that nobody has ticked. */
export const openNotes = (checkIn: Visit): readonly Note[] =>
  notesToDo(checkIn).filter((note) => !checkIn.ticked.includes(note))

/** Tells whether a visit that ended now would end with the cover confirmed, by the rules or by somebody's decision. */
export const isConfirmed = ({ decided, overridden }: Pick<Visit, 'decided' | 'overridden'>): boolean =>
  isAccepted(overridden?.outcome ?? decided?.decision.outcome)

/**
 * The papers that the confirmed cover rests on and nobody has held beside what the screen says of them: scanned ones, and those of
 * which the days alone were typed.
 */
export const papersToCompare = (
  checkIn: Pick<Visit, 'decided' | 'overridden' | 'evidence'>,
): readonly Evidence[] =>
  isConfirmed(checkIn)
    ? checkIn.evidence.filter(({ confirmed, source }) => !confirmed && source !== 'card-reader')
    : []

/** A portal screen was shown, it is to be checked online later, and nobody has taken a number to check with. */
export const lacksPortalNumber = (checkIn: Visit): boolean =>
  openNotes(checkIn).includes('RECHECK_LATER') &&
  checkIn.evidence.some(({ document }) => document.type === 'portal-screen') &&
  !checkIn.evidence.some(({ claims }) => claims.number !== undefined)

/** Tells whether it was agreed at the desk how the visit goes on without confirmation: what is paid, or the form for an accident at work. */
const isAgreed = ({ paid, workForm }: Visit): boolean => paid !== null || workForm !== null

/**
 * Tells whether ending the visit has to be asked about first: it is unconfirmed and nothing was agreed, something is not ticked, or
 * a paper was not compared.
 */
export const mustAskToEnd = (checkIn: Visit): boolean =>
  (!isConfirmed(checkIn) && !isAgreed(checkIn)) ||
  openNotes(checkIn).length > 0 ||
  papersToCompare(checkIn).length > 0
