import { RESULTS_OF } from '../../../../contract/follow-up-kinds.ts'
import type { Act } from '../act.ts'
import { refuseAmending } from '../visits.ts'

/** Records here what came of something that a visit at another counter left to do; that counter hears of it by this row. */
export const settleSiteFollowUp: Act<'settle-site-follow-up'> = (
  { terminal, visit, seq, what, result, share },
  office,
) => {
  const { site, office: shown } = office.state()
  const found = site.followUps.find(
    ({ terminal: of, followUp: one }) =>
      of === terminal && one.visit === visit && one.seq === seq && one.what === what && one.done === null,
  )
  if (found === undefined || !RESULTS_OF[what].includes(result)) return
  const name = shown.staff.signedIn?.name
  const row = office.record({
    event: 'follow-up-done-elsewhere',
    visit,
    visitSeq: seq,
    visitDate: found.followUp.day,
    counter: terminal,
    counterName: found.counter,
    followUp: what,
    result,
    ...(share === null ? {} : { share }),
    ...(name === undefined ? {} : { name }),
  })
  if (row === null) {
    refuseAmending('not-on-record', office)
    return
  }
  const done = { result, share, at: office.instant(), staff: shown.staff.signedIn?.id ?? 'reception' }
  office.tell({ type: 'site-follow-up-done', terminal, id: found.followUp.id, done })
}
