import { containsIndividualNumber } from '../../../rules/fields/individual-number.ts'
import type { Act } from '../act.ts'
import { refuseAmending, visitToChange } from '../visits.ts'

/** Opens a check-in that goes on with a visit of today. */
export const reopenVisit: Act<'reopen-visit'> = ({ visit: id, seq, why }, office) => {
  const { today } = office.state()
  if (containsIndividualNumber(why) === 'valid') {
    refuseAmending('individual-number', office)
    return
  }
  const visit = visitToChange(office, { visit: id, seq })
  if (visit === null) return
  if (visit.row.day !== today) {
    refuseAmending('not-today', office)
    return
  }
  office.tell({ type: 'office', change: { opened: null } })
  office.tell({ type: 'reopen', visit, why })
}
