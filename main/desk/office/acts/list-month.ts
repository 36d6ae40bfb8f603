import { MAX_MONTH_ITEMS } from '../../../../contract/month-list.ts'
import type { Act } from '../act.ts'

/** Shows everything that has to be settled before the claims of a month are made. That it was looked at is on record. */
export const listMonth: Act<'list-month'> = ({ month }, office) => {
  const found = office.journal?.monthItems(month)
  if (found?.ok !== true) {
    const list = { month, items: [], found: 0, refusal: 'journal-unreadable' } as const
    office.tell({ type: 'office', change: { month: { ...list, items: [] } } })
    return
  }
  const items = found.value.slice(0, MAX_MONTH_ITEMS)
  office.tell({
    type: 'office',
    change: { month: { month, items, found: found.value.length, refusal: null } },
  })
  office.record({ event: 'searched', by: ['month'], rows: items.length })
}
