/** Rows beside a concluded visit: written, then shown in every list that names the visit. */
import type { AmendRefusal, OpenedVisit, VisitKey } from '../../../contract/amend.ts'
import type { JournalPort, VisitOnRecord } from '../../../contract/journal.ts'
import { leftBefore } from '../../journal/index.ts'
import type { RecordableEvent } from '../model/core.ts'
import type { OfficeContext } from '../ports.ts'

type Office = OfficeContext & { readonly journal: JournalPort | null }

const openedOf = ({ row, steps, followUps }: VisitOnRecord): OpenedVisit => ({
  row,
  steps: [...steps],
  followUps: [...followUps],
})

/** Says why nothing was done with a visit. */
export const refuseAmending = (why: AmendRefusal, { tell }: Pick<OfficeContext, 'tell'>): void =>
  tell({ type: 'say', code: 'AMEND_REFUSED', tone: 'look', details: { why } })

/**
 * Shows a visit as the journal has it now, in every list and in its own dialog where that is open.
 * @param isNew it has just ended for the first time
 */
export const showVisit = (
  journal: Pick<JournalPort, 'visit'> | null,
  key: VisitKey,
  { tell, state }: Pick<OfficeContext, 'tell' | 'state'>,
  isNew = false,
): void => {
  const visit = journal?.visit(key) ?? null
  if (visit === null) return
  const { row, followUps, ends } = visit
  tell({ type: 'visit-changed', visit: { row, followUps, ends, isNew: isNew && ends.length === 1 } })
  const { opened } = state().office
  if (opened !== null && ends.includes(opened.row.seq))
    tell({ type: 'office', change: { opened: openedOf(visit) } })
  const { month } = state().office
  if (month?.items.some(({ followUp }) => ends.includes(followUp.seq)) === true) {
    const present = new Map([...followUps, ...leftBefore(visit)].map((one) => [one.id, one]))
    const { outcome, reason, remark, amended } = row
    const items = month.items.flatMap((item) => {
      if (!ends.includes(item.followUp.seq)) return [item]
      const followUp = present.get(item.followUp.id)
      return followUp === undefined ? [] : [{ followUp, outcome, reason, remark, amended }]
    })
    tell({ type: 'office', change: { month: { ...month, items } } })
  }
  const { history } = state().office
  if (history?.rows.some(({ seq }) => ends.includes(seq)) === true) {
    const rows = history.rows.map((one) => (ends.includes(one.seq) ? row : one))
    tell({ type: 'office', change: { history: { ...history, rows } } })
  }
}

/** Opens a visit whole; says so where the journal has it no longer. */
export const openVisit = (office: Office, key: VisitKey): void => {
  const visit = office.journal?.visit(key) ?? null
  if (visit === null) {
    refuseAmending('gone', office)
    return
  }
  office.tell({ type: 'office', change: { opened: openedOf(visit) } })
  office.record({ event: 'searched', by: ['visit'], rows: 1 })
}

/** The visit that is to be changed, where it is the end that counts; otherwise it is said why not. */
export const visitToChange = (office: Office, key: VisitKey): VisitOnRecord | null => {
  const visit = office.journal?.visit(key) ?? null
  if (visit?.row.seq === key.seq) return visit
  refuseAmending(visit === null ? 'gone' : 'superseded', office)
  return null
}

/** Names the visit in a row that is tied to it. */
export const tiedTo = ({ row }: VisitOnRecord) => ({
  visit: row.visit,
  visitSeq: row.seq,
  visitDate: row.day,
})

/** Writes a row beside a visit, and shows what became of the visit; where it is not on record, nothing has changed. */
export const recordTied = (office: Office, visit: VisitOnRecord, event: RecordableEvent): void => {
  if (office.record(event) === null) refuseAmending('not-on-record', office)
  else showVisit(office.journal, { visit: visit.row.visit, seq: visit.row.seq }, office)
}
