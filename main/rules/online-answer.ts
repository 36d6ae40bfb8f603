/**
 * The effect of the official terminal's answer on a paper.
 *
 * Rules: N16 (the six codes), D08 (looked up by card or by number), N19 (6 = 医療扶助, not yet entrusted), D05 D06 (a new
 * cover takes days to be found). Fixed in the contract: 2 and 3 for the same person beat a paper that counts, 4 does
 * not; 5 asks for the branch number. A paper that does not count by itself is not made to count by 3, as it would not
 * be by 1: for the same papers 1 is at least as good as 3, and 3 as 2.
 */
import type { Day } from '../../contract/day.ts'
import type { ReasonCode } from '../../contract/decision.ts'
import type { RuleId } from '../../contract/rule-sources.ts'
import { shareByAge, shareOf } from './burden.ts'
import { isOfNewCover } from './cover.ts'
import type { Facts } from './facts.ts'
import type { Verdict } from './road.ts'

/** The reasons that an online answer can put before a paper's own, with their rules. */
export const ONLINE_REASONS = {
  ONLINE_INVALID: ['N16', 'N03', 'N27'],
  ONLINE_NOT_FOUND: ['N16', 'D05', 'D06'],
  NEW_QUAL_FOUND: ['N16', 'N01', 'N09'],
  MULTI_MATCH: ['N16', 'D08'],
  WELFARE_UNREGISTERED: ['N16', 'N19'],
} as const satisfies Partial<Record<ReasonCode, readonly RuleId[]>>

/** The possible verdicts on a certificate beside a card that is not eligible, with its rules. */
export const NEW_COVER_REASONS = {
  NEW_COVER_NOT_YET_ONLINE: ['N16', 'N01', 'D05', 'D06'],
} as const satisfies Partial<Record<ReasonCode, readonly RuleId[]>>

/**
 * The newer entitlement is used, with the share that the answer says, else the one that only age can tell: a printed
 * one belongs to the older paper.
 */
export const newerEntitlement = (facts: Facts): Verdict => ({
  codes: ['NEW_QUAL_FOUND'],
  notes: ['ASK_COVER_CHANGED'],
  burden: facts.answeredShare ?? shareByAge(facts),
})

/** The verdict where the online answer beats a paper that would count by itself; null where the paper speaks. */
export const onlineBeatsPaper = (facts: Facts): Verdict | null => {
  switch (facts.online) {
    case 2:
      return {
        codes: ['ONLINE_INVALID'],
        needs: ['my-number-card', 'eligibility-certificate'],
        notes: ['ASK_COVER_CHANGED'],
      }
    case 3:
      return newerEntitlement(facts)
    case 5:
      return {
        codes: ['MULTI_MATCH'],
        needs: ['branch-number', 'staff'],
        notes: ['ASK_COVER_CHANGED'],
      }
    case 6:
      return {
        codes: ['WELFARE_UNREGISTERED'],
        notes: ['RECHECK_LATER'],
        burden: facts.answeredShare,
      }
    case 1:
    case 4:
    case 'unavailable':
    case null:
      return null
  }
}

/** The patient's own answer, by card, phone or app, is 2. */
export const isCardNotEligible = ({ online, answersForCard }: Facts): boolean =>
  online === 2 && answersForCard

/**
 * The same for a certificate that lies beside a card. A card that is not eligible says nothing against a cover that
 * began later; where the paper does not say since when, its own number is looked up.
 * @param since the paper's first day; undefined where it names none
 */
export const onlineBeatsCertificate = (facts: Facts, since: Day | undefined): Verdict | null => {
  if (!isCardNotEligible(facts)) return onlineBeatsPaper(facts)
  if (isOfNewCover(facts, since))
    return { codes: ['NEW_COVER_NOT_YET_ONLINE'], notes: ['RECHECK_LATER'], burden: shareOf(facts) }
  return {
    codes: ['ONLINE_INVALID'],
    needs: ['look-up', 'eligibility-certificate'],
    notes: ['ASK_COVER_CHANGED'],
  }
}

/** Tells whether the official terminal can be asked by a number now. */
export const canLookUp = ({ reader, online, outageMode }: Facts): boolean =>
  reader.state !== 'down' && online !== 'unavailable' && !outageMode

/** The further reason that the online answer adds to a paper that does not count anyway. */
export const onlineAlsoSays = ({ online }: Facts): ReasonCode[] => {
  if (online === 2) return ['ONLINE_INVALID']
  if (online === 3) return ['NEW_QUAL_FOUND']
  if (online === 4) return ['ONLINE_NOT_FOUND']
  return online === 5 ? ['MULTI_MATCH'] : []
}

/** The number on a paper was looked up, and the answer is eligible: a second confirmation beside the paper's own. */
export const confirmedByNumber = ({ online, askedBy }: Facts): ReasonCode[] =>
  online === 1 && askedBy === 'number' ? ['OK_ONLINE'] : []
