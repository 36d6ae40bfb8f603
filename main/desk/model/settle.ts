/** Takes into the open visit what nothing speaks against; the rest waits, and the first of it is the question. */
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import type { Held, Offer } from '../../../contract/held.ts'
import { keptNumber } from '../../../contract/patient-number.ts'
import type { PersonQuestion } from '../../../contract/person-question.ts'
import { unreachable } from '../../../contract/result.ts'
import { takeArrivalIn } from './bridge.ts'
import { putCard } from './card.ts'
import { addEvidence, decideAgain, putEvidence } from './check-in.ts'
import { type Core, chain, type Now, type Step, stay, withCheckIn, withState } from './core.ts'
import { putForm } from './forms/hand-in.ts'
import { withScannedNumber } from './forms/patient-form.ts'
import { type Doubts, doubtsOf, fitsTo, isAgainstCardsAnswer, isTyping } from './person.ts'
import { mayHaveNamed, takePublicFunds } from './public-aid.ts'
import { fillDraft } from './scan.ts'
import { parkedVisit } from './tray.ts'

/** The facts of a scan, in an order that does not depend on how it came about. */
const factsOf = ({ document, claims }: Pick<Evidence, 'document' | 'claims'>): string =>
  JSON.stringify([document, claims].map((part) => Object.entries(part).sort()))

/** Adds a paper and what it names, unless it is a code that was scanned before: the paper is there already, compared or not. */
const addPaper = (
  core: Core,
  paper: Omit<Evidence, 'id'>,
  publicFunds: Parameters<typeof takePublicFunds>[1],
  now: Now,
): Step => {
  // Two prescriptions of one patient may differ in nothing but the public funds that they name.
  const named = core.state.checkIn?.publicAid ?? []
  const again = core.state.checkIn?.evidence.find(
    (known) =>
      known.source === 'scanner' &&
      factsOf(known) === factsOf(paper) &&
      mayHaveNamed(named, known.id, publicFunds),
  )
  if (paper.source === 'scanner' && again !== undefined)
    return stay(takePublicFunds(core, publicFunds, again.id))
  return chain(addEvidence(core, paper, now), (added) =>
    stay(takePublicFunds(added, publicFunds, added.state.checkIn?.evidence.at(-1)?.id ?? null)),
  )
}

/** Takes a number that was scanned: of the visit, and of the form of its facts where that stands open. */
const takePatientCard = (core: Core, scanned: string, now: Now): Step => {
  const patientNumber = keptNumber(scanned) ?? scanned
  const draft = withScannedNumber(core.state.checkIn?.draft ?? null, patientNumber, now.today)
  return stay(withCheckIn(core, { patientNumber, draft }))
}

/** Puts something into the open visit. Nobody is asked any more. */
export const take = (core: Core, offer: Offer, now: Now): Step => {
  switch (offer.kind) {
    case 'evidence': {
      const { evidence, replaces } = offer
      const isThere = core.state.checkIn?.evidence.some(({ id }) => id === replaces) === true
      if (replaces !== null && isThere) return putEvidence(core, { id: replaces, ...evidence }, now)
      return addPaper(core, evidence, offer.publicFunds, now)
    }
    case 'hand-in':
      return putForm(core, offer.draft, offer.isOpenHere, now)
    case 'scan-of-form':
      // The form may have been left since: then the scan is a paper of its own.
      return core.state.checkIn?.draft?.form === offer.evidence.document.type
        ? stay(fillDraft(takePublicFunds(core, offer.publicFunds, null), offer.fields, [], now))
        : addPaper(core, offer.evidence, offer.publicFunds, now)
    case 'card':
      return putCard(core, offer.card, now)
    case 'arrival':
      return takeArrivalIn(core, offer.arrival, now)
    case 'patient-card':
      return takePatientCard(core, offer.patientNumber, now)
    case 'birth-date':
      return decideAgain(
        takePublicFunds(withCheckIn(core, { birthDate: offer.birthDate }), offer.publicFunds, null),
        now,
      )
    default:
      return unreachable(offer)
  }
}

/** Takes the first thing that waits out of the visit. */
export const withoutFirst = (core: Core): Core =>
  withCheckIn(core, { held: core.state.checkIn?.held.slice(1) ?? [] })

/** Takes what waits, one after the other, until something speaks against one. */
const takeWaiting = (step: Step, now: Now): Step => {
  const view = step.core.state.checkIn
  const [first] = view?.held ?? []
  if (view === null || first === undefined || doubtsOf(view, first.offer).about.length > 0) return step
  return takeWaiting(
    chain(step, (core) => take(withoutFirst(core), first.offer, now)),
    now,
  )
}

const whatOf = (offer: Offer): PersonQuestion['what'] => {
  switch (offer.kind) {
    case 'evidence':
      return offer.evidence.source === 'scanner' ? 'scan' : 'paper'
    case 'hand-in':
      return 'paper'
    case 'scan-of-form':
      return 'scan'
    case 'card':
    case 'birth-date':
      return offer.kind
    case 'patient-card':
      return offer.isTyped === true ? 'patient-number' : offer.kind
    case 'arrival':
      return 'answer'
    default:
      return unreachable(offer)
  }
}

const sameOf = ({ about }: Doubts): PersonQuestion['same'] => {
  if (about.includes('form')) return 'fields'
  if (about.includes('birth-date') || about.includes('patient-number')) return 'which'
  const mayBeTwo = about.some((one) => one === 'name' || one === 'number' || one === 'branch')
  return mayBeTwo ? 'which-or-both' : 'nothing'
}

const questionAbout = (core: Core, view: CheckInView, first: Held): PersonQuestion => {
  const { offer, number } = first
  const doubts = doubtsOf(view, offer)
  const what = whatOf(offer)
  return {
    number,
    what,
    about: [...doubts.about],
    lines: [...doubts.lines],
    same: sameOf(doubts),
    hasCard:
      what === 'card' ||
      what === 'answer' ||
      doubts.about.includes('card-and-paper') ||
      isAgainstCardsAnswer(view, offer),
    // A visit to practise and a patient's have nothing to do with each other.
    theirs:
      fitsTo(
        core.parked.filter(({ practice }) => practice === view.practice),
        offer,
      )?.id ?? null,
    beside: what === 'card' && isTyping(view),
    more: view.held.length - 1,
  }
}

const questionOf = (core: Core): PersonQuestion | null => {
  const view = core.state.checkIn
  const [first] = view?.held ?? []
  return view === null || first === undefined ? null : questionAbout(core, view, first)
}

/** Replaces a part of the state only where it says something else, so that nothing is drawn anew for nothing. */
const shown = (core: Core): Core => {
  const question = questionOf(core)
  const isSame = JSON.stringify(question) === JSON.stringify(core.state.question)
  return isSame ? core : withState(core, { question })
}

/** After every step: takes what may be taken, and shows the question and the tray. */
export const settle = (before: Core, step: Step, now: Now): Step => {
  const taken = takeWaiting(step, now)
  const asked = shown(taken.core)
  const core =
    asked.parked === before.parked ? asked : withState(asked, { tray: asked.parked.map(parkedVisit) })
  return { core, effects: taken.effects }
}
