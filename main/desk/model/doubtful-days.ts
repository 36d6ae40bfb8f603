/** The days of visits while nobody is sure of the clock: which are the visits' own, and which are put right with it. */
import type { Day } from '../../../contract/day.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { type Core, type DoubtfulDays, withState } from './core.ts'

/** Remembers the day that a clock in doubt shows as one that nobody is sure of. */
export const withUnsureDay = (core: Core, today: Day): Core => {
  const { unsureDays, sureDays } = core.doubt ?? { unsureDays: [], sureDays: [] }
  return { ...core, doubt: { unsureDays: [...new Set([...unsureDays, today])], sureDays } }
}

/**
 * Visits of a day that only a doubtful clock has shown, or that has not come yet, are of the day that is sure; others keep their
 * own. What was decided of them was about another day: the open one is decided anew now, a parked one when it is opened.
 */
export const datedAnew = (core: Core, sure: Day): Core => {
  const { unsureDays, sureDays } = core.doubt ?? { unsureDays: [], sureDays: [] }
  const unsure = new Set(unsureDays.filter((day) => !sureDays.includes(day)))
  const dated = (view: CheckInView): CheckInView =>
    view.visitDate !== sure && (view.visitDate > sure || unsure.has(view.visitDate))
      ? { ...view, visitDate: sure, decided: null, overridden: null }
      : view
  const { checkIn } = core.state
  const known: Core = { ...core, doubt: undefined, parked: core.parked.map(dated) }
  return checkIn === null ? known : withState(known, { checkIn: dated(checkIn) })
}

/** The clock comes to be in doubt, or still is: the visits that are there were of their days before. */
export const begunDoubt = (core: Core, today: Day): Core => {
  const open = core.state.checkIn === null ? [] : [core.state.checkIn]
  const sureDays = [...core.parked, ...open].map(({ visitDate }) => visitDate)
  return withUnsureDay(
    core.doubt === undefined ? { ...core, doubt: { unsureDays: [], sureDays } } : core,
    today,
  )
}

/**
 * The visits that a desk had come back at a start. `kept`: what it knew of their days, if its clock was in doubt: it still is, or
 * somebody has put it right meanwhile, and the visits with it.
 */
export const takeDoubt = (core: Core, kept: DoubtfulDays | undefined): Core => {
  const known: Core = { ...core, doubt: kept }
  const { clockDoubt, today } = core.state
  if (clockDoubt !== null) return begunDoubt(known, today)
  return kept === undefined ? core : datedAnew(known, today)
}
