/**
 * What the official terminal's answer does to a paper.
 *
 * Rules: N16 (the six codes), D08 (looked up by card or by number), N19 (6 = 医療扶助, not yet entrusted). Fixed in the
 * contract: 2 and 3 for the same person beat paper, 4 does not; 5 asks for the branch number.
 */
import type { ReasonCode } from '../../contract/decision.ts'
import type { RuleId } from '../../contract/rule-sources.ts'
import { shareByAge } from './burden.ts'
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

/** The newer entitlement is used, with the share that only age can tell: a printed one belongs to the older paper. */
export const newerEntitlement = (facts: Facts, also: readonly ReasonCode[] = []): Verdict => ({
  codes: ['NEW_QUAL_FOUND', ...also],
  notes: ['ASK_COVER_CHANGED'],
  burden: shareByAge(facts),
})

/** The verdict where the online answer beats a paper that would count by itself; null where the paper speaks. */
export const onlineBeatsPaper = (facts: Facts, also: readonly ReasonCode[] = []): Verdict | null => {
  switch (facts.online) {
    case 2:
      return {
        codes: ['ONLINE_INVALID', ...also],
        needs: ['my-number-card', 'eligibility-certificate'],
        notes: ['ASK_COVER_CHANGED'],
      }
    case 3:
      return newerEntitlement(facts, also)
    case 5:
      return {
        codes: ['MULTI_MATCH', ...also],
        needs: ['branch-number', 'staff'],
        notes: ['ASK_COVER_CHANGED'],
      }
    case 6:
      return {
        codes: ['WELFARE_UNREGISTERED', ...also],
        notes: ['ASK_INSURER', 'RECHECK_LATER'],
        burden: null,
      }
    case 1:
    case 4:
    case 'unavailable':
    case null:
      return null
  }
}

/** What the online answer adds, as a further reason, to a paper that does not count anyway. */
export const onlineAlsoSays = ({ online }: Facts): ReasonCode[] => {
  if (online === 2) return ['ONLINE_INVALID']
  return online === 4 ? ['ONLINE_NOT_FOUND'] : []
}

/** The number on a paper was looked up, and the answer is eligible: a second confirmation beside the paper's own. */
export const confirmedByNumber = ({ online, reader }: Facts): ReasonCode[] =>
  online === 1 && reader.state !== 'read' ? ['OK_ONLINE'] : []
