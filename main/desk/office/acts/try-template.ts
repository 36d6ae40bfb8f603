import { tried } from '../../model/teaching.ts'
import type { Act } from '../act.ts'

/** Shows what the choices so far would read of the scanned code. */
export const tryTemplate: Act<'try-template'> = (trial, office) => {
  const { teaching } = office.state().office
  if (teaching !== null) office.tell({ type: 'office', change: { teaching: tried(teaching, trial) } })
}
