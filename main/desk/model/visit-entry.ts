/** A visit that this desk has just concluded, as today's list and the tasks show it: nothing has to be read again. */

import { lawOf, type PublicAid } from '../../../contract/public-aid.ts'
import type { Task, VisitRow } from '../../../contract/visit-row.ts'
import type { DeskEvent, RecordableEvent } from './core.ts'

const listed = ({ kind, payer, from, until, seen }: PublicAid) => ({
  kind,
  ...(payer === null ? {} : { law: lawOf(payer) }),
  ...(from === null ? {} : { from }),
  ...(until === null ? {} : { until }),
  seen,
})

/**
 * @param row its journal row: number, instant (ISO 8601 with offset), and who acted
 * @returns what is to be told to the desk; null for every other event
 */
export const visitEntry = (
  event: RecordableEvent,
  { seq, at, staff }: { readonly seq: number; readonly at: string; readonly staff: string },
  publicAid: readonly PublicAid[] = [],
): DeskEvent | null => {
  if (event.event !== 'concluded') return null
  const { visitDate, outcome, reasons, road, documents, overridden, notesOpen } = event
  const [reason] = reasons
  if (reason === undefined) return null
  const patientNumber = event.patientNumber ?? null
  const visit: VisitRow = {
    seq,
    at,
    patientNumber,
    outcome,
    reason,
    road,
    documents: [...documents],
    overridden,
    staff,
    ...(publicAid.length === 0 ? {} : { publicAid: publicAid.map(listed) }),
  }
  const tasks: Task[] = notesOpen.map((note) => ({ seq, at, patientNumber, note }))
  return { type: 'visit-listed', day: visitDate, visit, tasks }
}
