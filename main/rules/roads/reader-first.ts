/**
 * A card or phone lies there and the reader is still to be tried, or was tried and the answer was not asked for.
 *
 * Rules: K1 (the reader first: the roads behind it open only with a recorded failure), N02, N04, N14.
 * Years: all.
 *
 * Reading: it is tried whatever the dates on the card say, since its answer wins over a computed grace; a certificate
 * whose grace has ended is named beside it.
 */
import { NO_VERDICT, type Road } from '../road.ts'

export const readerFirstRoad = {
  name: 'reader-first',
  opensWith: ['my-number-card', 'phone'],
  reasons: { READER_FIRST: ['K1', 'N02', 'N14'], CERT_EXPIRED: ['N04', 'C01', 'K6'] },
  look: (facts) =>
    facts.readingToTry
      ? [
          {
            codes: facts.card?.standing === 'expired' ? ['READER_FIRST', 'CERT_EXPIRED'] : ['READER_FIRST'],
            needs: ['card-reading', 'eligibility-certificate'],
          },
        ]
      : NO_VERDICT,
} as const satisfies Road
