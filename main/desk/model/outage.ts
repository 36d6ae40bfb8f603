/** The official system is down, or back, for the whole desk: said by whoever may, on record, and in every visit. Pure. */
import type { OutageSearch } from '../../../contract/outage.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import { decideAgain } from './check-in.ts'
import { type Core, type Now, type Step, stay, withCheckIn, withState } from './core.ts'

/** Says that the official system is down. A second time it changes nothing: it is down since the first. */
export const startOutage = (core: Core, now: Now): Step => {
  if (core.state.outage !== null) return stay(core)
  const by = core.state.office.staff.signedIn?.id ?? RECEPTION
  return {
    core: withState(core, { outage: { since: now.instant, by } }),
    effects: [{ type: 'record', event: { event: 'outage-started' } }],
  }
}

/** Says that it is back. Visits that were taken meanwhile stay on the list of things to do until each was checked. */
export const endOutage = (core: Core): Step => {
  const { outage } = core.state
  if (outage === null) return stay(core)
  return {
    core: withState(core, { outage: null }),
    effects: [{ type: 'record', event: { event: 'outage-ended', since: outage.since } }],
  }
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
