import type { Act } from '../act.ts'

/** Shows the end of the chain, to be printed and kept elsewhere. */
export const makeJournalSlip: Act<'make-journal-slip'> = (_, office) =>
  office.care.withJournal('slip', office, (journal) => {
    const { payload, lines } = journal.slip()
    office.tell({ type: 'journal-care', care: { slip: { payload, lines: [...lines] }, outcome: null } })
  })
