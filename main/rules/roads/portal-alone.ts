/**
 * The portal's screen alone: it is taken only together with the card.
 *
 * Rules: N02 (a), A12, A14, B07 (a document saved before the cover ended).
 * Years: all.
 */
import { portalHasEnded } from '../cover.ts'
import { NO_VERDICT, type Road } from '../road.ts'

export const portalAloneRoad = {
  name: 'portal-alone',
  opensWith: ['portal-screen'],
  reasons: { PORTAL_ALONE: ['N02', 'A12', 'A14'], QUAL_LOST: ['B07', 'N27'] },
  look: (facts) => {
    if (facts.card) return NO_VERDICT
    const areOver = facts.portals.every((portal) => portalHasEnded(facts, portal))
    return [
      {
        codes: areOver ? ['QUAL_LOST', 'PORTAL_ALONE'] : ['PORTAL_ALONE'],
        needs: ['my-number-card', 'eligibility-certificate'],
      },
    ]
  },
} as const satisfies Road
