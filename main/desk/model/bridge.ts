/** The official bridge at the desk: what arrives finds its visit or waits in the tray, and papers are asked about. */
import type { Online } from '../../../contract/check-in.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { type Arrival, type DeskBridge, MAX_ARRIVALS, type Official } from '../../../contract/desk-bridge.ts'
import { isLocked } from './admission.ts'
import { differencesOf, hasSeveral, isAboutPaper, isArrivalOf, onlineOf } from './bridge-match.ts'
import { addEvidence, decideAgain } from './check-in.ts'
import {
  type Core,
  chain,
  type DeskEvent,
  type Effect,
  type Now,
  type Step,
  stay,
  withCheckIn,
  withState,
} from './core.ts'
import { offer } from './offer.ts'
import { within } from './tray.ts'

const withBridge = (core: Core, change: Partial<DeskBridge>): Core =>
  withState(core, { bridge: { ...core.state.bridge, ...change } })

/** The bridge's answer as the journal has it. */
const rowOf = (checkIn: string, online: Online, official: Official): Effect => ({
  type: 'record',
  event: {
    event: 'official-answer',
    checkIn,
    by: official.by,
    online: 'code' in online ? online.code : 'unavailable',
    file: official.file,
    hash: official.hash,
    entitlements: official.entitlements.length,
  },
})

type Answer = Pick<Arrival, 'online' | 'entitlements' | 'message' | 'file' | 'hash'>

/** Gives the open visit the official answer, on record with its file's sum, and decides again. */
const takeAnswer = (core: Core, answer: Answer, by: 'card' | 'number', now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const online = onlineOf(answer, by)
  const { file, hash, message } = answer
  const entitlements = answer.entitlements.map((entitlement) => ({
    entitlement,
    differs: [],
    differsFromLast: [],
  }))
  const official: Official = { by, file, hash, message, entitlements }
  const birthDate = view.birthDate ?? answer.entitlements[0]?.birthDate ?? null
  const name = view.officialName ?? answer.entitlements[0]?.name ?? null
  return chain(
    {
      core: withCheckIn(core, { online, official, birthDate, officialName: name }),
      effects: [rowOf(view.id, online, official)],
    },
    (next) => decideAgain(next, now),
  )
}

const without = (core: Core, id: string): Core =>
  withBridge(core, { arrivals: core.state.bridge.arrivals.filter((one) => one.id !== id) })

/** Puts an arrival first. Where the tray is full, the oldest that cannot be taken makes room, before any that can. */
const withArrival = (core: Core, arrival: Arrival): Core => {
  const arrivals = [arrival, ...core.state.bridge.arrivals.filter(({ id }) => id !== arrival.id)]
  if (arrivals.length > MAX_ARRIVALS) {
    const useless = arrivals.findLastIndex(({ why }) => why !== null)
    arrivals.splice(useless === -1 ? arrivals.length - 1 : useless, 1)
  }
  return withBridge(core, { arrivals })
}

/** The card lay on the official reader, and was read there. */
const putOfficialCard = (core: Core, now: Now): Step => {
  const read = withCheckIn(core, { reader: { state: 'read' } })
  const hasCard = core.state.checkIn?.evidence.some(
    ({ document }) => document.type === 'my-number-card' || document.type === 'phone',
  )
  return hasCard === true
    ? stay(read)
    : addEvidence(
        read,
        { document: { type: 'my-number-card' }, source: 'card-reader', claims: {}, confirmed: true },
        now,
      )
}

/** Gives an arrival to the open visit: the card, and the answer to it. */
export const takeArrivalIn = (core: Core, arrival: Arrival, now: Now): Step =>
  chain(putOfficialCard(core, now), (next) => takeAnswer(next, arrival, 'card', now))

/** An arrival that is nobody's here waits in the tray again. */
export const giveArrivalBack = (core: Core, arrival: Arrival): Core => withArrival(core, arrival)

const offerArrival = (core: Core, arrival: Arrival, now: Now): Step =>
  offer(without(core, arrival.id), { kind: 'arrival', arrival }, now)

/** Somebody takes a face result out of the tray: for the open visit, or to open one. */
export const takeArrival = (core: Core, id: string, now: Now): Step => {
  const arrival = core.state.bridge.arrivals.find((one) => one.id === id)
  return arrival === undefined || arrival.why !== null ? stay(core) : offerArrival(core, arrival, now)
}

export const dismissArrival = (core: Core, id: string): Step => stay(without(core, id))

/** One face result at a time may open a visit by itself: of two, a person says whose turn it is. */
const mayOpen = (core: Core, arrival: Arrival): boolean =>
  core.state.checkIn === null &&
  !isLocked(core.state.office.staff) &&
  core.state.bridge.use.opensVisit &&
  arrival.why === null &&
  !hasSeveral(arrival.entitlements) &&
  core.state.bridge.arrivals.every((one) => one.id === arrival.id || one.why !== null)

/** A face result has come: it is the open visit's or a parked one's, opens one, or waits in the tray. */
export const arrived = (core: Core, arrival: Arrival, now: Now): Step => {
  const known = withArrival(core, arrival)
  const { checkIn } = core.state
  const isIts = (view: CheckInView): boolean => view.official === null && isArrivalOf(arrival, view)
  if (checkIn !== null && isIts(checkIn)) return offerArrival(known, arrival, now)
  const [parked, ...more] = core.parked.filter(isIts)
  if (parked !== undefined && more.length === 0)
    return within(known, parked.id, (core) => offerArrival(core, arrival, now))
  return mayOpen(known, arrival) ? offerArrival(known, arrival, now) : stay(known)
}

