/**
 * カード＋資格情報のお知らせ (資格情報通知書): the card with the eligibility notice.
 *
 * Rules: N02 (b), A10–A13 A16 A23 N30 (paper or the insurer's own screen), K1, K2, N04 K6 (expired certificate), A24
 * A25 K4 (a printed last day), N25 N17 (75: a notice of the scheme for the elderly counts, an earlier one does not), A26
 * E01 E02 (share of the over-70s), B14 (sent ahead), A28 (entered as a certificate by mistake), B13 N36 (names), N22
 * (full-pay.ts).
 * Years: from 2024-12-02.
 *
 * Readings: after a card that was read and answered 2 or 4 the notice still counts, as N03 names that cause; an answer
 * to the notice's own number beats the notice. From 70 to 74 a last day that has passed ends the share that is printed;
 * at any other age, or at an age that is not known, it ends the notice (K4). Past the 75th birthday a notice that names
 * no first day is taken, since those of the new scheme are common (N17), and AGE75_SWITCH is said beside it.
 */
import type { Need, ReasonCode } from '../../../contract/decision.ts'
import { lacksShare, shareOf } from '../burden.ts'
import { cardCanBeTakenWithMore } from '../card-fallback.ts'
import { hasEnded, isFromBefore75, isNotYetEffective } from '../cover.ts'
import type { Facts, Notice } from '../facts.ts'
import { FULL_PAY_REASON } from '../full-pay.ts'
import { LAW_DAYS } from '../law-days.ts'
import { ONLINE_REASONS, onlineBeatsPaper } from '../online-answer.ts'
import { NO_VERDICT, type Road, type Verdict } from '../road.ts'
import { portalCounts } from './card-and-portal.ts'

const enteredAsCertificate = (notice: Notice): ReasonCode[] =>
  notice.entered === 'as-certificate' ? ['DOC_TYPE_MISMATCH'] : []

export const hasRunOut = ({ day }: Facts, notice: Notice): boolean =>
  notice.expiresOn !== undefined && notice.expiresOn < day

/** The share is unknown, and neither the portal's screen nor an online answer tells it. */
const shareIsMissing = (facts: Facts): boolean =>
  facts.online !== 1 && !portalCounts(facts) && lacksShare(facts)

const accepting = ({ failure, card }: Facts): readonly [ReasonCode, ...ReasonCode[]] => {
  const cannotBeRead =
    failure === 'unavailable' || failure === 'card-unreadable' || failure === 'reader-fault'
  if (failure === 'certificate-expired') return ['CERT_EXPIRED_WITH_NOTICE']
  if (cannotBeRead && card?.standing === 'expired') return ['CERT_EXPIRED_WITH_NOTICE', 'NOTICE_PLUS_CARD']
  return ['NOTICE_PLUS_CARD']
}

const ANOTHER_SOURCE: readonly Need[] = [
  'portal-screen',
  'eligibility-notice',
  'eligibility-certificate',
  'self-declaration',
]

/** Why the notice is no information of today; nothing where it is. */
const whyNotCurrent = (facts: Facts, notice: Notice): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (hasEnded(facts, notice)) codes.push('QUAL_LOST')
  if (isFromBefore75(facts, notice) === 'yes') codes.push('AGE75_SWITCH')
  if (isNotYetEffective(facts.day, notice)) codes.push('NOT_YET_EFFECTIVE')
  if (hasRunOut(facts, notice) && facts.age !== '70-to-74') codes.push('NOTICE_EXPIRED')
  return codes
}

/** Reasons worth saying of a notice that counts. */
export const remarksOn = (facts: Facts, notice: Notice): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (notice.nameMatches === false) codes.push('NAME_MISMATCH')
  if (isFromBefore75(facts, notice) === 'unknown') codes.push('AGE75_SWITCH')
  return [...codes, ...enteredAsCertificate(notice)]
}

const judge = (facts: Facts, notice: Notice): Verdict => {
  const also = remarksOn(facts, notice)
  const [over, ...alsoOver] = whyNotCurrent(facts, notice)
  if (over !== undefined) return { codes: [over, ...alsoOver, ...also], needs: ANOTHER_SOURCE }
  const beaten = facts.answersForCard ? null : onlineBeatsPaper(facts)
  if (beaten) return { ...beaten, codes: [...beaten.codes, ...also] }
  if (shareIsMissing(facts))
    return {
      codes: [hasRunOut(facts, notice) ? 'NOTICE_RATIO_EXPIRED' : 'BURDEN_PROOF_MISSING', ...also],
      needs: [
        'portal-screen',
        'eligibility-notice',
        'elderly-recipient-certificate',
        'eligibility-certificate',
      ],
    }
  return { codes: [...accepting(facts), ...also], notes: ['RECHECK_LATER'], burden: shareOf(facts) }
}

export const cardAndNoticeRoad = {
  name: 'card-and-notice',
  opensWith: ['eligibility-notice', 'eligibility-certificate'],
  restsOnPaper: true,
  reasons: {
    NOTICE_PLUS_CARD: ['N02', 'A10', 'A11', 'A12', 'A13', 'A16', 'A23', 'K1', 'K2', 'N30'],
    CERT_EXPIRED_WITH_NOTICE: ['N02', 'N03', 'N04', 'N05', 'K6', 'A10'],
    NOTICE_RATIO_EXPIRED: ['K4', 'A24', 'A25', 'A26'],
    BURDEN_PROOF_MISSING: ['E01', 'E02', 'K10', 'N24', 'N26'],
    NOT_YET_EFFECTIVE: ['B14', 'K12'],
    QUAL_LOST: ['B07', 'E05', 'N27'],
    DOC_TYPE_MISMATCH: ['A28', 'A09'],
    NOTICE_EXPIRED: ['K4', 'A24', 'A25'],
    AGE75_SWITCH: ['N25', 'N17'],
    NAME_MISMATCH: ['B13', 'N36'],
    ...FULL_PAY_REASON,
    ...ONLINE_REASONS,
  },
  look: (facts) =>
    cardCanBeTakenWithMore(facts) && facts.day >= LAW_DAYS.certificatesAndNotices.first
      ? facts.notices.map((notice) => judge(facts, notice))
      : NO_VERDICT,
} as const satisfies Road
