import type { Act } from '../act.ts'
import { failed } from '../journal-care.ts'

/** Forgets the key sheet that was shown: it is on paper by now, which is on record. */
export const putAwayKeySheet: Act<'put-away-key-sheet'> = ({ sheet }, office) =>
  office.care.besideWork('key-sheet', office, (journal) => {
    const kept = journal.keepKeySheet({ staff: office.staff.actor(), sheet })
    if (!kept.ok) return office.care.end(failed('key-sheet', kept.problem.why), office)
    office.tell({ type: 'journal-care', care: { newKeySheet: null, keySheet: journal.keySheet() } })
  })
