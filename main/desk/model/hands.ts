/** The people who have a hand in the open visit: its last row names all of them, however often the staff changes in the middle. */
import { RECEPTION } from '../../../contract/staff.ts'
import { isLocked } from './admission.ts'
import { type Core, type DeskEvent, type Step, withCheckIn } from './core.ts'

/** Things that a person at the desk does, by hand, with a card or with a scanner. */
const ACTS: ReadonlySet<DeskEvent['type']> = new Set(['intent', 'card-reader', 'scan'])

/** More people than these have no hand in one visit. */
const MAX_HANDS = 20

/** The person at the desk as the journal's rows name them: whoever is signed in, or the reception. */
export const atDesk = ({ state }: Core): string => state.office.staff.signedIn?.id ?? RECEPTION

/**
 * Adds the person at the desk to those who have a hand in the open visit, where a step of theirs has changed it.
 * @param before the desk before the step
 */
export const followHands = (before: Core, step: Step, event: DeskEvent): Step => {
  const { checkIn, office } = step.core.state
  if (checkIn === null || checkIn === before.state.checkIn) return step
  if (!ACTS.has(event.type) || isLocked(office.staff)) return step
  const hand = atDesk(step.core)
  return checkIn.hands.includes(hand) || checkIn.hands.length >= MAX_HANDS
    ? step
    : { core: withCheckIn(step.core, { hands: [...checkIn.hands, hand] }), effects: step.effects }
}
