/**
 * The decision: every road that the evidence opens gives its verdict, the best one decides, and what the others say
 * follows it. Pure: no clock, no device; the answer depends on the check-in alone.
 */
import type { CheckIn } from '../contract/check-in.ts'
import {
  type Decision,
  type Need,
  type Note,
  OUTCOMES,
  REASONS,
  type Reason,
  type ReasonCode,
} from '../contract/decision.ts'
import type { AgeGroup } from './ages.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { usefulNeeds } from './needs.ts'
import type { Opening, Road, Verdict } from './road.ts'
import { LAST_ROAD, ROADS, ROADS_OPENED_BY } from './roads/index.ts'

/** A verdict with the road that gave it. */
type Judged = { readonly road: Road; readonly place: number; readonly verdict: Verdict }

/** The places of the roads that the evidence opens, in order and once each. Roads that nothing opens cost nothing. */
const openedPlaces = ({ presented, visit, desk }: CheckIn): readonly number[] => {
  const places = new Set<number>()
  const open = (opening: Opening) => {
    for (const place of ROADS_OPENED_BY[opening]) places.add(place)
  }
  for (const { type } of presented) open(type)
  if (visit?.workRelated === true) open('work-related')
  if (visit?.emergency === true) open('emergency')
  if (desk?.outageMode === true) open('outage-mode')
  if (visit?.cardLost === true) open('card-lost')
  if (visit?.kind === 'return' && visit.recordOnFile === true) open('record-on-file')
  return [...places].sort((one, other) => one - other)
}

/** The verdicts of the opened roads, in the order of the roads; that of the last road where there is none. */
const judge = (checkIn: CheckIn, facts: Facts): Judged[] => {
  const judged: Judged[] = []
  const look = (road: Road, place: number) => {
    for (const verdict of road.look(facts)) judged.push({ road, place, verdict })
  }
  for (const place of openedPlaces(checkIn)) look(ROADS[place] ?? LAST_ROAD, place)
  if (judged.length === 0) look(LAST_ROAD, ROADS.length)
  return judged
}

const CODES = Object.keys(REASONS)
const rank = ({ codes: [code], prevails }: Verdict): number =>
  prevails === true ? -1 : OUTCOMES.indexOf(REASONS[code])

/** A text that two verdicts share only if they say the same: the order of the documents must not matter. */
const wording = ({ codes, notes = [] }: Verdict): string => [...codes, '', ...notes].join()

const compareTexts = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** The best first: what prevails, then by outcome, then by road; two papers on one road by their first reason. */
const byMerit = (one: Judged, other: Judged): number =>
  rank(one.verdict) - rank(other.verdict) ||
  one.place - other.place ||
  CODES.indexOf(one.verdict.codes[0]) - CODES.indexOf(other.verdict.codes[0]) ||
  compareTexts(wording(one.verdict), wording(other.verdict))

const reasonsOf = (judged: readonly Judged[]): Reason[] => {
  const reasons = new Map<ReasonCode, Reason>()
  for (const { road, verdict } of judged)
    for (const code of verdict.codes)
      if (!reasons.has(code)) reasons.set(code, { code, rules: [...(road.reasons[code] ?? [])] })
  return [...reasons.values()]
}

/** What is to be done whichever road decides: it hangs on the card and the reader alone. */
const standingNotes = ({ reader, card }: Facts): Note[] => {
  const visual = reader.state === 'read' && reader.identifiedBy === 'visual'
  const renew = card !== null && card.standing !== 'valid' && card.standing !== 'unknown'
  return [
    ...(visual ? (['RESET_READER_MODE'] as const) : []),
    ...(renew ? (['RENEW_CERTIFICATE'] as const) : []),
  ]
}

const isAccepting = ({ codes: [code] }: Verdict): boolean =>
  REASONS[code] === 'accept' || REASONS[code] === 'accept-with-note'

/** Whether some road accepts. What prevails is placed before the others and speaks alone. */
const accepts = (checkIn: CheckIn, age: AgeGroup): boolean => {
  const verdicts = judge(checkIn, gatherFacts(checkIn, age)).map(({ verdict }) => verdict)
  const prevailing = verdicts.find(({ prevails }) => prevails === true)
  return (prevailing ? [prevailing] : verdicts).some(isAccepting)
}

const needsOf = (checkIn: CheckIn, facts: Facts, best: Verdict, judged: readonly Judged[]): Need[] => {
  const speaking = best.prevails === true ? [best] : judged.map(({ verdict }) => verdict)
  const candidates = new Set(speaking.flatMap(({ needs = [] }) => needs))
  return usefulNeeds(checkIn, facts, candidates, (granted) => accepts(granted, facts.age))
}

/** Decides a check-in on the best road that its evidence opens, by the rules of the day of the visit. */
export const decide = (checkIn: CheckIn): Decision => {
  const facts = gatherFacts(checkIn)
  const judged = judge(checkIn, facts)
  if (judged.length > 1) judged.sort(byMerit)
  const [best] = judged
  if (best === undefined) throw new Error('the last road gave no verdict')
  const { codes, notes = [], burden = null } = best.verdict
  const outcome = REASONS[codes[0]]
  return {
    ...(checkIn.id === undefined ? {} : { id: checkIn.id }),
    outcome,
    reasons: reasonsOf(judged),
    needs: isAccepting(best.verdict) ? [] : needsOf(checkIn, facts, best.verdict, judged),
    notes: [...new Set([...standingNotes(facts), ...notes])],
    burden,
    overridable: outcome !== 'accept',
  }
}
