import type { Act } from '../act.ts'

export const closeVisit: Act<'close-visit'> = (_, office) =>
  office.tell({ type: 'office', change: { opened: null } })
