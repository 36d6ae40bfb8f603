/**
 * The portal's screen alone: it is taken only together with the card.
 *
 * Rules: N02 (a), A12, A14, B07 (a document saved before the cover ended), N25 (75).
 * Years: all.
 */
import { whyPortalIsOver } from '../cover.ts'
import { NO_VERDICT, type Road } from '../road.ts'

const OVER = ['QUAL_LOST', 'AGE75_SWITCH'] as const

export const portalAloneRoad = {
  name: 'portal-alone',
  opensWith: ['portal-screen'],
  reasons: { PORTAL_ALONE: ['N02', 'A12', 'A14'], QUAL_LOST: ['B07', 'N27'], AGE75_SWITCH: ['N25'] },
  look: (facts) => {
    if (facts.card) return NO_VERDICT
    const reasons = facts.portals.map((portal) => whyPortalIsOver(facts, portal))
    // Of several documents the order says nothing.
    const areOver = reasons.includes(null) ? [] : OVER.filter((reason) => reasons.includes(reason))
    const [over, ...alsoOver] = [...areOver, 'PORTAL_ALONE'] as const
    return [
      {
        codes: [over, ...alsoOver],
        needs: ['my-number-card', 'eligibility-certificate'],
      },
    ]
  },
} as const satisfies Road
