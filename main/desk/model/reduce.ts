/** `(core, event) → core + effects`: the whole desk in one pure function. */
import type { Document } from '../../../contract/check-in.ts'
import type { CheckInView, Claims } from '../../../contract/desk.ts'
import { type DeskIntent, intentRules } from '../../../contract/intents.ts'
import { unreachable } from '../../../contract/result.ts'
import { amendmentRecorded, amendVisit } from './amend.ts'
import { answerPerson } from './answer.ts'
import {
  arrived,
  bridgeStatus,
  dismissArrival,
  followBridge,
  lookUp,
  lookUpEnded,
  takeArrival,
} from './bridge.ts'
import { setReader } from './card.ts'
import { cardReported, takeCardAtLock } from './card-at-lock.ts'
import { faceAttemptsCounted, faceRead, forgetCardFace, openCardFace, readCardFace } from './card-face.ts'
import { centerChanged } from './center.ts'
import {
  confirmEvidence,
  decideAgain,
  hasSomething,
  openCheckIn,
  override,
  removeEvidence,
  showDecision,
  tickNote,
} from './check-in.ts'
import { clockChanged, clockDoubted, dismissMessage, zoneChanged } from './clock-changes.ts'
import { cancel, conclude, concluded } from './conclude.ts'
import {
  type Core,
  chain,
  type DeskEvent,
  type Effect,
  type Now,
  type Step,
  say,
  stay,
  unsay,
  withCheckIn,
  withOffice,
  withState,
} from './core.ts'
import { handIn } from './forms/hand-in.ts'
import { followForm, saveDraft, typesOn } from './forms/save-draft.ts'
import { followHands } from './hands.ts'
import { comparedWithLast, followLast } from './last-cover.ts'
import { offer } from './offer.ts'
import { endOutage, followOutage, setOutageSearch, startOutage } from './outage.ts'
import { patientChose } from './patient-choice.ts'
import { followPatient, setPatientNumber, setQueueNumber, skipPatient } from './patient-step.ts'
import { openPractice, withoutRows } from './practice.ts'
import { removePublicAid, seePublicAid } from './public-aid.ts'
import { recovered } from './recovered.ts'
import { registerNumber, registrationEnded } from './registration.ts'
import { reopeningRecorded, reopenVisit } from './reopen.ts'
import { scanned } from './scan.ts'
import { followOpen, patientSeen, takeSamePaper } from './seen-before.ts'
import { settle } from './settle.ts'
import { simulate } from './simulate.ts'
import { arrivalTakenElsewhere, followSite, seenElsewhere } from './site.ts'
import { siteFollowUpDone, withSiteFollowUps } from './site-follow-ups.ts'
import { endTeachingWhenLeft, setTeaching, taught, taughtAgain } from './teaching.ts'
import { nextOfFamily, park, recall, within } from './tray.ts'
import { withVisit } from './visit-lists.ts'
import { windowRow } from './window-row.ts'

const changeVisit = (core: Core, now: Now, change: Parameters<typeof withCheckIn>[1]): Step =>
  chain(openCheckIn(core, now), (opened) => decideAgain(withCheckIn(opened, change), now))

/** Takes what is paid today; taken back, nothing was. Where it is all that is said of the visit, that is decided on. */
const setPaid = (core: Core, paid: CheckInView['paid'], now: Now): Step => {
  const taken = withCheckIn(core, { paid, ...(paid === null ? { mayBePaid: false } : {}) })
  const { checkIn: view } = taken.state
  const isAll = view !== null && (view.decided === null || !hasSomething(view))
  return isAll ? decideAgain(taken, now) : stay(taken)
}

const updateDocument = (core: Core, id: string, document: Document, claims: Claims, now: Now): Step => {
  const found = core.state.checkIn?.evidence.find((evidence) => evidence.id === id)
  if (found === undefined) return stay(core)
  const evidence = { source: found.source, document, claims, confirmed: true }
  return offer(core, { kind: 'evidence', evidence, replaces: id }, now)
}

