/**
 * The portal's screen alone: it is taken only together with the card.
 *
 * Rules: N02 (a), A12, A14, B07 (a document saved before the cover ended), N25 (75).
 * Years: all.
 */
import { whyPortalIsOver } from '../cover.ts'
import { NO_VERDICT, type Road } from '../road.ts'

export const portalAloneRoad = {
  name: 'portal-alone',
  opensWith: ['portal-screen'],
  reasons: { PORTAL_ALONE: ['N02', 'A12', 'A14'], QUAL_LOST: ['B07', 'N27'], AGE75_SWITCH: ['N25'] },
  look: (facts) => {
    if (facts.card) return NO_VERDICT
    const reasons = facts.portals.map((portal) => whyPortalIsOver(facts, portal))
    const areOver = reasons.includes(null) ? [] : reasons.filter((reason) => reason !== null)
    const [over, ...alsoOver] = [...areOver, 'PORTAL_ALONE'] as const
    return [
      {
        codes: [over, ...alsoOver],
        needs: ['my-number-card', 'eligibility-certificate'],
      },
    ]
  },
} as const satisfies Road
