import type { Act } from '../act.ts'
import { openVisit as open } from '../visits.ts'

export const openVisit: Act<'open-visit'> = ({ visit, seq }, office) => open(office, { visit, seq })
