/** The end of the open visit: concluded with its decision on record, or given up. */
import type { Decision } from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { mustAskToEnd, notesToDo } from '../../../contract/ending.ts'
import type { DeskIntent } from '../../../contract/intents.ts'
import { newerCover } from '../../../contract/newer-cover.ts'
import { isOfOutage, leftOpen } from '../../rules/left-open.ts'
import { hasSomething, recordOf, unsayVisit } from './check-in.ts'
import { type Core, type Now, type Step, say, stay, visitsOf, withCheckIn, withState } from './core.ts'
import { atDesk } from './hands.ts'
import { coverFactsOf } from './last-cover.ts'

/** A visit does not end while something waits beside it: it would go with the visit, unseen. */
const answerFirst = (core: Core): Step => stay(say(core, 'ANSWER_FIRST', 'look'))

/** Says why the visit cannot end where nothing is decided. A decision that is on its way to its row is waited for. */
const undecided = (core: Core, view: CheckInView): Step => {
  if (core.state.clockDoubt !== null) return stay(say(core, 'NOT_YET_DECIDED', 'look', { why: 'day' }))
  return stay(hasSomething(view) ? core : say(core, 'NOT_YET_DECIDED', 'look', { why: 'nothing' }))
}

/** The facts that the last row says beside the decision: the queue's number, the share, a newer cover, and who had a hand in it. */
const beside = (core: Core, view: CheckInView, { burden }: Decision) => {
  const newer = newerCover(view)
  const staffBefore = view.hands.filter((hand) => hand !== atDesk(core))
  return {
    ...(view.queueNumber === null ? {} : { queueNumber: view.queueNumber }),
    ...(burden === null ? {} : { burden }),
    ...(newer === null || newer.old.until === null ? {} : { coverEndedOn: newer.old.until }),
    ...(newer === null || newer.next.from === null ? {} : { newCoverFrom: newer.next.from }),
    ...(staffBefore.length === 0 ? {} : { staffBefore }),
  }
}

/**
 * Finishes the check-in. The desk is ready for the next patient only once the row is durable. What has to be asked first
 * (contract/ending.ts) is asked: without the person's word on it the visit stays, with `ending` set.
 */
export const conclude = (
  core: Core,
  { seq: seen, confirmed }: Pick<Extract<DeskIntent, { type: 'conclude' }>, 'seq' | 'confirmed'>,
  now: Now,
): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  if (view.decided === null) return undecided(core, view)
  const { decision, seq } = view.decided
  // A card may have been read, or the next patient begun, between the look at the screen and the key.
  if (seen !== undefined && seen !== seq) return stay(core)
  if (view.held.length > 0) return answerFirst(core)
  if (confirmed !== true && mustAskToEnd(view)) return stay(withCheckIn(core, { ending: true }))
  const outcome = view.overridden?.outcome ?? decision.outcome
  const end = { ...view, outcome, isDown: core.state.outage !== null }
  const cover = coverFactsOf(view)
  const insured = view.evidence.find((evidence) => evidence.insured !== undefined)?.insured
  return {
    core,
    effects: [
      {
        type: 'record',
        event: {
          event: 'concluded',
          ...recordOf(view, decision, now, core.state.office.settings),
          ...beside(core, view, decision),
          outcome,
          notesOpen: leftOpen({ ...decision, notes: [...notesToDo(view)] }, end),
          ...(view.paid === null ? {} : { paid: view.paid }),
          overridden: view.overridden !== null,
          ...(isOfOutage(end) ? { outage: true } : {}),
          channel: 'desk',
        },
        ...(cover === null ? {} : { cover }),
        ...(view.publicAid.length === 0 ? {} : { publicAid: view.publicAid }),
        keep: visitsOf(core, view.id),
        ...(insured === undefined ? {} : { insured }),
        whenDurable: { type: 'conclusion', checkIn: view.id },
      },
    ],
  }
}

/** The end of the visit is on record (or the journal's banner is up): the desk is free for the next patient. */
export const concluded = (core: Core, checkIn: string): Step =>
  core.state.checkIn?.id === checkIn
    ? {
        core: unsayVisit(withState(core, { checkIn: null, cardFace: null })),
        effects: [{ type: 'next-patient' }],
      }
    : stay(core)

/** Gives the check-in up without a result. */
export const cancel = (core: Core): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  if (view.held.length > 0) return answerFirst(core)
  return {
    core: unsayVisit(withState(core, { checkIn: null, cardFace: null })),
    effects: [
      {
        type: 'record',
        event: { event: 'cancelled', checkIn: view.id, cause: 'asked' },
        keep: visitsOf(core, view.id),
      },
      { type: 'next-patient' },
    ],
  }
}
