/** The open check-in: evidence in, a decision that is on record before it is shown, and its end. */
import type { CheckIn, Document } from '../../../contract/check-in.ts'
import { type Decision, isAccepted, type Note } from '../../../contract/decision.ts'
import { type CheckInView, type Evidence, emptyCheckIn } from '../../../contract/desk.ts'
import type { Settings } from '../../../contract/office.ts'
import { NO_CHOICE } from '../../../contract/patient.ts'
import { decide } from '../../rules/decide.ts'
import { decisionRecord } from '../../rules/decision-record.ts'
import { forgetCardFace } from './card-face.ts'
import {
  type Core,
  chain,
  type Effect,
  type Now,
  type Step,
  stay,
  unsay,
  visitsOf,
  withCheckIn,
  withState,
} from './core.ts'
import { birthDateWithout, bornBy, leftWithout } from './taken-back.ts'

/** Messages about one patient's visit, which end with it. */
const OF_ONE_VISIT = [
  'MY_NUMBER_REFUSED',
  'SCAN_REFUSED',
  'SCAN_PARTIAL',
  'ANSWER_FIRST',
  'NOT_YET_DECIDED',
  'TRAY_FULL',
  'PUBLIC_AID_FULL',
  'CARD_REMOVED',
  'CARD_UNREADABLE',
  'CARD_NOT_MY_NUMBER',
  'CARD_UNTRUSTED',
  'DESK_RECOVERED',
  'STEP_MISSED',
  'SAME_PAPER_GONE',
  'DAY_CHANGED',
] as const

/** Takes back what was said of a visit that is over or put aside. */
export const unsayVisit = (core: Core): Core => unsay(core, ...OF_ONE_VISIT)

/**
 * Opens a check-in unless one is open: one patient at a time.
 * @param brought what it begins with: the things that wait for it, or what a family shares
 */
export const openCheckIn = (core: Core, now: Now, brought: Partial<CheckInView> = {}): Step => {
  if (core.state.checkIn !== null) return stay(core)
  const { language, textSize } = core.state.patientChoice
  const checkIn = {
    ...emptyCheckIn({ id: now.checkInId, openedAt: now.instant, visitDate: now.today }),
    patientLanguage: language,
    patientTextSize: textSize,
    ...(core.failedBefore === undefined ? {} : { reader: core.failedBefore }),
    ...brought,
  }
  const cardLaidIn = core.cardLaidIn === null ? checkIn.id : core.cardLaidIn
  const opened = withState(
    { ...core, failedBefore: undefined, cardLaidIn },
    { checkIn, patientChoice: NO_CHOICE },
  )
  return {
    core: opened,
    effects: [
      {
        type: 'record',
        event: {
          event: 'check-in-opened',
          checkIn: checkIn.id,
          visitDate: checkIn.visitDate,
          outageMode: core.state.outage !== null,
          ...(checkIn.family === null ? {} : { familyOf: checkIn.family.first }),
        },
        keep: visitsOf(opened),
      },
    ],
  }
}

/** The clinic's settings of its desk, in the rules' words. */
export type DeskRules = Pick<Settings, 'phoneReader' | 'acceptsKnownPatients' | 'deskApp' | 'place'>

/** The check-in in the rules' words. */
export const asCheckIn = (
  view: CheckInView,
  { phoneReader, acceptsKnownPatients, deskApp, place }: DeskRules,
): CheckIn => ({
  id: view.id,
  visitDate: view.visitDate,
  visit: view.visit,
  ...(view.birthDate === null ? {} : { patient: { birthDate: view.birthDate } }),
  desk: {
    phoneReader,
    acceptsKnownPatients,
    deskApp,
    pharmacy: place === 'pharmacy',
    outageMode: view.outageMode,
  },
  presented: view.evidence.map(({ document }) => document),
  reader: view.reader,
  ...(view.online === null ? {} : { online: view.online }),
})

/** Facts that somebody has said of the visit: 再診 that the desk itself has chosen is none. */
const isSaid = (view: CheckInView): boolean =>
  Object.keys(view.visit).some((fact) => fact !== 'kind' || view.seenBefore?.presetReturn !== true)

/** Before anything has been shown, said, tried or agreed there is nothing to decide, and nothing to frighten anybody with. */
export const hasSomething = (view: CheckInView): boolean =>
  view.evidence.length > 0 ||
  view.reader.state !== 'not-tried' ||
  view.online !== null ||
  view.outageMode ||
  view.paid !== null ||
  view.nothingShown ||
  isSaid(view)

/** The printed last day of a document, where its kind has one. */
export const printedLastDay = (document: Document): string | undefined =>
  'expiresOn' in document ? document.expiresOn : undefined

/** The decision as a row has it. */
export const recordOf = (view: CheckInView, decision: Decision, now: Now, desk: DeskRules) => ({
  checkIn: view.id,
  ...(view.patientNumber === null ? {} : { patientNumber: view.patientNumber }),
  ...decisionRecord(asCheckIn(view, desk), decision, now.ruleSet),
})

/** Keeps what was agreed about the payment, as far as the new decision leaves anything to agree on. */
const stillAgreed = (
  { paid, workForm, reopens, mayBePaid }: CheckInView,
  { outcome, reasons }: Decision,
): Pick<CheckInView, 'paid' | 'workForm'> => {
  const isWork = reasons[0]?.code === 'NOT_HEALTH_INSURANCE'
  // Money that may have been taken is still to be given back, whatever has confirmed the cover since.
  const isOver = isAccepted(outcome) && reopens === null && !mayBePaid
  return { paid: isOver ? null : paid, workForm: isWork ? workForm : null }
}

