/**
 * スマートフォンのマイナ保険証: the phone at an equipped desk.
 *
 * Rules: N14 (equipped sites from 2025-09-19, no grace, the physical card when it fails), N16, N18, D03.
 * Years: from 2025-09-19.
 *
 * Readings: the phone is not the card that the fallbacks of N02 ask for, so a phone that gave no answer asks for the
 * card itself. What a refusal means is not guessed for a phone either.
 */
import { shareOf } from '../burden.ts'
import type { Facts } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import { ONLINE_REASONS, onlineBeatsPaper } from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'

const judgeAnswer = (facts: Facts): Verdict | null => {
  switch (facts.online) {
    case 1:
      return { codes: ['OK_PHONE'], burden: shareOf(facts) }
    case 4:
      return {
        codes: ['ONLINE_NOT_FOUND'],
        needs: ['eligibility-certificate'],
        notes: ['ASK_COVER_CHANGED'],
      }
    case 'unavailable':
      return couldNotBeRead(facts)
    case 2:
    case 3:
    case 5:
    case 6:
    case null:
      return onlineBeatsPaper(facts)
  }
}

const couldNotBeRead = (facts: Facts): Verdict => ({
  codes: facts.card ? ['PHONE_UNSUPPORTED'] : ['PHONE_UNSUPPORTED', 'CARD_ONLY_FALLBACK'],
  needs: ['my-number-card', 'eligibility-certificate'],
})

const judge = (facts: Facts): Verdict | null => {
  const { reader, failure } = facts
  if (!facts.phoneReader || facts.day < LAW_DAYS.phone.first)
    return { codes: ['PHONE_UNSUPPORTED'], needs: ['my-number-card', 'eligibility-certificate'] }
  if (facts.readingToTry) return null
  if (reader.state === 'read') return facts.askedBy === 'number' ? null : judgeAnswer(facts)
  if (failure === 'certificate-expired')
    return { codes: ['PHONE_NO_GRACE'], needs: ['my-number-card', 'eligibility-certificate'] }
  if (failure === 'refused') return { codes: ['CARD_NOT_USABLE'], needs: ['eligibility-certificate'] }
  if (failure === 'not-registered')
    return { codes: ['NOT_REGISTERED'], needs: ['registration', 'eligibility-certificate'] }
  return couldNotBeRead(facts)
}

export const phoneRoad = {
  name: 'phone',
  opensWith: ['phone'],
  reasons: {
    OK_PHONE: ['N14', 'N01', 'N16'],
    PHONE_UNSUPPORTED: ['N14'],
    PHONE_NO_GRACE: ['N14', 'N05'],
    CARD_NOT_USABLE: ['N18'],
    NOT_REGISTERED: ['D03', 'K2', 'N28'],
    CARD_ONLY_FALLBACK: ['N14', 'N02', 'N03'],
    ...ONLINE_REASONS,
  },
  look: (facts) => {
    const verdict = judge(facts)
    return verdict ? [verdict] : []
  },
} as const satisfies Road
