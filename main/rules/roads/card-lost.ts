/**
 * The card is lost: the certificate takes its place.
 *
 * Rules: D04, C01-F, B12, N38 (it is stopped first: 0120-95-0178, day and night).
 * Years: all. Until 2025-12-01 an old insurance card did as well (D04: 旧保険証の保有者は継続).
 */
import { NO_VERDICT, type Road } from '../road.ts'

export const cardLostRoad = {
  name: 'card-lost',
  opensWith: ['card-lost'],
  reasons: { CARD_LOST: ['D04', 'C01', 'B12', 'N38'] },
  look: (facts) =>
    facts.card
      ? NO_VERDICT
      : [
          {
            codes: ['CARD_LOST'],
            needs: ['eligibility-certificate'],
          },
        ],
} as const satisfies Road
