/**
 * 資格確認書: the eligibility certificate, which confirms by itself.
 *
 * Rules: N01 ②, A01-3 (accepted), B01 (always has a last day), B14 B15 K12 (first day), B06 (the card as well is
 * normal), B07 N27 (cover that ended), K3 N39 B02–B05 (the printed day alone counts; plausibility), N17 (後期 2026-07-31),
 * N25 (75), N29 (originals), B13 N36 (names), N37 (photo ID is never a condition), E01 E02 (share of the over-70s), N16 D05
 * D06 (changed job), N22 (full-pay.ts).
 * Years: from 2024-12-02.
 *
 * Readings: the printed last day alone counts, inclusive (K3); an online 2 or 3 about this paper beats it, a 4 does not,
 * and a card that is not eligible does not where the paper is of a cover that began later. Past the 75th birthday a
 * certificate that names neither its scheme nor a first day from the birthday on is taken with a note, as it may be the
 * new one. Where online may still be asked, a share that is not printed waits for its answer.
 */
import type { Note, ReasonCode } from '../../../contract/decision.ts'
import { lacksShare, onlineCanTell, shareOf } from '../burden.ts'
import { hasEnded, isFromBefore75, isNotYetEffective, isOfEarlierScheme } from '../cover.ts'
import { fitsHalfYearlyGrid, isPlausibleExpiry } from '../expiry.ts'
import type { Certificate, Facts } from '../facts.ts'
import { FULL_PAY_REASON } from '../full-pay.ts'
import { LAW_DAYS } from '../law-days.ts'
import {
  confirmedByNumber,
  isCardNotEligible,
  NEW_COVER_REASONS,
  ONLINE_REASONS,
  onlineAlsoSays,
  onlineBeatsCertificate,
} from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

/** Faults that no look at the paper can mend: another paper is needed. */
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

/** Faults that a second look at the paper, or its original, can mend. */
const incomplete = ({ copy, expiresOn }: Certificate): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (copy === true) codes.push('COPY_NOT_ACCEPTED')
  if (expiresOn === undefined) codes.push('EXPIRY_MISSING')
  return codes
}

/** Reasons worth a note about a paper that counts. */
const remarks = ({ day, online }: Facts, certificate: Certificate): ReasonCode[] => {
  const { issuedOn, expiresOn, expiryRule, nameMatches } = certificate
  const codes: ReasonCode[] = []
  if (nameMatches === false) codes.push('NAME_MISMATCH')
  if (expiresOn !== undefined) {
    const printed = { issuedOn, expiresOn }
    if (expiryRule === 'half-yearly' && !fitsHalfYearlyGrid(printed, day)) codes.push('EXPIRY_GRID_MISMATCH')
    if (!isPlausibleExpiry(printed, day)) codes.push('EXPIRY_IMPLAUSIBLE')
  }
  if (online === 4) codes.push('ONLINE_NOT_FOUND_DOC_VALID')
  return codes
}

/** Issued before certificates existed: printed in advance, or misread. A thing to ask, never to refuse (rules §3.1). */
const isIssuedTooEarly = ({ issuedOn }: Certificate): boolean =>
  issuedOn !== undefined && issuedOn < LAW_DAYS.certificatesAndNotices.first

/** May be of the scheme that the patient has left: it names neither its scheme nor a first day from 75 on. */
const doubtsAt75 = (facts: Facts, certificate: Certificate): ReasonCode[] =>
  certificate.scheme === undefined && isFromBefore75(facts, certificate) !== 'no' ? ['AGE75_SWITCH'] : []

const notesOf = (certificate: Certificate, codes: readonly ReasonCode[]): Note[] => {
  const notes: Note[] = []
  if (isIssuedTooEarly(certificate)) notes.push('ASK_INSURER')
  if (codes.includes('ONLINE_NOT_FOUND_DOC_VALID') || codes.includes('AGE75_SWITCH'))
    notes.push('RECHECK_LATER')
  return notes
}