/** Acts that end the visit or put it aside: they wait until a card that was taken by its dates is checked. */
const WAITS_FOR_CARD: ReadonlySet<DeskIntent['type']> = new Set([
  'conclude',
  'park-check-in',
  'recall-check-in',
  'next-of-family',
  'answer-person',
])

const intended = (core: Core, intent: DeskIntent, now: Now): Step => {
  if (core.isCardBeingChecked === true && WAITS_FOR_CARD.has(intent.type))
    return stay(say(core, 'CARD_BEING_CHECKED', 'look'))
  switch (intent.type) {
    case 'open-check-in':
      return openCheckIn(core, now)
    case 'open-practice':
      return openPractice(core, now)
    case 'add-document': {
      const { document, claims } = intent
      const evidence = { document, claims, source: 'manual' as const, confirmed: true }
      return offer(core, { kind: 'evidence', evidence, replaces: null }, now)
    }
    case 'update-document':
      return updateDocument(core, intent.id, intent.document, intent.claims, now)
    case 'remove-document':
      return removeEvidence(core, intent.id, now)
    case 'confirm-document':
      return confirmEvidence(core, intent.id, now)
    case 'set-reader':
      return setReader(core, intent.reader, now)
    case 'set-online':
      return changeVisit(core, now, { online: intent.online, official: null })
    case 'set-visit':
      return changeVisit(core, now, { visit: intent.visit })
    case 'show-nothing':
      return changeVisit(core, now, { nothingShown: true })
    case 'set-birth-date':
      return intent.birthDate === null
        ? changeVisit(core, now, { birthDate: null })
        : offer(core, { kind: 'birth-date', birthDate: intent.birthDate }, now)
    case 'set-paid':
      return chain(openCheckIn(core, now), (opened) => setPaid(opened, intent.paid, now))
    case 'set-work-form':
      return stay(withCheckIn(core, { workForm: intent.workForm }))
    case 'start-outage':
      return startOutage(core, now)
    case 'end-outage':
      return endOutage(core, now)
    case 'set-outage-search':
      return setOutageSearch(core, intent.search, now)
    case 'remove-public-aid':
      return removePublicAid(core, intent.id)
    case 'see-public-aid':
      return seePublicAid(core, intent.id, intent.seen)
    case 'set-patient-number':
      return chain(openCheckIn(core, now), (opened) => setPatientNumber(opened, intent.patientNumber, now))
    case 'set-queue-number':
      return chain(openCheckIn(core, now), (opened) => setQueueNumber(opened, intent.queueNumber))
    case 'skip-patient':
      return chain(openCheckIn(core, now), skipPatient)
    case 'take-same-paper':
      return takeSamePaper(core, now)
    case 'set-official-name':
      return stay(withCheckIn(core, { officialName: intent.name }))
    case 'choose-patient-language':
      return stay(withCheckIn(core, { patientLanguage: intent.language }))
    case 'save-draft':
      return intent.draft === null
        ? stay(withCheckIn(typesOn(core), { draft: null }))
        : saveDraft(typesOn(core), intent.draft, now)
    case 'hand-in-draft':
      return chain(openCheckIn(core, now), (opened) => handIn(opened, intent.draft, now))
    case 'typed-scan':
      return { core, effects: [{ type: 'decode-typed-scan', text: intent.text }] }
    case 'tick-note':
      return tickNote(core, intent.note, intent.ticked)
    case 'override':
      return override(core, intent.outcome, intent.why)
    case 'conclude':
      return conclude(core, intent, now)
    case 'stay-open':
      return stay(withCheckIn(core, { ending: false }))
    case 'cancel':
      return cancel(core)
    case 'park-check-in': {
      const isIts = intent.id === undefined || intent.id === core.state.checkIn?.id
      return isIts ? park(core, now) : stay(core)
    }
    case 'recall-check-in':
      return recall(core, intent.id, now)
    case 'next-of-family':
      return nextOfFamily(core, intent.id, now)
    case 'answer-person':
      return answerPerson(core, intent, now)
    case 'dismiss-message':
      return stay(dismissMessage(core, intent.id))
    case 'read-card-again':
      return { core, effects: [{ type: 'read-card-again' }] }
    case 'open-card-face':
      return openCardFace(core)
    case 'read-card-face':
      return readCardFace(core, intent.typed, now)
    case 'close-card-face':
      return stay(forgetCardFace(core))
    case 'take-arrival':
      return takeArrival(core, intent.id, now)
    case 'dismiss-arrival':
      return dismissArrival(core, intent.id)
    case 'look-up':
      return lookUp(core)
    case 'simulate':
      return simulate(core, intent.command, now)
    default:
      return unreachable(intent)
  }
}

