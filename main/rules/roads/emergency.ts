/**
 * 緊急: urgent, and the cover is evident.
 *
 * Rules: N01 但書.
 * Years: all.
 *
 * Reading: that the cover is evident is what the desk says by choosing this road; no paper and no answer is asked for.
 */
import { shareOf } from '../burden.ts'
import type { Road } from '../road.ts'

export const emergencyRoad = {
  name: 'emergency',
  opensWith: ['emergency'],
  reasons: { EMERGENCY: ['N01'] },
  look: (facts) => [
    { codes: ['EMERGENCY'], notes: ['RECHECK_LATER', 'COLLECT_NUMBER_LATER'], burden: shareOf(facts) },
  ],
} as const satisfies Road
