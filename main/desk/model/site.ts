/** The other counters of the site: what they are told of this desk, and what they tell of the patient here. */
import type { CheckInView } from '../../../contract/desk.ts'
import { MAX_FOLLOW_UPS } from '../../../contract/list-limits.ts'
import { isSameNumberOrNone } from '../../../contract/patient-number.ts'
import { type Elsewhere, NO_SITE } from '../../../contract/site.ts'
import type { SiteOrder } from '../../center/site/words.ts'
import { type Core, type DeskEvent, type Step, say, withState } from './core.ts'

const sharesIn = ({ state }: Core): boolean => state.office.settings.center?.shares === true

export const withElsewhere = (core: Core, elsewhere: readonly Elsewhere[]): Core =>
  withState(core, { site: { ...core.state.site, elsewhere: [...elsewhere] } })

/** A number that others may be told of: not one of a visit to practise. */
const numberOf = (view: CheckInView | null): string | null =>
  view === null || view.practice ? null : view.patientNumber

/** The sum of the face result that a visit has taken; null where it has none. */
const faceOf = (view: CheckInView | null): string | null =>
  view?.official?.by === 'card' && !view.practice ? view.official.hash : null

/** The patients and face results that are here, those that were taken and those that wait. */
const hereIn = ({ state: { checkIn, bridge }, parked }: Core): Extract<SiteOrder, { order: 'here' }> => ({
  order: 'here',
  open: [checkIn, ...parked].map(numberOf).filter((number) => number !== null),
  arrivals: [
    ...bridge.arrivals.map(({ hash }) => hash),
    ...[checkIn, ...parked].map(faceOf).filter((hash) => hash !== null),
  ],
})

/** The question that a step leaves: about a number that is new to the open visit; null where there is none. */
const questionOf = (before: Core, core: Core): SiteOrder | null => {
  const [was, now] = [before.state.checkIn, core.state.checkIn]
  const isAsBefore = was?.id === now?.id && isSameNumberOrNone(numberOf(was), numberOf(now))
  return isAsBefore ? null : { order: 'ask', checkIn: now?.id ?? '', patientNumber: numberOf(now) }
}

/** The face result that the open visit has just taken, out of the tray or as it came; null where it has taken none. */
const takenIn = (before: Core, core: Core, event: DeskEvent): SiteOrder | null => {
  const hash = faceOf(core.state.checkIn)
  if (hash === null || event.type === 'recovered') return null
  const isKnown = [before.state.checkIn, ...before.parked].some((view) => faceOf(view) === hash)
  return isKnown ? null : { order: 'leave', kind: 'arrival', of: hash }
}

const concludedIn = (before: Core, event: DeskEvent): SiteOrder | null => {
  if (event.type !== 'concluded') return null
  const view = [before.state.checkIn, ...before.parked].find((one) => one?.id === event.checkIn) ?? null
  const number = numberOf(view)
  return number === null ? null : { order: 'leave', kind: 'checked', of: number }
}

/** After every step: tells the other counters what has changed here, and asks them about a number that is new. */
export const followSite = (before: Core, step: Step, event: DeskEvent): Step => {
  const question = questionOf(before, step.core)
  const isOver = question !== null || (sharesIn(before) && !sharesIn(step.core))
  const cleared =
    isOver && step.core.state.site.elsewhere.length > 0 ? withElsewhere(step.core, []) : step.core
  const core =
    sharesIn(before) && !sharesIn(cleared)
      ? withState(cleared, { site: { ...NO_SITE, published: cleared.state.site.published } })
      : cleared
  if (!sharesIn(core)) return { ...step, core }
  const here = hereIn(core)
  const hasChanged = !sharesIn(before) || JSON.stringify(here) !== JSON.stringify(hereIn(before))
  const isListNew = !sharesIn(before) || core.state.followUps !== before.state.followUps
  const orders = [
    takenIn(before, core, event),
    concludedIn(before, event),
    hasChanged ? here : null,
    isListNew ? { order: 'follow-ups' as const, list: core.state.followUps.slice(0, MAX_FOLLOW_UPS) } : null,
    question,
  ].filter((order) => order !== null)
  return {
    core,
    effects: [...step.effects, ...orders.map((order) => ({ type: 'tell-site', order }) as const)],
  }
}

/** Other counters have been heard about the patient of the open visit. */
export const seenElsewhere = (
  core: Core,
  { checkIn, patientNumber, hints }: Extract<DeskEvent, { type: 'seen-elsewhere' }>,
): Core => {
  const view = core.state.checkIn
  return view?.id === checkIn && isSameNumberOrNone(view.patientNumber, patientNumber) && sharesIn(core)
    ? withElsewhere(core, hints)
    : core
}

/**
 * A face result that another counter has taken waits here no longer; one that does not act stays, for somebody to read. Where it
 * was taken here too, at the same moment, that is said.
 */
export const arrivalTakenElsewhere = (core: Core, hash: string): Core => {
  const { bridge, checkIn } = core.state
  if ([checkIn, ...core.parked].some((view) => faceOf(view) === hash))
    return say(core, 'ARRIVAL_TAKEN_ELSEWHERE', 'look')
  const arrivals = bridge.arrivals.filter((one) => one.hash !== hash || one.why !== null)
  return arrivals.length === bridge.arrivals.length
    ? core
    : withState(core, { bridge: { ...bridge, arrivals } })
}
