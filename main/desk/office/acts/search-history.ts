import type { Act } from '../act.ts'
import { searchHistory as searchVisits } from '../history.ts'

/** Looks for visits in the journal. */
export const searchHistory: Act<'search-history'> = ({ query }, office) =>
  searchVisits(office.journal, query, office)
