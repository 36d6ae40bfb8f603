/**
 * When a card that could not be confirmed may be taken together with something else.
 *
 * Rules: K1 (the reader comes first; only a recorded failure opens the roads behind it), K2 (not with a card known to
 * be unregistered; a dead reader cannot see that), N18 (a refused card asks for the certificate alone), N03 (causes).
 */
import type { Facts } from './facts.ts'

/** Whether the roads "card and information" and "card and self-declaration" are open. */
export const cardCanBeTakenWithMore = ({ card, failure }: Facts): boolean =>
  card !== null && failure !== null && failure !== 'refused' && failure !== 'not-registered'
