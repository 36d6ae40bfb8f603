/**
 * 旧 被保険者証: the old insurance card.
 *
 * Rules: A02 A05 A06 A08 K9 (through 2025-12-01), A07 (an earlier printed last day wins), A03 (none issued from
 * 2024-12-02 on), A04 (ends with the cover), N06 (from 2025-08-01 looked up by its number, through 2026-07-31), E01, N25
 * (75).
 * Years: by itself through 2025-12-01; provisionally through 2026-07-31; nothing afterwards.
 *
 * Readings: the provisional rule takes a card whose printed or lawful end has passed, and only with the answer
 * "eligible". Without any answer the number is still to be looked up; with another one the card has ended. A card dated 2024-12-02 or later is some other paper.
 * Past the 75th birthday a card that does not tell its scheme by its day is taken, and AGE75_SWITCH is said beside it.
 */
import type { ReasonCode } from '../../../contract/decision.ts'
import { firstLateElderlyDay } from '../ages.ts'
import { lacksShare, onlineCanTell, shareOf } from '../burden.ts'
import { hasEnded, isFromBefore75 } from '../cover.ts'
import type { Facts, InsuranceCard } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import { confirmedByNumber, ONLINE_REASONS, onlineAlsoSays, onlineBeatsPaper } from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

const isProvisional = (day: string): boolean =>
  LAW_DAYS.provisionalLookup.first <= day && day <= LAW_DAYS.provisionalLookup.lastForInsuranceCard

/**
 * Tells whether the card must be of a scheme that the patient has left by turning 75: it was issued before, or whoever
 * turned 75 after the last cards were issued got a certificate of the new scheme, and no card.
 */
const isOfEarlierScheme = (facts: Facts, { issuedOn }: InsuranceCard): boolean => {
  const { age, birthDate } = facts
  if (age !== '75-and-over' || birthDate === undefined) return false
  return (
    firstLateElderlyDay(birthDate) > LAW_DAYS.insuranceCard.lastIssued ||
    isFromBefore75(facts, { issuedOn }) === 'yes'
  )
}

/** May be of the scheme that the patient has left: it does not say that it was issued from the 75th birthday on. */
const doubtsAt75 = (facts: Facts, { issuedOn }: InsuranceCard): ReasonCode[] =>
  isFromBefore75(facts, { issuedOn }) === 'unknown' ? ['AGE75_SWITCH'] : []

const defects = ({ day }: Facts, { issuedOn, expiresOn }: InsuranceCard): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (issuedOn !== undefined && issuedOn > LAW_DAYS.insuranceCard.lastIssued) codes.push('DOC_TYPE_MISMATCH')
  if (expiresOn !== undefined && expiresOn < day) codes.push('INSURANCE_CARD_EXPIRED')
  return codes
}

const NEEDS = ['my-number-card', 'eligibility-certificate'] as const

const judgePastItsEnd = (
  facts: Facts,
  card: InsuranceCard,
  over: readonly [ReasonCode, ...ReasonCode[]],
): Verdict => {
  if (isProvisional(facts.day)) {
    if (facts.online === 1)
      return {
        codes: [
          'PROVISIONAL_INSURANCE_CARD',
          ...doubtsAt75(facts, card),
          ...over.filter((code) => code !== 'INSURANCE_CARD_ENDED'),
        ],
        notes: ['RECHECK_LATER'],
        burden: shareOf(facts),
      }
    const answered = facts.online === 2 ? null : onlineBeatsPaper(facts)
    if (answered) return { ...answered, codes: [...answered.codes, ...over] }
    if (facts.online === null || facts.online === 'unavailable')
      return {
        codes: [
          'INSURANCE_CARD_EXPIRED',
          ...over.filter((code) => code !== 'INSURANCE_CARD_ENDED' && code !== 'INSURANCE_CARD_EXPIRED'),
        ],
        needs: ['look-up', ...NEEDS],
      }
  }
  return {
    codes: [...over, ...onlineAlsoSays(facts)],
    needs: NEEDS,
    burden: over[0] === 'INSURANCE_CARD_ENDED' ? 10 : null,
  }
}

const coverIsOver = (facts: Facts, card: InsuranceCard): ReasonCode | null => {
  if (hasEnded(facts, card)) return 'QUAL_LOST'
  return isOfEarlierScheme(facts, card) ? 'AGE75_SWITCH' : null
}

const judge = (facts: Facts, card: InsuranceCard): Verdict => {
  const ended = facts.day > LAW_DAYS.insuranceCard.last
  if (ended && !isProvisional(facts.day)) return judgePastItsEnd(facts, card, ['INSURANCE_CARD_ENDED'])
  const over = coverIsOver(facts, card)
  if (over !== null) return { codes: [over, ...onlineAlsoSays(facts)], needs: NEEDS }
  if (ended) return judgePastItsEnd(facts, card, ['INSURANCE_CARD_ENDED'])
  const [first, ...others] = defects(facts, card)
  if (first !== undefined) return judgePastItsEnd(facts, card, [first, ...others])
  const beaten = onlineBeatsPaper(facts)
  if (beaten) return beaten
  if (lacksShare(facts) && !onlineCanTell(facts))
    return {
      codes: ['BURDEN_PROOF_MISSING', ...onlineAlsoSays(facts)],
      needs: ['elderly-recipient-certificate', 'my-number-card', 'eligibility-certificate'],
    }
  const doubts = doubtsAt75(facts, card)
  return facts.online === 4
    ? {
        codes: ['ONLINE_NOT_FOUND_DOC_VALID', ...doubts],
        notes: ['ASK_INSURER', 'RECHECK_LATER'],
        burden: shareOf(facts),
      }
    : {
        codes: ['OK_INSURANCE_CARD', ...doubts, ...confirmedByNumber(facts)],
        burden: shareOf(facts),
        ...(doubts.length > 0 ? { notes: ['RECHECK_LATER'], withNote: true } : {}),
      }
}

export const insuranceCardRoad = {
  name: 'insurance-card',
  opensWith: ['insurance-card'],
  restsOnPaper: true,
  reasons: {
    OK_INSURANCE_CARD: ['A02', 'A05', 'A06', 'A08', 'K9'],
    OK_ONLINE: ['N01', 'D08', 'N16'],
    PROVISIONAL_INSURANCE_CARD: ['N06', 'D08'],
    ONLINE_NOT_FOUND_DOC_VALID: ['N16', 'A02', 'D05', 'D06'],
    INSURANCE_CARD_EXPIRED: ['A07', 'N06'],
    INSURANCE_CARD_ENDED: ['A02', 'A08', 'K9', 'N06', 'N07'],
    DOC_TYPE_MISMATCH: ['A03'],
    QUAL_LOST: ['A04', 'B07', 'N27'],
    AGE75_SWITCH: ['N25', 'A03'],
    BURDEN_PROOF_MISSING: ['E01', 'K10', 'N24', 'N26'],
    ...ONLINE_REASONS,
  },
  look: (facts) => facts.insuranceCards.map((card) => judge(facts, card)),
} as const satisfies Road
