import type { VisitRow } from '../../../contract/visit-row.ts'
import { openCheckIn } from './check-in.ts'
import { type Core, chain, type Now, type Step, stay } from './core.ts'
import { park, recall } from './tray.ts'

/**
 * Opens a check-in that goes on with a concluded visit of today: its numbers and what was paid come along, papers and cards
 * are shown again. The visit stands as it is until this check-in ends. Whoever is at the desk is parked first; a visit that
 * is being gone on with already is not begun a second time.
 */
export const reopenVisit = (core: Core, visit: VisitRow, why: string, now: Now): Step => {
  if (visit.day !== now.today || core.state.checkIn?.reopens?.seq === visit.seq) return stay(core)
  const begun = core.parked.find(({ reopens }) => reopens?.seq === visit.seq)
  if (begun !== undefined) return recall(core, begun.id, now)
  const parked = core.state.checkIn === null ? stay(core) : park(core, now)
  if (parked.core.state.checkIn !== null) return parked
  const { visit: id, seq, day, patientNumber, paid } = visit
  return chain(parked, (free) => {
    const opened = openCheckIn(free, now, { patientNumber, paid, reopens: { visit: id, seq } })
    const checkIn = opened.core.state.checkIn?.id
    if (checkIn === undefined) return opened
    return {
      core: opened.core,
      effects: [
        ...opened.effects,
        {
          type: 'record',
          event: { event: 'reopened', visit: id, visitSeq: seq, visitDate: day, checkIn, why },
        },
      ],
    }
  })
}
