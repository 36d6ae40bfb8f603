/** A card that comes while nobody is signed in waits for whoever signs in: no row is written in nobody's name. Pure. */
import type { CardReaderStatus } from '../../../contract/card.ts'
import { isLocked } from './admission.ts'
import { cardReaderChanged } from './card.ts'
import { type Core, type Now, type OfficialAnswer, type Step, stay, withState } from './core.ts'

/** Reports that a check-in would begin or go on with. */
const isOfCard = ({ state }: CardReaderStatus): boolean =>
  state === 'reading' || state === 'read' || state === 'failed' || state === 'unresponsive'

/** One report of the card reader: heard at once, or, of a card at a locked desk, shown and kept for later. */
export const cardReported = (
  core: Core,
  status: CardReaderStatus,
  official: OfficialAnswer | null,
  now: Now,
): Step => {
  if (!isLocked(core.state.office.staff) || !isOfCard(status))
    return cardReaderChanged({ ...core, cardAtLock: undefined }, status, official, now)
  return stay({ ...withState(core, { cardReader: status }), cardAtLock: { official } })
}

/** Takes the card that was laid meanwhile, once somebody is signed in. */
export const takeCardAtLock = (core: Core, now: Now): Step => {
  const { cardAtLock, state } = core
  if (cardAtLock === undefined || isLocked(state.office.staff)) return stay(core)
  return cardReaderChanged({ ...core, cardAtLock: undefined }, state.cardReader, cardAtLock.official, now)
}
