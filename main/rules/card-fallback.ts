/**
 * When a card that could not be confirmed may be taken together with something else, or confirmed in another way.
 *
 * Rules: K1 (the reader comes first; only a recorded failure opens the roads behind it), K2 (not with a card known to
 * be unregistered; a dead reader cannot see that), N18 (a refused card asks for the certificate alone), N03 (causes), N15
 * (the app at the desk).
 */
import type { Facts } from './facts.ts'

/** Tells whether the roads "card and information" and "card and self-declaration" are open. */
export const cardCanBeTakenWithMore = ({ card, failure }: Facts): boolean =>
  card !== null && failure !== null && failure !== 'refused' && failure !== 'not-registered'

/**
 * Tells whether the desk's app may confirm the card (N15): the reader or its line is out of order, or the patient
 * cannot work it. The app reads the chip too and asks for PIN or face, so it is of no use for a card that cannot be
 * read, nor where the PIN of a card without a photo is not known; and a national outage concerns it as well.
 */
export const appCanConfirm = ({ card, failure, deskApp, outageMode, answersForCard }: Facts): boolean => {
  if (!deskApp || card === null || outageMode || answersForCard || card.standing === 'expired') return false
  if (failure === 'no-identification') return !card.photoless
  return failure === 'reader-fault' || failure === 'unavailable'
}
