/**
 * The decision: every road that the evidence opens gives its verdict, the best one decides, and what the others say
 * follows it. Pure: no clock, no device; the answer depends on the check-in alone.
 */
import type { CheckIn } from '../../contract/check-in.ts'
import {
  type Decision,
  isAccepted,
  type Need,
  type Note,
  OUTCOMES,
  type Outcome,
  REASONS,
  type Reason,
  type ReasonCode,
} from '../../contract/decision.ts'
import { appCanConfirm } from './card-fallback.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { FULL_PAY_REASON } from './full-pay.ts'
import { usefulNeeds } from './needs.ts'
import { notesFor } from './notes.ts'
import type { Opening, Road, Verdict } from './road.ts'
import { LAST_ROAD, ROADS } from './roads/index.ts'

/** A verdict with the road that gave it. */
type Judged = { readonly road: Road; readonly place: number; readonly verdict: Verdict }

const openings = ({ presented, visit, desk }: CheckIn): Opening[] => {
  const opened: Opening[] = []
  for (const { type } of presented) opened.push(type)
  if (visit?.workRelated === true) opened.push('work-related')
  if (visit?.emergency === true) opened.push('emergency')
  if (desk?.outageMode === true) opened.push('outage-mode')
  if (visit?.cardLost === true) opened.push('card-lost')
  if (visit?.kind === 'return' && visit.recordOnFile === true) opened.push('record-on-file')
  return opened
}

const CODES = Object.keys(REASONS)

const outcomeOf = ({ codes: [code], withNote }: Verdict): Outcome =>
  withNote === true && REASONS[code] === 'accept' ? 'accept-with-note' : REASONS[code]

const rank = (verdict: Verdict): number =>
  verdict.prevails === true ? -1 : OUTCOMES.indexOf(outcomeOf(verdict))

const isAccepting = ({ codes: [code] }: Verdict): boolean => isAccepted(REASONS[code])

/** A text that two verdicts share only if they say the same: the order of the documents must not matter. */
const wording = ({ codes, notes = [] }: Verdict): string => [...codes, '', ...notes].join()

/** The best first: what prevails, then by outcome, then by road; two papers on one road by their first reason. */
const byMerit = (one: Judged, other: Judged): number =>
  rank(one.verdict) - rank(other.verdict) ||
  one.place - other.place ||
  CODES.indexOf(one.verdict.codes[0]) - CODES.indexOf(other.verdict.codes[0]) ||
  (wording(one.verdict) < wording(other.verdict) ? -1 : 1)

const FULL_PAY: Reason = { code: 'FULL_PAY_SPECIAL', rules: [...FULL_PAY_REASON.FULL_PAY_SPECIAL] }

/** @param paysInFull it is said before everything else */
const reasonsOf = (judged: readonly Judged[], paysInFull: boolean): Reason[] => {
  const reasons = new Map<ReasonCode, Reason>()
  if (paysInFull) reasons.set(FULL_PAY.code, { ...FULL_PAY, rules: [...FULL_PAY.rules] })
  for (const { road, verdict } of judged)
    for (const code of verdict.codes)
      if (!reasons.has(code)) reasons.set(code, { code, rules: [...(road.reasons[code] ?? [])] })
  return [...reasons.values()]
}

const roadNotes = ({ restsOnPaper }: Road): readonly Note[] => (restsOnPaper ? ['ASK_COVER_CHANGED'] : [])

/**
 * Makes the decision out of roads, the first to be taken first. A road that nothing opens is never looked at, so that
 * its being there costs nothing.
 * @param lastRoad speaks, with one verdict at least, where no other road has anything to say
 */
export const decideBy = (roads: readonly Road[], lastRoad: Road): ((checkIn: CheckIn) => Decision) => {
  const openedBy = new Map<Opening, number[]>()
  roads.forEach(({ opensWith }, place) => {
    for (const opening of opensWith) openedBy.set(opening, [...(openedBy.get(opening) ?? []), place])
  })

  const NOWHERE: readonly number[] = []
  const placesOf = (opening: Opening): readonly number[] => openedBy.get(opening) ?? NOWHERE

  /** The places of the roads that the evidence opens, once each. */
  const openedPlaces = (checkIn: CheckIn): readonly number[] => {
    const opened = openings(checkIn)
    const [first] = opened
    if (first === undefined) return NOWHERE
    if (opened.length === 1) return placesOf(first)
    const places: number[] = []
    for (const opening of opened)
      for (const place of placesOf(opening)) if (!places.includes(place)) places.push(place)
    return places
  }

  const judge = (checkIn: CheckIn, facts: Facts): Judged[] => {
    const judged: Judged[] = []
    const look = (road: Road, place: number) => {
      for (const verdict of road.look(facts)) judged.push({ road, place, verdict })
    }
    for (const place of openedPlaces(checkIn)) look(roads[place] ?? lastRoad, place)
    if (judged.length === 0) look(lastRoad, roads.length)
    return judged
  }

  /** Tells whether some road accepts: enough to know that a need would help, where no refusal prevails. */
  const accepts = (checkIn: CheckIn, facts: Facts): boolean =>
    openedPlaces(checkIn).some((place) => roads[place]?.look(facts).some(isAccepting))

  const needsOf = (checkIn: CheckIn, facts: Facts, best: Verdict, judged: readonly Judged[]): Need[] => {
    const candidates = new Set<Need>(best.needs)
    if (best.prevails === true) return [...candidates]
    if (appCanConfirm(facts)) candidates.add('desk-app')
    for (const { verdict } of judged) for (const need of verdict.needs ?? []) candidates.add(need)
    return usefulNeeds(checkIn, facts, candidates, (granted) => accepts(granted, gatherFacts(granted, facts)))
  }

  return (checkIn) => {
    const facts = gatherFacts(checkIn)
    const judged = judge(checkIn, facts).sort(byMerit)
    const [best] = judged
    if (best === undefined) throw new Error('the last road gave no verdict')
    const { notes = [], burden = null } = best.verdict
    const accepted = isAccepting(best.verdict)
    const paysInFull = accepted && facts.fullPay
    const outcome = paysInFull ? REASONS.FULL_PAY_SPECIAL : outcomeOf(best.verdict)
    const reasons = reasonsOf(judged, paysInFull)
    return {
      ...(checkIn.id === undefined ? {} : { id: checkIn.id }),
      outcome,
      reasons,
      needs: accepted ? [] : needsOf(checkIn, facts, best.verdict, judged),
      notes: notesFor(facts, reasons, [...roadNotes(best.road), ...notes]),
      burden: paysInFull ? 10 : burden,
      overridable: outcome !== 'accept',
    }
  }
}

/** Decides a check-in on the best road that its evidence opens, by the rules of the day of the visit. */
export const decide: (checkIn: CheckIn) => Decision = decideBy(ROADS, LAST_ROAD)