const judgeCounting = (facts: Facts, certificate: Certificate): Verdict => {
  if (lacksShare(facts) && !onlineCanTell(facts))
    return {
      codes: ['BURDEN_PROOF_MISSING', ...remarks(facts, certificate), ...onlineAlsoSays(facts)],
      needs: [
        'elderly-recipient-certificate',
        'eligibility-notice',
        'my-number-card',
        'eligibility-certificate',
      ],
    }
  const [first = 'OK_CERTIFICATE', ...others] = remarks(facts, certificate)
  const doubted = doubtsAt75(facts, certificate)
  const codes = [first, ...others, ...doubted, ...confirmedByNumber(facts)] as const
  return {
    codes,
    notes: notesOf(certificate, codes),
    burden: shareOf(facts),
    ...(doubted.length > 0 ? { withNote: true } : {}),
  }
}

/** Of a paper that a second look could mend, the answer says what it says; it counts only once it is whole. */
const judgeIncomplete = (
  facts: Facts,
  { copy }: Certificate,
  missing: readonly ReasonCode[],
): Verdict | null => {
  const [first, ...others] = missing
  if (first === undefined) return null
  const needs = [
    copy === true ? ('original-document' as const) : ('printed-expiry' as const),
    'my-number-card' as const,
    'eligibility-certificate' as const,
  ]
  if (copy !== true && facts.online === 2)
    return { codes: ['ONLINE_INVALID', ...missing], needs: ['look-up', ...needs] }
  if (copy !== true && facts.online === 5)
    return { codes: ['MULTI_MATCH', ...missing], needs: ['branch-number', ...needs, 'staff'] }
  return { codes: [first, ...others, ...onlineAlsoSays(facts)], needs }
}

const judge = (facts: Facts, certificate: Certificate): Verdict => {
  const missing = incomplete(certificate)
  const [over, ...alsoOver] = overOrNotBegun(facts, certificate)
  const since = certificate.effectiveOn ?? certificate.issuedOn
  if (over !== undefined) {
    // The card is not eligible, and the paper names no day: it may be of the cover after the one that ended.
    const mayBeOfTheNext = over === 'QUAL_LOST' && since === undefined && isCardNotEligible(facts)
    return {
      codes: [over, ...alsoOver, ...missing, ...onlineAlsoSays(facts)],
      needs: [...(mayBeOfTheNext ? (['look-up'] as const) : []), 'my-number-card', 'eligibility-certificate'],
    }
  }
  const remarked = (verdict: Verdict): Verdict => ({
    ...verdict,
    codes: [...verdict.codes, ...remarks(facts, certificate), ...doubtsAt75(facts, certificate)],
  })
  const incompleteVerdict = judgeIncomplete(facts, certificate, missing)
  if (incompleteVerdict) return incompleteVerdict
  const beaten = onlineBeatsCertificate(facts, since)
  return beaten ? remarked(beaten) : judgeCounting(facts, certificate)
}

export const certificateRoad = {
  name: 'certificate',
  opensWith: ['eligibility-certificate'],
  restsOnPaper: true,
  reasons: {
    OK_CERTIFICATE: ['N01', 'A01', 'B06', 'B15', 'K3', 'N37'],
    OK_ONLINE: ['N01', 'D08', 'N16'],
    NAME_MISMATCH: ['B13', 'N36'],
    EXPIRY_GRID_MISMATCH: ['K3', 'B02', 'B03'],
    EXPIRY_IMPLAUSIBLE: ['K3', 'B04', 'B05'],
    ONLINE_NOT_FOUND_DOC_VALID: ['N16', 'N01', 'D05', 'D06'],
    QUAL_LOST: ['B07', 'N27'],
    AGE75_SWITCH: ['N25'],
    NOT_YET_EFFECTIVE: ['B14', 'B15', 'K12'],
    CERTIFICATE_EXPIRED: ['B10', 'B15', 'K3', 'N17', 'N39'],
    COPY_NOT_ACCEPTED: ['N29'],
    EXPIRY_MISSING: ['B01', 'A01'],
    BURDEN_PROOF_MISSING: ['E01', 'E02', 'K10', 'N24', 'N26'],
    ...FULL_PAY_REASON,
    ...NEW_COVER_REASONS,
    ...ONLINE_REASONS,
  },
  look: (facts) => facts.certificates.map((certificate) => judge(facts, certificate)),
} as const satisfies Road
