/**
 * 資格確認書: the eligibility certificate, which confirms by itself.
 *
 * Rules: N01 ②, A01-3 (accepted), B01 (always has a last day), B14 B15 K12 (first day), B06 (the card as well is
 * normal), B07 N27 (cover that ended), K3 B02–B05 (plausibility), N17 (後期 2026-07-31), N22 (特別療養), N25 (75), N29
 * (originals), B13 (names), E01 E02 (share of the over-70s).
 * Years: from 2024-12-02.
 *
 * Readings: the printed last day alone counts, inclusive (K3); an online 2 or 3 beats the paper, a 4 does not. A
 * certificate that pays in full decides even beside a card that was read, since the counter must not take 3 tenths
 * (N22). Where online may still be asked, a share that is not printed waits for its answer.
 */
import type { Note, ReasonCode } from '../../../contract/decision.ts'
import { lacksShare, onlineCanTell, shareOf } from '../burden.ts'
import { hasEnded, isNotYetEffective, isOfEarlierScheme } from '../cover.ts'
import { fitsHalfYearlyGrid, isPlausibleExpiry } from '../expiry.ts'
import type { Certificate, Facts } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import {
  confirmedByNumber,
  newerEntitlement,
  ONLINE_REASONS,
  onlineAlsoSays,
  onlineBeatsPaper,
} from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

/** What no look at the paper can mend: another paper is needed. */
const overOrNotBegun = (facts: Facts, certificate: Certificate): ReasonCode[] => {
  const { day } = facts
  const { expiresOn } = certificate
  const codes: ReasonCode[] = []
  if (hasEnded(facts, certificate)) codes.push('QUAL_LOST')
  if (isOfEarlierScheme(facts, certificate)) codes.push('AGE75_SWITCH')
  if (isNotYetEffective(day, certificate) || day < LAW_DAYS.certificatesAndNotices.first)
    codes.push('NOT_YET_EFFECTIVE')
  if (expiresOn !== undefined && expiresOn < day) codes.push('CERTIFICATE_EXPIRED')
  return codes
}

/** What a second look at the paper, or its original, can mend. */
const incomplete = ({ copy, expiresOn }: Certificate): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (copy === true) codes.push('COPY_NOT_ACCEPTED')
  if (expiresOn === undefined) codes.push('EXPIRY_MISSING')
  return codes
}

/** What is worth a note about a paper that counts. */
const remarks = ({ day, online }: Facts, certificate: Certificate): ReasonCode[] => {
  const { issuedOn, expiresOn, expiryRule, fullPay, nameMatches } = certificate
  const codes: ReasonCode[] = []
  if (fullPay === true) codes.push('FULL_PAY_SPECIAL')
  if (nameMatches === false) codes.push('NAME_MISMATCH')
  if (expiresOn !== undefined) {
    const printed = { issuedOn, expiresOn }
    if (expiryRule === 'half-yearly' && !fitsHalfYearlyGrid(printed, day)) codes.push('EXPIRY_GRID_MISMATCH')
    if (!isPlausibleExpiry(printed, day)) codes.push('EXPIRY_IMPLAUSIBLE')
  }
  if (online === 4) codes.push('ONLINE_NOT_FOUND_DOC_VALID')
  return codes
}

const NOTES_OF_REMARK: Readonly<Partial<Record<ReasonCode, readonly Note[]>>> = {
  NAME_MISMATCH: ['TELL_INSURER'],
  EXPIRY_GRID_MISMATCH: ['ASK_INSURER'],
  EXPIRY_IMPLAUSIBLE: ['ASK_INSURER'],
  ONLINE_NOT_FOUND_DOC_VALID: ['ASK_INSURER', 'RECHECK_LATER'],
}

/** Issued before certificates existed: printed in advance, or misread. A thing to ask, never to refuse (rules §3.1). */
const isIssuedTooEarly = ({ issuedOn }: Certificate): boolean =>
  issuedOn !== undefined && issuedOn < LAW_DAYS.certificatesAndNotices.first

const notesOf = (certificate: Certificate, remarked: readonly ReasonCode[]): Note[] => {
  const notes: Note[] = []
  if (isIssuedTooEarly(certificate)) notes.push('ASK_INSURER')
  for (const remark of remarked) notes.push(...(NOTES_OF_REMARK[remark] ?? []))
  return notes
}

const judgeCounting = (facts: Facts, certificate: Certificate): Verdict => {
  const fullPay = certificate.fullPay === true
  if (!fullPay && lacksShare(facts) && !onlineCanTell(facts))
    return {
      codes: ['BURDEN_PROOF_MISSING', ...onlineAlsoSays(facts)],
      needs: [
        'elderly-recipient-certificate',
        'eligibility-notice',
        'my-number-card',
        'eligibility-certificate',
      ],
    }
  const remarked = remarks(facts, certificate)
  const [first = 'OK_CERTIFICATE', ...others] = remarked
  return {
    codes: [first, ...others, ...confirmedByNumber(facts)],
    notes: notesOf(certificate, remarked),
    burden: fullPay ? 10 : shareOf(facts),
    ...(fullPay ? { prevails: true } : {}),
  }
}

const judge = (facts: Facts, certificate: Certificate): Verdict => {
  const missing = incomplete(certificate)
  const [over, ...alsoOver] = overOrNotBegun(facts, certificate)
  const copy = certificate.copy === true
  if (over !== undefined) {
    if (facts.online === 3 && !copy) return newerEntitlement(facts, [over, ...alsoOver])
    return {
      codes: [over, ...alsoOver, ...missing, ...onlineAlsoSays(facts)],
      needs: ['my-number-card', 'eligibility-certificate'],
    }
  }
  const beaten = copy ? null : onlineBeatsPaper(facts, missing)
  if (beaten) return beaten
  const [first, ...others] = missing
  if (first !== undefined)
    return {
      codes: [first, ...others, ...onlineAlsoSays(facts)],
      needs: [copy ? 'original-document' : 'printed-expiry', 'my-number-card', 'eligibility-certificate'],
    }
  return judgeCounting(facts, certificate)
}

export const certificateRoad = {
  name: 'certificate',
  opensWith: ['eligibility-certificate'],
  restsOnPaper: true,
  reasons: {
    OK_CERTIFICATE: ['N01', 'A01', 'B06', 'B15', 'K3'],
    OK_ONLINE: ['N01', 'D08', 'N16'],
    FULL_PAY_SPECIAL: ['N22'],
    NAME_MISMATCH: ['B13'],
    EXPIRY_GRID_MISMATCH: ['K3', 'B02', 'B03'],
    EXPIRY_IMPLAUSIBLE: ['K3', 'B04', 'B05'],
    ONLINE_NOT_FOUND_DOC_VALID: ['N16', 'N01', 'D05', 'D06'],
    QUAL_LOST: ['B07', 'N27'],
    AGE75_SWITCH: ['N25'],
    NOT_YET_EFFECTIVE: ['B14', 'B15', 'K12'],
    CERTIFICATE_EXPIRED: ['B10', 'B15', 'K3', 'N17'],
    COPY_NOT_ACCEPTED: ['N29'],
    EXPIRY_MISSING: ['B01', 'A01'],
    BURDEN_PROOF_MISSING: ['E01', 'E02', 'K10', 'N24', 'N26'],
    ...ONLINE_REASONS,
  },
  look: (facts) => facts.certificates.map((certificate) => judge(facts, certificate)),
} as const satisfies Road
