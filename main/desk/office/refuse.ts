import type { Right } from '../../../contract/staff.ts'
import type { OfficeContext } from '../ports.ts'

/** Refuses an act that needs a right which whoever is at the desk does not have: it is said, and it is on record. */
export const refuse = (right: Right, context: Pick<OfficeContext, 'tell' | 'record'>): void => {
  context.record({ event: 'staff-refused', cause: 'no-right', right })
  context.tell({ type: 'say', code: 'NOT_ALLOWED', tone: 'look' })
}
