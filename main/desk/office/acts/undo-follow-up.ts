import type { Act } from '../act.ts'
import { recordTied, tiedTo, visitToChange } from '../visits.ts'

/** Opens again what was marked as done. */
export const undoFollowUp: Act<'undo-follow-up'> = ({ visit: id, seq, what }, office) => {
  const visit = visitToChange(office, { visit: id, seq })
  if (visit?.followUps.some((one) => one.what === what && one.done !== null) !== true) return
  recordTied(office, visit, { event: 'follow-up-undone', ...tiedTo(visit), followUp: what })
}
