import type { Act } from '../act.ts'
import { countVisits as countVisitsOf } from '../history.ts'

/** Counts the visits of a range of days, in steps. */
export const countVisits: Act<'count-visits'> = (days, office) => countVisitsOf(office, days)
