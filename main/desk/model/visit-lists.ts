/** Today's visits and what visits have left to do, as they follow what becomes of one visit. */
import type { Day } from '../../../contract/day.ts'
import type { FollowUp } from '../../../contract/follow-up.ts'
import { MAX_DONE, MAX_FOLLOW_UPS, MAX_VISITS } from '../../../contract/list-limits.ts'
import type { VisitRow } from '../../../contract/visit-row.ts'

/** One visit as it stands after a row of it. */
export type ChangedVisit = {
  readonly row: VisitRow
  readonly followUps: readonly FollowUp[]
  /** The rows that concluded it; the last one counts. */
  readonly ends: readonly number[]
  /** It has just ended for the first time. */
  readonly isNew: boolean
}

type Lists = {
  readonly visits: readonly VisitRow[]
  readonly visitCount: number
  readonly followUps: readonly FollowUp[]
}

const listed = (visits: readonly VisitRow[], { row, ends }: ChangedVisit): VisitRow[] => {
  const others = visits.filter(({ seq }) => !ends.includes(seq))
  const wasListed = others.length < visits.length
  const oldest = others.at(-1)
  const isOlder = !wasListed && oldest !== undefined && row.seq < oldest.seq
  // Behind the end of a full list there are visits that this one would have to stand among.
  if (isOlder && others.length >= MAX_VISITS) return others
  return [...others, row].sort((one, other) => other.seq - one.seq).slice(0, MAX_VISITS)
}

/** Nothing moves: what was done stays in its place, and what is new comes behind all that is older. */
const followed = (followUps: readonly FollowUp[], { followUps: present, ends }: ChangedVisit): FollowUp[] => {
  const byId = new Map(present.map((one) => [one.id, one]))
  const kept = followUps.flatMap((one) => (ends.includes(one.seq) ? (byId.get(one.id) ?? []) : one))
  const known = new Set(kept.map(({ id }) => id))
  const added = present.filter(({ id, done }) => done === null && !known.has(id))
  const [first] = added
  const place = first === undefined ? -1 : kept.findIndex(({ seq }) => seq > first.seq)
  return place < 0 ? [...kept, ...added] : kept.toSpliced(place, 0, ...added)
}

/** The newest of what was done, and all that is open. */
const withoutOldDone = (followUps: readonly FollowUp[]): readonly FollowUp[] => {
  const done = followUps.flatMap((one) => one.done?.at ?? []).sort()
  const since = done.at(-MAX_DONE)
  return done.length <= MAX_DONE || since === undefined
    ? followUps
    : followUps.filter((one) => one.done === null || one.done.at >= since)
}

/** The lists once a visit has ended, was corrected, or something that it left was done. */
export const withVisit = (lists: Lists, today: Day, changed: ChangedVisit): Lists => ({
  ...(changed.row.day === today
    ? {
        visits: listed(lists.visits, changed),
        visitCount: lists.visitCount + (changed.isNew ? 1 : 0),
      }
    : { visits: lists.visits, visitCount: lists.visitCount }),
  followUps: withoutOldDone(followed(lists.followUps, changed)),
})

/** As many open ones as a state carries, and the done ones among them. */
export const shownFollowUps = (followUps: readonly FollowUp[]): FollowUp[] => {
  let open = 0
  return followUps.filter(({ done }) => {
    if (done === null) open += 1
    return open <= MAX_FOLLOW_UPS
  })
}
