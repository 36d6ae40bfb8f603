/**
 * カード＋被保険者資格申立書: the card with a self-declaration, the last of the fallbacks.
 *
 * Rules: N02 (d), N08 (what it says; the number follows later), K1, K2.
 * Years: all.
 *
 * Readings: it is for a first visit, and for a return visit whose record does not serve. The declaration names the
 * share itself (N08), so nobody of 70 or over needs a further paper.
 */
import { shareOf } from '../burden.ts'
import { cardCanBeTakenWithMore } from '../card-fallback.ts'
import { NO_VERDICT, type Road } from '../road.ts'

export const selfDeclarationRoad = {
  name: 'self-declaration',
  opensWith: ['self-declaration'],
  restsOnPaper: true,
  reasons: { SELF_DECLARATION: ['N02', 'N03', 'N08', 'K1'] },
  look: (facts) =>
    cardCanBeTakenWithMore(facts)
      ? [
          {
            codes: ['SELF_DECLARATION'],
            notes: ['COLLECT_NUMBER_LATER', 'RECHECK_LATER'],
            burden: shareOf(facts),
          },
        ]
      : NO_VERDICT,
} as const satisfies Road
