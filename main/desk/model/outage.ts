/** The official system is down, or back, for the whole desk: said by whoever may, on record, and in every visit. Pure. */
import type { CheckInView } from '../../../contract/desk.ts'
import type { OutageSearch } from '../../../contract/outage.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import { decideAgain } from './check-in.ts'
import { type Core, chain, type Now, type Step, stay, withCheckIn, withState } from './core.ts'

/** Says that the official system is down. A second time it changes nothing: it is down since the first. */
export const startOutage = (core: Core, now: Now): Step => {
  if (core.state.outage !== null) return stay(core)
  const by = core.state.office.staff.signedIn?.id ?? RECEPTION
  return {
    core: withState(core, { outage: { since: now.instant, by } }),
    effects: [{ type: 'record', event: { event: 'outage-started' } }],
  }
}

/**
 * Takes out of a visit of an outage what only the outage was the cause of: a reader and an official side that could not be
 * used, and a search that named nobody. Both can be asked now. A search that has found the patient stands, and so does what
 * somebody has decided.
 * @returns the same visit where there is nothing of the kind
 */
export const afterOutage = (view: CheckInView): CheckInView => {
  const { ofOutage, reader, online, outageSearch, overridden } = view
  const isDown = reader.state === 'down'
  const isSilent = online !== null && 'unavailable' in online
  if (!ofOutage || overridden !== null || !(isDown || isSilent || outageSearch === 'not-found')) return view
  return {
    ...view,
    reader: isDown ? { state: 'not-tried' } : reader,
    online: isSilent ? null : online,
    outageSearch: outageSearch === 'not-found' ? null : outageSearch,
    decided: null,
  }
}

/**
 * Says that it is back. Visits that were taken meanwhile stay on the list of things to do until each was checked; those that
 * are not over, open or parked, can be asked about like all others.
 */
export const endOutage = (core: Core, now: Now): Step => {
  const { outage, checkIn } = core.state
  if (outage === null) return stay(core)
  const open = checkIn === null ? null : afterOutage(checkIn)
  const back = { ...withState(core, { outage: null, checkIn: open }), parked: core.parked.map(afterOutage) }
  return chain(
    { core: back, effects: [{ type: 'record', event: { event: 'outage-ended', since: outage.since } }] },
    (next) => (open === checkIn ? stay(next) : decideAgain(next, now)),
  )
}

/** Marks the open visit as one of the outage, however it came to be open in it. */
export const followOutage = (step: Step): Step => {
  const { outage, checkIn } = step.core.state
  return outage === null || checkIn === null || checkIn.ofOutage
    ? step
    : { core: withCheckIn(step.core, { ofOutage: true }), effects: step.effects }
}

/**
 * Takes what the search in 障害時モード has said of this patient. Found, the mode confirms; not found, the reader counts
 * as down, so that the lawful ways without it open. Null takes the answer back.
 */
export const setOutageSearch = (core: Core, search: OutageSearch | null, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const wasDown = view.reader.state === 'down' && view.outageSearch === 'not-found'
  const reader =
    search === 'not-found' && view.reader.state !== 'read'
      ? ({ state: 'down' } as const)
      : wasDown
        ? ({ state: 'not-tried' } as const)
        : view.reader
  return decideAgain(withCheckIn(core, { outageSearch: search, outageMode: search === 'found', reader }), now)
}
