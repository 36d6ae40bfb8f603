/**
 * Nothing that confirms: in full in principle, never a refusal of treatment.
 *
 * Rules: N07 (未確認: 原則10割; staff may decide otherwise), A01 (what would confirm).
 * Years: all.
 */
import type { Road } from '../road.ts'

export const nothingRoad = {
  name: 'nothing',
  opensWith: [],
  reasons: { NO_PROOF: ['N07', 'A01'] },
  look: () => [
    {
      codes: ['NO_PROOF'],
      needs: ['my-number-card', 'eligibility-certificate'],
      burden: 10,
    },
  ],
} as const satisfies Road