const CLOSED = { opened: null, history: null, statistics: null } as const

/** Shows who is at the desk. A desk that somebody has left forgets the address that it read. */
const staffChanged = (core: Core, staff: Core['state']['office']['staff']): Core => {
  // A key sheet is for the eyes of those who may make one.
  const newKeySheet = staff.rights.includes('rotate-keys') ? core.state.office.journal.newKeySheet : null
  // Nor is anything of the journal left open for whoever comes next: a visit, what was found or counted, the month's list.
  const { opened, history, statistics, month } = core.state.office
  const shown = {
    ...(staff.rights.includes('look') ? { opened, history, statistics } : CLOSED),
    month: staff.rights.includes('month-list') ? month : null,
  }
  const changed = withOffice(core, {
    staff,
    ...shown,
    journal: { ...core.state.office.journal, newKeySheet },
  })
  return staff.required && staff.signedIn === null ? forgetCardFace(changed) : changed
}

const visitChanged = (core: Core, changed: Parameters<typeof withVisit>[2]): Core => {
  const { visits, followUps, ...others } = withVisit(core.state, core.state.today, changed)
  return withState(core, { ...others, visits: [...visits], followUps: [...followUps] })
}

/** Ends the waiting for somebody's new staff card once a patient is at the desk. */
const endRegistrationWhenLeft = (step: Step): Step => {
  const { checkIn, office } = step.core.state
  if (checkIn === null || office.staff.registering === null) return step
  return { ...step, effects: [...step.effects, { type: 'end-registration' }] }
}

/**
 * Tells whether somebody asked for something of a visit that is over or put aside by now: the last key of a form, pressed while
 * its visit ended. Nothing of it may come into the next one.
 */
const isOfAnotherVisit = (core: Core, event: DeskEvent): boolean => {
  if (event.type !== 'intent') return false
  const { intent } = event
  // The next of a family that waits: its visit is named, whichever is open by then.
  if (intent.type === 'next-of-family' && intent.id !== null) return false
  const { type, shown } = intent
  return typeof shown === 'string' && shown !== core.state.checkIn?.id && intentRules(type).ofVisit
}

/** One step of the desk. Pure: the answer depends only on what is passed in. */
export const reduce = (core: Core, event: DeskEvent, now: Now): Step => {
  if (isOfAnotherVisit(core, event)) return stay(core)
  const settled = followOutage(settle(core, happened(core, event, now), now))
  const step = followForm(core, endRegistrationWhenLeft(endTeachingWhenLeft(settled)), now)
  const known = followOpen(core, followPatient(core, step, now))
  const bridged = followBridge(core, followHands(core, known, event))
  return followSite(core, withoutRows(core, followLast(core, bridged)), event)
}

/** Does something with a visit, open or parked; one that is over is left in peace. */
const inVisit = (core: Core, id: string, act: (core: Core) => Step): Step =>
  core.state.checkIn?.id === id ? act(core) : within(core, id, act)

