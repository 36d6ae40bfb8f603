import { RESULTS_OF } from '../../../../contract/follow-up-kinds.ts'
import { leftBefore } from '../../../journal/index.ts'
import type { Act } from '../act.ts'
import { recordTied, tiedTo, visitToChange } from '../visits.ts'

/** Records what came of something that a visit left to do. */
export const settleFollowUp: Act<'settle-follow-up'> = ({ visit: id, seq, what, result, share }, office) => {
  const visit = visitToChange(office, { visit: id, seq })
  if (visit === null || !RESULTS_OF[what].includes(result)) return
  const open = [...visit.followUps, ...leftBefore(visit)]
  if (!open.some((one) => one.what === what && one.done === null)) return
  recordTied(office, visit, {
    event: 'follow-up-done',
    ...tiedTo(visit),
    followUp: what,
    result,
    ...(share === null ? {} : { share }),
  })
}
