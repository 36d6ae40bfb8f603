import type { Act } from '../act.ts'

export const closeMonth: Act<'close-month'> = (_, office) =>
  office.tell({ type: 'office', change: { month: null } })
