/**
 * A card or phone lies there and the reader is still to be tried, or was tried and the answer was not asked for.
 *
 * Rules: K1 (the reader first: the roads behind it open only with a recorded failure), N02, N04, N14.
 * Years: all.
 *
 * Reading: it is tried whatever the dates on the card say, since its answer wins over a computed grace; a certificate
 * that has expired by the strict end is named beside it.
 */
import type { Facts } from '../facts.ts'
import { NO_VERDICT, type Road } from '../road.ts'

const isPastStrictGrace = ({ card }: Facts): boolean =>
  card?.standing === 'expired' || card?.standing === 'unclear'

export const readerFirstRoad = {
  name: 'reader-first',
  opensWith: ['my-number-card', 'phone'],
  reasons: { READER_FIRST: ['K1', 'N02', 'N14'], CERT_EXPIRED: ['N04', 'C01', 'K6'] },
  look: (facts) =>
    facts.readingToTry
      ? [
          {
            codes: isPastStrictGrace(facts) ? ['READER_FIRST', 'CERT_EXPIRED'] : ['READER_FIRST'],
            needs: ['card-reading', 'eligibility-certificate'],
          },
        ]
      : NO_VERDICT,
} as const satisfies Road
