/**
 * Nothing that confirms: in full in principle, never a refusal of treatment.
 *
 * Rules: N07 (未確認: 原則10割; staff may decide otherwise), A01 (what would confirm), N01 ③ (a known patient's number).
 * Years: all.
 */
import { canLookUp } from '../online-answer.ts'
import type { Road } from '../road.ts'

const PROOF = ['my-number-card', 'eligibility-certificate'] as const

export const nothingRoad = {
  name: 'nothing',
  opensWith: [],
  reasons: { NO_PROOF: ['N07', 'A01'] },
  look: (facts) => {
    // The number of a known patient is on file, and can be looked up (N01 ③).
    const isKnown = facts.visit.kind === 'return' && facts.visit.recordOnFile === true
    return [
      {
        codes: ['NO_PROOF'],
        needs: isKnown && canLookUp(facts) ? ['look-up', ...PROOF] : PROOF,
        burden: 10,
      },
    ]
  },
} as const satisfies Road
