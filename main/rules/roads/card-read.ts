/**
 * マイナ保険証: the card was read, by the reader or the desk's app, and the official terminal has answered.
 *
 * Rules: N01 ①, A01-1, D08, N16 (the codes), D03 N28 (registered at the reader), N04 (grace: the reader's answer wins),
 * N11 (visual check), N19 (6), N02 N03 (what opens after 2 and 4), D05 (not found is not uninsured), N15 (the
 * app), N35 (特定在留カード is such a card), N22 (full-pay.ts).
 * Years: all.
 *
 * Readings: an answer "eligible" for a card whose certificate has expired by its date is the grace, however the
 * grace is counted. A card with 2 or 4 asks for the fallbacks of N02.
 */
import type { Need, ReasonCode } from '../../../contract/decision.ts'
import { shareOf } from '../burden.ts'
import { hasEnded } from '../cover.ts'
import type { Facts } from '../facts.ts'
import { FULL_PAY_REASON } from '../full-pay.ts'
import { ONLINE_REASONS, onlineBeatsPaper } from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

const FALLBACKS: readonly Need[] = [
  'portal-screen',
  'eligibility-notice',
  'eligibility-certificate',
  'self-declaration',
]

const eligibleCodes = (inGrace: boolean, registeredNow: boolean): readonly [ReasonCode, ...ReasonCode[]] => {
  if (inGrace) return registeredNow ? ['CERT_GRACE', 'REG_ON_SPOT'] : ['CERT_GRACE']
  return registeredNow ? ['REG_ON_SPOT', 'OK_ONLINE'] : ['OK_ONLINE']
}

const eligible = (facts: Facts, registeredNow: boolean): Verdict => {
  const standing = facts.card?.standing
  const inGrace = standing === 'grace' || standing === 'expired'
  return {
    codes: eligibleCodes(inGrace, registeredNow),
    notes: hasEnded(facts) ? ['ASK_COVER_CHANGED'] : [],
    burden: shareOf(facts),
  }
}

const judge = (facts: Facts): Verdict | null => {
  if (facts.askedBy === 'number') return null
  switch (facts.online) {
    case 1:
      return eligible(facts, facts.reader.state === 'read' && facts.reader.registeredNow === true)
    case 2:
      return { codes: ['ONLINE_INVALID'], needs: FALLBACKS, notes: ['ASK_COVER_CHANGED'] }
    case 4:
      return { codes: ['ONLINE_NOT_FOUND'], needs: FALLBACKS, notes: ['ASK_COVER_CHANGED'] }
    case 3:
    case 5:
    case 6:
    case 'unavailable':
    case null:
      return onlineBeatsPaper(facts)
  }
}

export const cardReadRoad = {
  name: 'card-read',
  opensWith: ['my-number-card'],
  reasons: {
    OK_ONLINE: ['N01', 'A01', 'D08', 'N15', 'N16'],
    REG_ON_SPOT: ['D03', 'N28', 'N16'],
    CERT_GRACE: ['N04', 'K6', 'C01'],
    ...FULL_PAY_REASON,
    ...ONLINE_REASONS,
  },
  look: (facts) => {
    const verdict = judge(facts)
    return verdict ? [verdict] : []
  },
} as const satisfies Road
