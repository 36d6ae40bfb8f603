/**
 * 資格情報のお知らせ alone: not enough, but for the provisional look-up while it ran.
 *
 * Rules: A09 A22 A28 (alone it never counts; its own text says so), A20 A21 (holding one proves no registration), N06
 * (looked up by number through 2026-03-31), B14, B07, K4 (a last day), N25 (75), B13 N36
 * (names).
 * Years: the look-up from 2025-08-01 through 2026-03-31.
 *
 * Readings: the extension to 2026-07-31 names old insurance cards only, so it is not applied to notices. While it ran,
 * a card beside the notice did not take the look-up away.
 */
import type { ReasonCode } from '../../../contract/decision.ts'
import { shareOf } from '../burden.ts'
import { hasEnded, isFromBefore75, isNotYetEffective } from '../cover.ts'
import type { Facts, Notice } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import { ONLINE_REASONS, onlineAlsoSays, onlineBeatsPaper } from '../online-answer.ts'
import type { Road, Verdict } from '../road.ts'
import { hasRunOut, remarksOn } from './card-and-notice.ts'

const NEEDS = ['my-number-card', 'eligibility-certificate'] as const

const isProvisional = (day: string): boolean =>
  LAW_DAYS.provisionalLookup.first <= day && day <= LAW_DAYS.provisionalLookup.lastForNotice

const judgeLookup = (facts: Facts, also: readonly ReasonCode[]): Verdict | null => {
  if (facts.online === 1)
    return {
      codes: ['PROVISIONAL_NOTICE', ...also],
      notes: ['RECHECK_LATER'],
      burden: shareOf(facts),
    }
  const beaten = facts.online === 2 ? null : onlineBeatsPaper(facts)
  return beaten && { ...beaten, codes: [...beaten.codes, ...also] }
}

const whyNot = (facts: Facts, notice: Notice): ReasonCode[] => {
  const codes: ReasonCode[] = []
  if (hasEnded(facts, notice)) codes.push('QUAL_LOST')
  if (isFromBefore75(facts, notice) === 'yes') codes.push('AGE75_SWITCH')
  if (isNotYetEffective(facts.day, notice)) codes.push('NOT_YET_EFFECTIVE')
  return codes
}

const judge = (facts: Facts, notice: Notice): Verdict | null => {
  const entered: ReasonCode[] = notice.entered === 'as-certificate' ? ['DOC_TYPE_MISMATCH'] : []
  const over = whyNot(facts, notice)
  const isOver: ReasonCode[] = hasRunOut(facts, notice) && facts.age !== '70-to-74' ? ['NOTICE_EXPIRED'] : []
  if (isProvisional(facts.day)) {
    const lookedUp = over.length === 0 ? judgeLookup(facts, [...isOver, ...remarksOn(facts, notice)]) : null
    if (lookedUp) return lookedUp
  }
  if (facts.card) return null
  const [first, ...others] = [...over, ...isOver, ...entered]
  return {
    codes:
      first === undefined
        ? ['NOTICE_ALONE', ...onlineAlsoSays(facts)]
        : [first, ...others, 'NOTICE_ALONE', ...onlineAlsoSays(facts)],
    needs: isProvisional(facts.day) && over.length === 0 ? ['look-up', ...NEEDS] : NEEDS,
  }
}

export const noticeAloneRoad = {
  name: 'notice-alone',
  opensWith: ['eligibility-notice', 'eligibility-certificate'],
  restsOnPaper: true,
  reasons: {
    PROVISIONAL_NOTICE: ['N06', 'D08'],
    NOTICE_ALONE: ['A09', 'A20', 'A21', 'N06'],
    DOC_TYPE_MISMATCH: ['A28', 'A09'],
    QUAL_LOST: ['B07', 'E05', 'N27'],
    NOT_YET_EFFECTIVE: ['B14', 'K12'],
    NOTICE_EXPIRED: ['K4', 'A24', 'A25'],
    AGE75_SWITCH: ['N25', 'N17'],
    NAME_MISMATCH: ['B13', 'N36'],
    ...ONLINE_REASONS,
  },
  look: (facts) =>
    facts.notices.flatMap((notice) => {
      const verdict = judge(facts, notice)
      return verdict ? [verdict] : []
    }),
} as const satisfies Road
