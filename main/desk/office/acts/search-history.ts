import type { Act } from '../act.ts'
import { searchHistory as searchVisits } from '../history.ts'

/** Looks for visits in the journal. Among a million rows filters that match nothing take seconds: it is announced. */
export const searchHistory: Act<'search-history'> = ({ query }, office) => {
  office.goesSilent()
  searchVisits(office.journal, query, office)
}
