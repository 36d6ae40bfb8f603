/**
 * The portal's screen alone: it is taken only together with the card.
 *
 * Rules: N02 (a), A12, A14.
 * Years: all.
 */
import { NO_VERDICT, type Road } from '../road.ts'

export const portalAloneRoad = {
  name: 'portal-alone',
  opensWith: ['portal-screen'],
  reasons: { PORTAL_ALONE: ['N02', 'A12', 'A14'] },
  look: (facts) =>
    facts.card
      ? NO_VERDICT
      : [{ codes: ['PORTAL_ALONE'], needs: ['my-number-card', 'eligibility-certificate'] }],
} as const satisfies Road
