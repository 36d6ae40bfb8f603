import type { Act } from '../act.ts'

/** Forgets the key sheet that was shown: it is on paper by now. */
export const putAwayKeySheet: Act<'put-away-key-sheet'> = (_, office) =>
  office.tell({ type: 'journal-care', care: { newKeySheet: null } })
