import type { Act } from '../act.ts'

/** Forgets what was found and counted. */
export const closeHistory: Act<'close-history'> = (_, office) =>
  office.tell({ type: 'office', change: { history: null, statistics: null } })
