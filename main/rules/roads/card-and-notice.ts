/**
 * カード＋資格情報のお知らせ (資格情報通知書): the card with the eligibility notice.
 *
 * Rules: N02 (b), A10–A13 A16 A23 N30 (paper or the insurer's own screen), K1, K2, N04 K6 (expired certificate), A24
 * A25 K4 (a printed last day is about the share), A26 E01 E02 (share of the over-70s), B14 (sent ahead), A28 (entered
 * as a certificate by mistake, which keeps what was seen on it: N22 特別療養, B13 names).
 * Years: from 2024-12-02.
 *
 * Readings: after a card that was read and answered 2 or 4 the notice still counts, as N03 names that cause; an answer
 * to the notice's own number beats the notice. Only notices for the over-70s print a last day (E02), so a notice whose
 * day has passed lacks the share also when the patient's age is not known.
 */
import type { ReasonCode } from '../../../contract/decision.ts'
import { lacksShare, printedShare, shareOf } from '../burden.ts'
import { cardCanBeTakenWithMore } from '../card-fallback.ts'
import { hasEnded, isNotYetEffective } from '../cover.ts'
import type { Facts, Notice } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import { ONLINE_REASONS, onlineBeatsPaper } from '../online-answer.ts'
import { NO_VERDICT, type Road, type Verdict } from '../road.ts'
import { portalCounts } from './card-and-portal.ts'

const enteredAsCertificate = (notice: Notice): ReasonCode[] =>
  notice.entered === 'as-certificate' ? ['DOC_TYPE_MISMATCH'] : []

const hasRunOut = ({ day }: Facts, notice: Notice): boolean =>
  notice.expiresOn !== undefined && notice.expiresOn < day

/** The share is unknown, and neither the portal's screen nor an online answer tells it. */
const shareIsMissing = (facts: Facts, notice: Notice): boolean => {
  if (notice.fullPay === true || facts.online === 1 || portalCounts(facts)) return false
  return (
    lacksShare(facts) || (facts.age === 'unknown' && hasRunOut(facts, notice) && printedShare(facts) === null)
  )
}

const accepting = ({ failure, card }: Facts): readonly [ReasonCode, ...ReasonCode[]] => {
  const cannotBeRead =
    failure === 'unavailable' || failure === 'card-unreadable' || failure === 'reader-fault'
  if (failure === 'certificate-expired') return ['CERT_EXPIRED_WITH_NOTICE']
  if (cannotBeRead && card?.standing === 'expired') return ['CERT_EXPIRED_WITH_NOTICE', 'NOTICE_PLUS_CARD']
  if (cannotBeRead && card?.standing === 'unclear') return ['NOTICE_PLUS_CARD', 'CERT_EXPIRED_WITH_NOTICE']
  return ['NOTICE_PLUS_CARD']
}

/** What was seen on a notice that was entered as a certificate, and holds for it too. */
const remarks = ({ fullPay, nameMatches }: Notice): ReasonCode[] => [
  ...(fullPay === true ? (['FULL_PAY_SPECIAL'] as const) : []),
  ...(nameMatches === false ? (['NAME_MISMATCH'] as const) : []),
]

const judge = (facts: Facts, notice: Notice): Verdict => {
  const also = enteredAsCertificate(notice)
  if (hasEnded(facts, notice))
    return {
      codes: ['QUAL_LOST', ...also],
      needs: ['portal-screen', 'eligibility-notice', 'eligibility-certificate', 'self-declaration'],
    }
  if (isNotYetEffective(facts.day, notice))
    return {
      codes: ['NOT_YET_EFFECTIVE', ...also],
      needs: ['portal-screen', 'eligibility-notice', 'eligibility-certificate', 'self-declaration'],
    }
  const beaten = facts.reader.state === 'read' ? null : onlineBeatsPaper(facts, also)
  if (beaten) return beaten
  if (shareIsMissing(facts, notice))
    return {
      codes: [hasRunOut(facts, notice) ? 'NOTICE_RATIO_EXPIRED' : 'BURDEN_PROOF_MISSING', ...also],
      needs: [
        'portal-screen',
        'eligibility-notice',
        'elderly-recipient-certificate',
        'eligibility-certificate',
      ],
    }
  const remarked = remarks(notice)
  return {
    codes: [...accepting(facts), ...remarked, ...also],
    notes: remarked.includes('NAME_MISMATCH') ? ['RECHECK_LATER', 'TELL_INSURER'] : ['RECHECK_LATER'],
    burden: notice.fullPay === true ? 10 : shareOf(facts),
  }
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
    FULL_PAY_SPECIAL: ['N22'],
    NAME_MISMATCH: ['B13'],
    ...ONLINE_REASONS,
  },
  look: (facts) =>
    cardCanBeTakenWithMore(facts) && facts.day >= LAW_DAYS.certificatesAndNotices.first
      ? facts.notices.map((notice) => judge(facts, notice))
      : NO_VERDICT,
} as const satisfies Road
