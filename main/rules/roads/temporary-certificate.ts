/**
 * 健康保険 被保険者資格証明書: a temporary certificate from the pension office or the employer.
 *
 * Rules: N23 (twenty days from the day of certification), N25 (employees' insurance ends at 75), B07, E01, N16 D05 D06
 * (changed job: a card that is not eligible says nothing against a cover that began later).
 * Years: all.
 *
 * Reading: the last day is the day of certification plus twenty (certified 2026-11-02 → through 2026-11-22), which is
 * the counting that rules.md states and the one in the patient's favour.
 */
import type { Day } from '../../../contract/day.ts'
import type { ReasonCode } from '../../../contract/decision.ts'
import { lacksShare, onlineCanTell, shareOf } from '../burden.ts'
import { hasEnded } from '../cover.ts'
import { lastDayOfTemporaryCertificate } from '../expiry.ts'
import type { Facts } from '../facts.ts'
import {
  confirmedByNumber,
  NEW_COVER_REASONS,
  ONLINE_REASONS,
  onlineAlsoSays,
  onlineBeatsCertificate,
} from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

const defects = (facts: Facts, certifiedOn: Day): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (hasEnded(facts, { issuedOn: certifiedOn })) codes.push('QUAL_LOST')
  if (facts.age === '75-and-over') codes.push('AGE75_SWITCH')
  if (facts.day < certifiedOn) codes.push('NOT_YET_EFFECTIVE')
  if (lastDayOfTemporaryCertificate(certifiedOn) < facts.day) codes.push('TEMPORARY_CERTIFICATE_EXPIRED')
  return codes
}

const judge = (facts: Facts, certifiedOn: Day): Verdict => {
  const [first, ...others] = defects(facts, certifiedOn)
  if (first !== undefined)
    return {
      codes: [first, ...others, ...onlineAlsoSays(facts)],
      needs: ['my-number-card', 'eligibility-certificate'],
    }
  const beaten = onlineBeatsCertificate(facts, certifiedOn)
  if (beaten) return beaten
  if (lacksShare(facts) && !onlineCanTell(facts))
    return {
      codes: ['BURDEN_PROOF_MISSING', ...onlineAlsoSays(facts)],
      needs: ['elderly-recipient-certificate', 'my-number-card', 'eligibility-certificate'],
    }
  return {
    codes: [
      'OK_TEMPORARY_CERTIFICATE',
      ...(facts.online === 4 ? (['ONLINE_NOT_FOUND_DOC_VALID'] as const) : []),
      ...confirmedByNumber(facts),
    ],
    notes: ['RECHECK_LATER'],
    burden: shareOf(facts),
  }
}

export const temporaryCertificateRoad = {
  name: 'temporary-certificate',
  opensWith: ['temporary-certificate'],
  restsOnPaper: true,
  reasons: {
    OK_TEMPORARY_CERTIFICATE: ['N23'],
    OK_ONLINE: ['N01', 'D08', 'N16'],
    ONLINE_NOT_FOUND_DOC_VALID: ['N16', 'N23', 'D05', 'D06'],
    TEMPORARY_CERTIFICATE_EXPIRED: ['N23'],
    NOT_YET_EFFECTIVE: ['N23'],
    QUAL_LOST: ['B07', 'N27'],
    AGE75_SWITCH: ['N25'],
    BURDEN_PROOF_MISSING: ['E01', 'K10', 'N24', 'N26'],
    ...NEW_COVER_REASONS,
    ...ONLINE_REASONS,
  },
  look: (facts) => facts.temporaryCertificates.map(({ certifiedOn }) => judge(facts, certifiedOn)),
} as const satisfies Road
