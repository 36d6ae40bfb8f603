/**
 * When a paper's cover has ended or begun, whatever it prints.
 *
 * Rules: B07 (retirement beats the printed day), A04 (old cards too), N27 (the last day itself is covered), N25 (75),
 * D05 D06 (a cover that has just begun is not yet online).
 * Years: all.
 */
import type { Day } from '../../contract/day.ts'
import { firstLateElderlyDay } from './ages.ts'
import { addDays } from './dates/arithmetic.ts'
import type { Facts, Portal } from './facts.ts'

type Dated = { readonly issuedOn?: Day | undefined; readonly effectiveOn?: Day | undefined }

/**
 * Tells whether the patient's cover ended before the visit, for a paper of that cover. A paper whose first day (or, if
 * it names none, whose issue) lies after the end belongs to the next cover. Without a paper: the cover on file.
 */
export const hasEnded = ({ visit, day }: Facts, paper: Dated = {}): boolean => {
  const ended = visit.coverageEndedOn
  if (ended === undefined || day <= ended) return false
  const since = paper.effectiveOn ?? paper.issuedOn
  return since === undefined || since <= ended
}

/**
 * Tells whether a paper cannot be used yet. An issue after the visit counts only where no first day is printed: papers
 * may take effect before they are issued (K12) and are sent ahead of their first day (B14).
 */
export const isNotYetEffective = (day: Day, paper: Dated): boolean =>
  day < (paper.effectiveOn ?? paper.issuedOn ?? day)

/**
 * Tells whether a portal document shows a cover that has ended: it was saved on or before its last day, or on a day
 * that nobody knows. The screen itself shows what is registered now.
 */
const portalHasEnded = (facts: Facts, { saved, savedOn }: Portal): boolean =>
  (saved === true || savedOn !== undefined) && hasEnded(facts, { effectiveOn: savedOn })

/** How many days a new cover may take to be found online, counted back from the visit, that day included (D05, D06). */
const DAYS_UNTIL_ONLINE = 62

/**
 * Tells whether a paper is of a cover that began after the one that the card's own answer is about: after the last day
 * that the patient names, else within the 62 days before the visit (visit 2026-11-28 → from 2026-09-27 on).
 * @param since the paper's first day; undefined where it names none
 */
export const isOfNewCover = ({ visit, day }: Facts, since: Day | undefined): boolean => {
  if (since === undefined || since > day) return false
  const ended = visit.coverageEndedOn
  return ended === undefined ? since >= addDays(day, -DAYS_UNTIL_ONLINE) : since > ended
}

/** Papers of the new scheme are sent out in the month before the birthday or a little earlier. */
const SENT_AHEAD_OF_75 = 62

/**
 * Tells whether a paper is of the scheme that the patient has left by turning 75, as far as its first day tells:
 * `yes` before the birthday, `no` from it on, `unknown` where it names no day. `no` for anybody younger. Of a paper that
 * names its issue alone, one of the 62 days before the birthday tells nothing, as the new paper is sent ahead.
 */
export const isFromBefore75 = ({ age, birthDate }: Facts, paper: Dated): 'yes' | 'no' | 'unknown' => {
  if (age !== '75-and-over' || birthDate === undefined) return 'no'
  const birthday = firstLateElderlyDay(birthDate)
  if (paper.effectiveOn !== undefined) return paper.effectiveOn < birthday ? 'yes' : 'no'
  if (paper.issuedOn === undefined) return 'unknown'
  if (paper.issuedOn >= birthday) return 'no'
  return paper.issuedOn < addDays(birthday, -SENT_AHEAD_OF_75) ? 'yes' : 'unknown'
}

/** Tells whether a certificate names a scheme that ends at 75. One that names none is told by `isFromBefore75`. */
export const isOfEarlierScheme = (
  { age }: Facts,
  { scheme }: { readonly scheme?: string | undefined },
): boolean => age === '75-and-over' && (scheme === 'employee' || scheme === 'national')

/**
 * Why a portal document shows a cover that is over, besides an end that the patient names: it was saved before the
 * 75th birthday. Null where it counts, or where it does not say when it was saved.
 */
export const whyPortalIsOver = (facts: Facts, portal: Portal): 'QUAL_LOST' | 'AGE75_SWITCH' | null => {
  if (portalHasEnded(facts, portal)) return 'QUAL_LOST'
  return isFromBefore75(facts, { effectiveOn: portal.savedOn }) === 'yes' ? 'AGE75_SWITCH' : null
}

/** Tells whether a saved document may show the scheme that the patient has left by turning 75, as it names no day. */
export const portalMayBeFromBefore75 = ({ age }: Facts, { saved, savedOn }: Portal): boolean =>
  age === '75-and-over' && saved === true && savedOn === undefined
