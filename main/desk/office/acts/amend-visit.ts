import type { VisitChange } from '../../../../contract/amend.ts'
import { keptNumber } from '../../../../contract/patient-number.ts'
import type { VisitRow } from '../../../../contract/visit-row.ts'
import { containsIndividualNumber } from '../../../rules/fields/individual-number.ts'
import type { Amendment } from '../../model/core.ts'
import type { Act } from '../act.ts'
import { refuseAmending, visitToChange } from '../visits.ts'

const CLEARABLE = ['patientNumber', 'queueNumber', 'paid', 'remark'] as const

/** The numbers as they are kept; one of blanks alone takes the number away. */
const tidied = (change: VisitChange): VisitChange => ({
  ...change,
  ...(change.patientNumber == null ? {} : { patientNumber: keptNumber(change.patientNumber) }),
  ...(change.queueNumber == null ? {} : { queueNumber: keptNumber(change.queueNumber) }),
})

/** Only what is not so already. */
const changesOf = (row: VisitRow, change: VisitChange): Omit<Amendment, 'why'> => {
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
  const changes = changesOf(visit.row, tidied(change))
  if (Object.keys(changes).length === 0) refuseAmending('nothing-changed', office)
  else
    office.tell({
      type: 'amend',
      visit: { visit: id, seq, day: visit.row.day },
      change: { why, ...changes },
    })
}