const happened = (core: Core, event: DeskEvent, now: Now): Step => {
  switch (event.type) {
    case 'intent':
      return intended(core, event.intent, now)
    case 'patient-intent':
      return stay(patientChose(core, event.intent))
    case 'card-reader':
      return cardReported(core, event.status, event.official, now)
    case 'face-attempts':
      return stay(faceAttemptsCounted(core, event.request, event.outcome))
    case 'face-read':
      return stay(faceRead(core, event.request, event.outcome))
    case 'scanner': {
      const known = withState(core, { scanner: event.status })
      const before = core.state.scanner
      if (event.status.state !== 'lost') {
        const back: Effect[] =
          before.state === 'lost' && event.status.state === 'ready'
            ? [
                {
                  type: 'record',
                  event: { event: 'device-found', device: 'scanner', name: before.device },
                },
              ]
            : []
        return { core: unsay(known, 'SCANNER_LOST'), effects: back }
      }
      return {
        core: say(known, 'SCANNER_LOST', 'problem'),
        effects: [
          { type: 'record', event: { event: 'device-lost', device: 'scanner', name: event.status.device } },
        ],
      }
    }
    case 'scan': {
      if (event.proposal !== null) return stay(taught(core, event.proposal))
      const again = taughtAgain(core, event.result)
      return again === null ? scanned(core, event.result, now) : stay(again)
    }
    case 'teaching':
      return setTeaching(core, event.on, event.of)
    case 'decision-recorded':
      return inVisit(core, event.checkIn, (next) =>
        showDecision(next, event.checkIn, event.decision, event.seq),
      )
    case 'concluded':
      return chain(registerNumber(core, event.checkIn), (next) => concluded(next, event.checkIn))
    case 'visit-changed':
      return stay(visitChanged(core, event.visit))
    case 'amend':
      return amendVisit(core, event.visit, event.change)
    case 'amendment-recorded':
      return amendmentRecorded(core, event.visit, event.change, event.seq !== null, now)
    case 'reopen':
      return reopenVisit(core, event.visit, event.why, now)
    case 'reopening-recorded':
      return reopeningRecorded(core, event.checkIn, event.visit, event.seq !== null, now)
    case 'visits':
      return stay(withState(core, { ...event.today, followUps: [...event.followUps] }))
    case 'journal': {
      const known = withState(core, { journal: event.status })
      if (event.status.state === 'unwritable')
        return stay(say(known, 'JOURNAL_UNWRITABLE', 'problem', { why: event.status.why }))
      const was = core.state.journal.state === 'unwritable'
      return stay(was ? say(unsay(known, 'JOURNAL_UNWRITABLE'), 'JOURNAL_WRITABLE_AGAIN', 'info') : known)
    }
    case 'recovered':
      return recovered(core, event, now)
    case 'window':
      return { core, effects: [{ type: 'record', event: windowRow(event.what, core.state.checkIn) }] }
    case 'clock-doubt':
      return clockDoubted(core, event.why, now)
    case 'clock':
      return clockChanged(core, event.today, event.jumpedMilliseconds)
    case 'zone':
      return zoneChanged(core, event.zone, event.isRight)
    case 'say':
      return stay(say(core, event.code, event.tone, event.details))
    case 'staff':
      return takeCardAtLock(staffChanged(core, event.staff), now)
    case 'staff-card':
      return { core, effects: [{ type: 'staff-card', code: event.code }] }
    case 'settings': {
      const changed = withOffice(core, { settings: event.settings })
      return stay(event.settings.cardFace ? changed : forgetCardFace(changed))
    }
    case 'bridge-status':
      return bridgeStatus(core, event)
    case 'center-status':
      return stay(centerChanged(core, event.status))
    case 'seen-elsewhere':
      return stay(seenElsewhere(core, event))
    case 'site-follow-ups':
      return stay(withSiteFollowUps(core, event.list))
    case 'published':
      return stay(withState(core, { site: { ...core.state.site, published: event.published } }))
    case 'site-follow-up-done':
      return siteFollowUpDone(core, event)
    case 'arrival-taken-elsewhere':
      return stay(arrivalTakenElsewhere(core, event.hash))
    case 'arrival':
      return arrived(core, event.arrival, now)
    case 'look-up-ended':
      return lookUpEnded(core, event, now)
    case 'registration-ended':
      return registrationEnded(core, event)
    case 'journal-care':
      return stay(withOffice(core, { journal: { ...core.state.office.journal, ...event.care } }))
    case 'compared-with-last':
      return comparedWithLast(core, event)
    case 'patient-seen':
      return patientSeen(core, event, now)
    case 'office':
      return stay(withOffice(core, event.change))
    default:
      return unreachable(event)
  }
}
