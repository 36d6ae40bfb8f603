import type { Act } from '../act.ts'
import { failed } from '../journal-care.ts'

/**
 * Makes the key sheet and shows it, this once; a backup that it opens is made at the same time. It counts as there once somebody
 * has put it away.
 */
export const makeKeySheet: Act<'make-key-sheet'> = ({ passphrase }, office) =>
  office.care.withJournal('key-sheet', office, (journal) => {
    const staff = office.staff.actor()
    // A passphrase is made costly to guess, which takes a second or two on a slow machine.
    office.goesSilent()
    const made = journal.makeKeySheet({ staff, passphrase, isKept: false })
    if (!made.ok) return office.care.end(failed('key-sheet', made.problem.why), office)
    const care = { newKeySheet: made.value, keySheet: journal.keySheet() }
    office.tell({ type: 'journal-care', care })
    office.care.backUp(journal, staff, office, true)
  })
