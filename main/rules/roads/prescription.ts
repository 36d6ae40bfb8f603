/**
 * 処方箋: at a pharmacy the prescription is itself a means of confirming.
 *
 * Rules: N40 (薬担規則3条1項1号: a prescription of an insurance doctor, beside the online answer and the 資格確認書), N41 (薬担
 * 規則3条2項: who asks to be confirmed online is), N01 (a clinic has no such means), B07 N27, N25, N16, D05 D06, E01 N26.
 * Years: all.
 *
 * Readings: it is taken with a note, as it says what held on the day of its issue: whether the cover has changed since is
 * asked. It confirms where it names insurer and number; without them it is one outside the insurance, or was not read
 * whole. The patient's copy (処方内容の控え) is not the
 * prescription, which lies with the service: it is taken once the number on it was looked up and is eligible. An answer of the official terminal, by card or by number,
 * beats it as it beats a certificate: 2 and 3 decide, 4 does not, 5 asks for the branch number.
 */
import type { ReasonCode } from '../../../contract/decision.ts'
import { lacksShare, onlineCanTell, shareOf } from '../burden.ts'
import { hasEnded, isFromBefore75, isNotYetEffective, isOfEarlierScheme } from '../cover.ts'
import type { Facts, Prescription } from '../facts.ts'
import {
  canLookUp,
  confirmedByNumber,
  NEW_COVER_REASONS,
  ONLINE_REASONS,
  onlineAlsoSays,
  onlineBeatsCertificate,
} from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

const defects = (facts: Facts, prescription: Prescription): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (hasEnded(facts, prescription)) codes.push('QUAL_LOST')
  if (isOfEarlierScheme(facts, prescription) || isFromBefore75(facts, prescription) === 'yes')
    codes.push('AGE75_SWITCH')
  if (isNotYetEffective(facts.day, prescription)) codes.push('NOT_YET_EFFECTIVE')
  return codes
}

/** The copy stands for its prescription once its number was looked up and is eligible. */
const lacksCover = (facts: Facts, { copy, withoutInsurer }: Prescription): boolean =>
  withoutInsurer === true || (copy === true && confirmedByNumber(facts).length === 0)

const judge = (facts: Facts, prescription: Prescription): Verdict => {
  const [first, ...others] = defects(facts, prescription)
  if (first !== undefined)
    return {
      codes: [first, ...others, ...onlineAlsoSays(facts)],
      needs: ['my-number-card', 'eligibility-certificate'],
    }
  if (lacksCover(facts, prescription))
    return {
      codes: ['PRESCRIPTION_ALONE', ...onlineAlsoSays(facts)],
      needs: [
        ...(prescription.copy === true && canLookUp(facts) ? (['look-up'] as const) : []),
        'my-number-card',
        'eligibility-certificate',
      ],
    }
  const beaten = onlineBeatsCertificate(facts, prescription.issuedOn)
  if (beaten) return beaten
  if (lacksShare(facts) && !onlineCanTell(facts))
    return {
      codes: ['BURDEN_PROOF_MISSING', ...onlineAlsoSays(facts)],
      needs: ['elderly-recipient-certificate', 'my-number-card', 'eligibility-certificate'],
    }
  return {
    codes: [
      'OK_PRESCRIPTION',
      ...(facts.online === 4 ? (['ONLINE_NOT_FOUND_DOC_VALID'] as const) : []),
      ...confirmedByNumber(facts),
    ],
    burden: shareOf(facts),
  }
}

export const prescriptionRoad = {
  name: 'prescription',
  opensWith: ['prescription'],
  restsOnPaper: true,
  reasons: {
    OK_PRESCRIPTION: ['N40', 'N41'],
    PRESCRIPTION_ALONE: ['N40', 'N41'],
    OK_ONLINE: ['N01', 'D08', 'N16'],
    ONLINE_NOT_FOUND_DOC_VALID: ['N16', 'N40', 'D05', 'D06'],
    QUAL_LOST: ['B07', 'N27'],
    AGE75_SWITCH: ['N25'],
    NOT_YET_EFFECTIVE: ['N40'],
    BURDEN_PROOF_MISSING: ['E01', 'K10', 'N24', 'N26'],
    ...NEW_COVER_REASONS,
    ...ONLINE_REASONS,
  },
  look: (facts) => facts.prescriptions.map((prescription) => judge(facts, prescription)),
} as const satisfies Road