/** Decides on the evidence as it stands and puts the decision on record; the window sees it once it is there. */
export const decideAgain = (core: Core, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  // Every decision is about a day: while nobody knows which one it is, none is made.
  if (!hasSomething(view) || core.state.clockDoubt !== null)
    return stay(withCheckIn(core, { decided: null, ticked: [], overridden: null, ending: false }))
  const decision = decide(asCheckIn(view, core.state.office.settings))
  const effect: Effect = {
    type: 'record',
    event: {
      event: 'decided',
      ...recordOf(view, decision, now, core.state.office.settings),
      notes: decision.notes,
      needs: decision.needs,
    },
    whenDurable: { type: 'decision', checkIn: view.id, decision },
  }
  const ticked = view.ticked.filter((note) => decision.notes.includes(note))
  return {
    core: withCheckIn(core, {
      decided: null,
      ticked,
      overridden: null,
      ending: false,
      ...stillAgreed(view, decision),
    }),
    effects: [effect],
  }
}

/** The decision's row is durable (or `seq` is null and the journal's banner is up): now it may be shown. */
export const showDecision = (core: Core, checkIn: string, decision: Decision, seq: number | null): Step => {
  if (core.state.checkIn?.id !== checkIn) return stay(core)
  const shown = unsay(withCheckIn(core, { decided: { decision, seq } }), 'NOT_YET_DECIDED')
  // Once another road has confirmed, nobody needs to be told to put the card back.
  return stay(
    isAccepted(decision.outcome) ? unsay(shown, 'CARD_UNREADABLE', 'CARD_REMOVED', 'CARD_BUSY') : shown,
  )
}

const evidenceRow = (view: CheckInView, evidence: Evidence): Effect => {
  const expiresOn = printedLastDay(evidence.document)
  return {
    type: 'record',
    event: {
      event: 'evidence-added',
      checkIn: view.id,
      evidence: evidence.id,
      document: evidence.document.type,
      source: evidence.source,
      confirmed: evidence.confirmed,
      ...(expiresOn === undefined ? {} : { expiresOn }),
    },
    claims: evidence.claims,
    ...(evidence.insured === undefined ? {} : { insured: evidence.insured }),
  }
}

/** Puts a piece of evidence into the row, in place of the one with the same id, and decides again. */
export const putEvidence = (core: Core, evidence: Evidence, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const others = view.evidence.filter(({ id }) => id !== evidence.id)
  const index = view.evidence.findIndex(({ id }) => id === evidence.id)
  const row = index < 0 ? [...others, evidence] : others.toSpliced(index, 0, evidence)
  const earlier = view.evidence[index]
  const birthDate =
    (earlier === undefined ? view.birthDate : birthDateWithout(view, earlier)) ?? bornBy(evidence)
  return chain(
    { core: withCheckIn(core, { evidence: row, birthDate }), effects: [evidenceRow(view, evidence)] },
    (next) => decideAgain(next, now),
  )
}

/** Adds a new piece of evidence, opening a check-in for it if none is open. */
export const addEvidence = (core: Core, found: Omit<Evidence, 'id'>, now: Now): Step =>
  chain(openCheckIn(core, now), (opened) =>
    putEvidence({ ...opened, nextId: opened.nextId + 1 }, { id: `e${opened.nextId}`, ...found }, now),
  )

/** The row of a piece of evidence that is taken back. */
export const removedRow = (view: CheckInView, { id, document }: Evidence): Effect => ({
  type: 'record',
  event: { event: 'evidence-removed', checkIn: view.id, evidence: id, document: document.type },
})

/** Takes a piece of evidence back, and what came with it. */
export const removeEvidence = (core: Core, id: string, now: Now): Step => {
  const view = core.state.checkIn
  const removed = view?.evidence.find((evidence) => evidence.id === id)
  if (view === null || removed === undefined) return stay(core)
  const isCard = removed.source === 'card-reader'
  return chain(
    {
      core: withCheckIn(isCard ? forgetCardFace(core) : core, leftWithout(view, removed)),
      effects: [removedRow(view, removed)],
    },
    (next) => decideAgain(next, now),
  )
}

/** Marks a piece of evidence as compared with the paper. A card is confirmed by its reading and by nobody's word. */
export const confirmEvidence = (core: Core, id: string, now: Now): Step => {
  const found = core.state.checkIn?.evidence.find((evidence) => evidence.id === id)
  return found === undefined || found.source === 'card-reader'
    ? stay(core)
    : putEvidence(core, { ...found, confirmed: true }, now)
}

/** Ticks a note of the decision, or takes the tick back. */
export const tickNote = (core: Core, note: Note, ticked: boolean): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const others = view.ticked.filter((one) => one !== note)
  if (view.ticked.includes(note) === ticked) return stay(core)
  return {
    core: withCheckIn(core, { ticked: ticked ? [...others, note] : others }),
    effects: [{ type: 'record', event: { event: 'note-ticked', checkIn: view.id, note, ticked } }],
  }
}

/** Staff decide otherwise, with a reason, on the record. Only where the decision says that it may be. */
export const override = (core: Core, outcome: Decision['outcome'], why: string): Step => {
  const view = core.state.checkIn
  if (view === null || view.decided === null) return stay(core)
  const { decision } = view.decided
  const [deciding] = decision.reasons
  if (!decision.overridable || deciding === undefined) return stay(core)
  return {
    core: withCheckIn(core, { overridden: { outcome, why } }),
    effects: [
      {
        type: 'record',
        event: {
          event: 'overridden',
          checkIn: view.id,
          from: decision.outcome,
          reason: deciding.code,
          to: outcome,
          why,
        },
      },
    ],
  }
}
