/** Why the insurance could not be checked online, as the clinic's part of the declaration says it. Pure. */
import type { ReaderFailure } from '../../contract/check-in.ts'
import type { CheckInView } from '../../contract/desk.ts'

/** A reason by its words: of the reader's result, or of `declaration.whys`. */
export type WhyNot =
  | { readonly of: 'reader'; readonly failure: ReaderFailure | 'down' }
  | { readonly of: 'online'; readonly why: 'unavailable' | 'not-found' | 'several' }
  | { readonly of: 'visit'; readonly why: 'card-lost' | 'outage' | 'nothing' }

const hasExpiredCard = ({ evidence, visitDate }: CheckInView): boolean =>
  evidence.some(
    ({ document }) =>
      document.type === 'my-number-card' &&
      document.certificateExpiresOn !== undefined &&
      document.certificateExpiresOn < visitDate,
  )

const ofOnline = ({ online }: CheckInView): WhyNot | null => {
  if (online === null) return null
  if ('unavailable' in online) return { of: 'online', why: 'unavailable' }
  if (online.code === 4) return { of: 'online', why: 'not-found' }
  return online.code === 5 ? { of: 'online', why: 'several' } : null
}

/**
 * Finds why a declaration is written: the reader's own result first, then the official answer, then what was said of the
 * visit. Null where nothing is known; the clinic then writes it by hand.
 */
export const whyNotConfirmed = (checkIn: CheckInView): WhyNot | null => {
  const { reader, visit, outageMode, evidence } = checkIn
  if (reader.state === 'failed') return { of: 'reader', failure: reader.failure }
  if (reader.state === 'down') return { of: 'reader', failure: 'down' }
  const online = ofOnline(checkIn)
  if (online !== null) return online
  if (outageMode) return { of: 'visit', why: 'outage' }
  if (visit.cardLost === true) return { of: 'visit', why: 'card-lost' }
  if (hasExpiredCard(checkIn)) return { of: 'reader', failure: 'certificate-expired' }
  const broughtNothing = evidence.every(({ document }) => document.type === 'self-declaration')
  return broughtNothing && checkIn.decided !== null ? { of: 'visit', why: 'nothing' } : null
}
