import type { Act } from '../act.ts'

/** Makes a backup, in steps. */
export const backUpNow: Act<'back-up-now'> = (_, office) =>
  office.care.withJournal('back-up', office, (journal) =>
    office.care.backUp(journal, office.staff.actor(), office),
  )
