/**
 * 障害時モード: the call centre has opened the outage mode, and the desk asks by name and date of birth.
 *
 * Rules: N10.
 * Years: all.
 *
 * Readings: something that names the person must lie on the table, a self-declaration being words only; a card that
 * was refused or is known to be unregistered does not count by this road, and an answer that came ends the outage.
 */
import { shareOf } from '../burden.ts'
import type { Facts } from '../facts.ts'
import { NO_VERDICT, type Road } from '../road.ts'

const namesThePerson = (facts: Facts): boolean => facts.presented > (facts.selfDeclaration ? 1 : 0)

const isAnswered = ({ online }: Facts): boolean => online !== null && online !== 'unavailable'

export const outageRoad = {
  name: 'outage',
  opensWith: ['outage-mode'],
  reasons: { OUTAGE_MODE: ['N10'] },
  look: (facts) =>
    namesThePerson(facts) &&
    !isAnswered(facts) &&
    facts.failure !== 'refused' &&
    facts.failure !== 'not-registered'
      ? [{ codes: ['OUTAGE_MODE'], notes: ['RECHECK_LATER'], burden: shareOf(facts) }]
      : NO_VERDICT,
} as const satisfies Road
