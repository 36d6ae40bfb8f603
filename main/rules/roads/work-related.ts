/**
 * 業務災害・通勤災害: not health insurance at all.
 *
 * Rules: N31.
 * Years: all.
 *
 * Reading: it decides before every other road, an emergency and an online answer included: they would confirm a cover
 * that does not apply.
 */
import type { Road } from '../road.ts'

export const workRelatedRoad = {
  name: 'work-related',
  opensWith: ['work-related'],
  reasons: { NOT_HEALTH_INSURANCE: ['N31'] },
  look: () => [{ codes: ['NOT_HEALTH_INSURANCE'], needs: ['staff'], prevails: true }],
} as const satisfies Road
