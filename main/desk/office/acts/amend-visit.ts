import type { VisitChange } from '../../../../contract/amend.ts'
import type { VisitRow } from '../../../../contract/visit-row.ts'
import { containsIndividualNumber } from '../../../rules/fields/individual-number.ts'
import type { RecordableEvent } from '../../model/core.ts'
import type { Act } from '../act.ts'
import { recordTied, refuseAmending, tiedTo, visitToChange } from '../visits.ts'

type Amended = Extract<RecordableEvent, { event: 'amended' }>

const CLEARABLE = ['patientNumber', 'queueNumber', 'paid', 'remark'] as const

/** Only what is not so already. */
const changesOf = (row: VisitRow, change: VisitChange): Partial<Amended> => {
  const { patientNumber, queueNumber, outcome, paid, remark } = change
  const cleared = CLEARABLE.filter((field) => change[field] === null && row[field] !== null)
  return {
    ...(patientNumber == null || patientNumber === row.patientNumber ? {} : { patientNumber }),
    ...(queueNumber == null || queueNumber === row.queueNumber ? {} : { queueNumber }),
    ...(outcome === undefined || outcome === row.outcome ? {} : { outcome }),
    ...(paid == null || paid === row.paid ? {} : { paid }),
    ...(remark == null || remark === row.remark ? {} : { remark }),
    ...(cleared.length === 0 ? {} : { cleared }),
  }
}

/** Puts a correcting row beside a concluded visit. The visit's own row stays as it is. */
export const amendVisit: Act<'amend-visit'> = ({ visit: id, seq, change, why }, office) => {
  const typed = [why, change.patientNumber, change.queueNumber, change.remark]
  if (typed.some((text) => text != null && containsIndividualNumber(text) === 'valid')) {
    refuseAmending('individual-number', office)
    return
  }
  const visit = visitToChange(office, { visit: id, seq })
  if (visit === null) return
  const changes = changesOf(visit.row, change)
  if (Object.keys(changes).length === 0) refuseAmending('nothing-changed', office)
  else recordTied(office, visit, { event: 'amended', ...tiedTo(visit), why, ...changes })
}
