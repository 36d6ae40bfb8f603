/**
 * The share that the patient pays at the counter.
 *
 * Rules: N16 (what the answer says counts before everything printed), N22 (特別療養 is paid in full), N26 (by age), N24 and E01 (70 and over: a paper must tell when online cannot), K10 (printed on the certificate
 * or notice, or in a separate 高齢受給者証: either is taken), K4 (an expired notice spoils the share, not the identity).
 * Years: all.
 */
import type { Day } from '../../contract/day.ts'
import { hasEnded, isFromBefore75, isOfEarlierScheme } from './cover.ts'
import type { Certificate, Facts } from './facts.ts'
import type { Burden } from './road.ts'

type WithShare = {
  readonly effectiveOn?: Day | undefined
  readonly expiresOn?: Day | undefined
  readonly burden?: 1 | 2 | 3 | undefined
}

const isCurrent = ({ effectiveOn, expiresOn }: WithShare, day: Day): boolean =>
  (effectiveOn === undefined || effectiveOn <= day) && (expiresOn === undefined || day <= expiresOn)

/** The share on the newest of the papers that count today; of two from the same day, the one that asks for more. */
const newestShare = <Paper extends WithShare>(
  papers: readonly Paper[],
  day: Day,
  counts: (paper: Paper) => boolean,
): 1 | 2 | 3 | null => {
  let newest: Paper | null = null
  for (const paper of papers) {
    if (paper.burden === undefined || !isCurrent(paper, day) || !counts(paper)) continue
    const from = paper.effectiveOn ?? ''
    const newestFrom = newest?.effectiveOn ?? ''
    if (newest === null || from > newestFrom || (from === newestFrom && paper.burden > (newest.burden ?? 0)))
      newest = paper
  }
  return newest?.burden ?? null
}

/** The share printed on a paper that counts today: certificate, notice, prescription, elderly recipient certificate. */
export const printedShare = (facts: Facts): 1 | 2 | 3 | null => {
  const { certificates, notices, prescriptions, elderlyCertificates, age, day } = facts
  const certificateCounts = (paper: Certificate) =>
    paper.copy !== true && !hasEnded(facts, paper) && !isOfEarlierScheme(facts, paper)
  return (
    newestShare(certificates, day, certificateCounts) ??
    newestShare(notices, day, (paper) => !hasEnded(facts, paper) && isFromBefore75(facts, paper) !== 'yes') ??
    newestShare(prescriptions, day, (paper) => !hasEnded(facts, paper) && !isOfEarlierScheme(facts, paper)) ??
    newestShare(elderlyCertificates, day, () => age === '70-to-74' || age === 'unknown')
  )
}

/** With a disability the scheme for the elderly can be joined from 65 on: its share is 1, 2 or 3 at any age (N25, N26). */
const isOfElderlyScheme = (facts: Facts): boolean =>
  [...facts.certificates, ...facts.prescriptions].some(
    (paper) => paper.scheme === 'late-elderly' && !hasEnded(facts, paper),
  )

/**
 * The share by age alone: 2 before school, 3 up to 69; from 70 on, and in the scheme for the elderly, nobody can tell
 * without a paper or an answer.
 */
export const shareByAge = (facts: Facts): 2 | 3 | null => {
  const { age } = facts
  if (isOfElderlyScheme(facts)) return null
  if (age === 'pre-school') return 2
  return age === 'under-70' ? 3 : null
}

/** The share that the patient pays, as far as the evidence tells. */
export const shareOf = (facts: Facts): Burden =>
  facts.answeredShare ?? printedShare(facts) ?? shareByAge(facts)

/** Tells whether the share of somebody of 70 or over, or in the scheme for the elderly, is still unknown. */
export const lacksShare = (facts: Facts): boolean =>
  !facts.fullPay &&
  facts.answeredShare === null &&
  (facts.age === '70-to-74' || facts.age === '75-and-over' || isOfElderlyScheme(facts)) &&
  printedShare(facts) === null

/**
 * Tells whether the official terminal can still tell a share: not if it cannot be asked, nor if it found nobody. A card
 * that failed does not matter here, since a paper's number can be looked up.
 */
export const onlineCanTell = ({ online, failure, outageMode }: Facts): boolean =>
  online === null
    ? failure !== 'unavailable' && failure !== 'reader-fault' && !outageMode
    : online !== 'unavailable' && online !== 4
