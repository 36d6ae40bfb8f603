/**
 * 障害時モード: the call centre has opened the outage mode, and the desk asks by name and date of birth.
 *
 * Rules: N10.
 * Years: all.
 *
 * Readings: the mode asks by what the patient says of themselves, so no paper is needed for it; everything is checked
 * again afterwards. A card that was refused or is known to be unregistered shows that the reader works, and an answer
 * other than "eligible" ends the outage for this patient.
 */
import { shareOf } from '../burden.ts'
import type { Facts } from '../facts.ts'
import { NO_VERDICT, type Road } from '../road.ts'

const isAnsweredOtherwise = ({ online }: Facts): boolean =>
  online !== null && online !== 'unavailable' && online !== 1

export const outageRoad = {
  name: 'outage',
  opensWith: ['outage-mode'],
  reasons: { OUTAGE_MODE: ['N10'] },
  look: (facts) =>
    isAnsweredOtherwise(facts) || facts.failure === 'refused' || facts.failure === 'not-registered'
      ? NO_VERDICT
      : [{ codes: ['OUTAGE_MODE'], notes: ['RECHECK_LATER'], burden: shareOf(facts) }],
} as const satisfies Road