export const bridgeStatus = (core: Core, { status, use }: Pick<DeskBridge, 'status' | 'use'>): Step =>
  stay(withBridge(core, { status, use, ...(status.state === 'off' ? { arrivals: [], lookUp: null } : {}) }))

/** The first paper whose numbers are known, as a question; null where none can be asked. */
const questionOf = (view: CheckInView, onlyPapers: boolean) => {
  for (const { claims, confirmed, document } of view.evidence) {
    const birthDate = claims.birthDate ?? view.birthDate
    const { insurerNumber, symbol, number, branch } = claims
    const isPaper = document.type === 'eligibility-certificate' || document.type === 'eligibility-notice'
    if (onlyPapers && !(isPaper && confirmed)) continue
    if (!insurerNumber || !number || birthDate === null) continue
    return {
      insurerNumber,
      number,
      birthDate,
      ...(symbol ? { symbol } : {}),
      ...(branch ? { branch } : {}),
    }
  }
  return null
}

const ask = (core: Core, again: boolean): Step => {
  const view = core.state.checkIn
  const { status, lookUp } = core.state.bridge
  if (view === null || status.state === 'off' || lookUp?.state === 'asking') return stay(core)
  const question = questionOf(view, false)
  if (question === null) return stay(core)
  return {
    core: withBridge(core, { lookUp: { state: 'asking' } }),
    effects: [{ type: 'look-up', checkIn: view.id, question, again }],
  }
}

/** A person asks the official side about the paper on the table; anew where it was asked before. */
export const lookUp = (core: Core): Step => ask(core, core.state.bridge.lookUp !== null)

type Ended = Extract<DeskEvent, { type: 'look-up-ended' }>

/** The answer for a visit that was put aside meanwhile; without one it is asked again where somebody wants it. */
const answeredAside = (core: Core, { question, outcome }: Ended, now: Now): Step => {
  const view = core.state.checkIn
  const { problem, hash } = outcome
  if (view === null || view.online !== null || problem !== null || hash === null) return stay(core)
  return isAboutPaper(question, view)
    ? takeAnswer(core, { ...outcome, hash, entitlements: [...outcome.entitlements] }, 'number', now)
    : stay(core)
}

/** The look-up has ended. One of a visit that is over acts on nobody. */
export const lookUpEnded = (core: Core, event: Ended, now: Now): Step => {
  const { checkIn, question, outcome } = event
  // An answer to a question from before the visit was put aside still reaches it.
  if (core.state.checkIn?.id !== checkIn)
    return within(core, checkIn, (parked) => answeredAside(parked, event, now))
  // An answer that a person has entered, or the reader has given, meanwhile stands: then nothing is asked any more.
  if (core.state.bridge.lookUp?.state !== 'asking') return stay(core)
  const { problem, message, hash } = outcome
  // The paper was corrected or taken away meanwhile: what is asked now is what stands on the table.
  if (!isAboutPaper(question, core.state.checkIn)) return ask(withBridge(core, { lookUp: null }), false)
  const ended = withBridge(core, { lookUp: { state: 'ended', problem, message } })
  if (problem === null && hash !== null)
    return takeAnswer(ended, { ...outcome, hash, entitlements: [...outcome.entitlements] }, 'number', now)
  // An answer from before a person asked anew still counts.
  if (core.state.checkIn.online !== null) return stay(ended)
  return chain(stay(withCheckIn(ended, { online: { unavailable: true } })), (next) => decideAgain(next, now))
}

/** A confirmed certificate or notice is asked about by itself, once a visit, where the clinic has set so. */
const askByItself = (core: Core): Step => {
  const { checkIn, bridge } = core.state
  const isOn = bridge.use.asksByItself && bridge.status.state === 'ready'
  const isOpen = checkIn !== null && checkIn.online === null && bridge.lookUp === null
  return isOn && isOpen && questionOf(checkIn, true) !== null ? ask(core, false) : stay(core)
}

/** Compares the answer with the papers, after every change of either. */
const compareAgain = (core: Core): Core => {
  const view = core.state.checkIn
  if (view === null || view.official === null) return core
  const { official } = view
  const entitlements = official.entitlements.map((one) => ({
    ...one,
    differs: differencesOf(one.entitlement, view),
  }))
  const isSame = JSON.stringify(entitlements) === JSON.stringify(official.entitlements)
  return isSame ? core : withCheckIn(core, { official: { ...official, entitlements } })
}

/** Ends the waiting for a look-up whose visit has got another answer meanwhile. */
const answeredOtherwise = (before: Core, core: Core): Core => {
  const { checkIn, bridge } = core.state
  const was = before.state.checkIn
  const isOther =
    checkIn !== null && checkIn.id === was?.id && checkIn.online !== null && checkIn.online !== was.online
  return isOther && bridge.lookUp?.state === 'asking'
    ? withBridge(core, { lookUp: { state: 'ended', problem: null, message: null } })
    : core
}

/** After every step: the look-up goes with its visit, papers are asked about, and the answer is compared with them. */
export const followBridge = (before: Core, step: Step): Step => {
  const left =
    before.state.checkIn?.id !== step.core.state.checkIn?.id && step.core.state.bridge.lookUp !== null
  const forgotten = left ? withBridge(step.core, { lookUp: null }) : step.core
  const isNewDay = before.state.today !== forgotten.state.today
  const core = answeredOtherwise(before, isNewDay ? withBridge(forgotten, { arrivals: [] }) : forgotten)
  if (core.state.bridge.status.state === 'off') return { ...step, core }
  return chain({ ...step, core }, askByItself, (next) => stay(compareAgain(next)))
}
