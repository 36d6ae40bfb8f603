/**
 * The comparison of the card's chip with its face: asked for, counted, typed, read, and forgotten. Nothing of it is
 * recorded, and nothing of it is in the check-in, which is kept on disk.
 */

import type { CardFaceEnd, CardFaceTyped } from '../../../contract/card-face.ts'
import type { Result } from '../../../contract/result.ts'
import { unreachable } from '../../../contract/result.ts'
import type { BasicFour, BasicFourProblem } from '../../../native/card/basic-four.ts'
import { RESERVED_ATTEMPTS } from '../../../native/card/basic-four.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { cardFaceNumber } from './card-face-number.ts'
import { type Core, type Now, type Step, say, stay, withState } from './core.ts'

/** Forgets the comparison, typed and read. */
export const forgetCardFace = (core: Core): Core =>
  core.state.cardFace === null ? core : withState(core, { cardFace: null })

const end = (core: Core, why: CardFaceEnd): Core => withState(core, { cardFace: { state: 'ended', why } })

/** Tells whether the desk offers the comparison now: it is turned on, and a My Number card that was read lies there. */
const isOffered = ({ state }: Core): boolean =>
  state.office.settings.cardFace && state.checkIn !== null && state.cardReader.state === 'read'

/** Asks the card how many attempts are left. Where it has gone since the window offered this, that is said. */
export const openCardFace = (core: Core): Step => {
  const { settings } = core.state.office
  if (!settings.cardFace || core.state.checkIn === null) return stay(core)
  if (!isOffered(core)) return stay(end(core, 'removed'))
  const request = core.nextId
  return {
    core: withState({ ...core, nextId: request + 1 }, { cardFace: { state: 'counting', request } }),
    effects: [{ type: 'count-face-attempts', request }],
  }
}

/** Hands what was typed to the card, once; or says which of it cannot be right, and spends nothing. */
export const readCardFace = (core: Core, typed: CardFaceTyped, now: Now): Step => {
  const face = core.state.cardFace
  if (face?.state !== 'asking' || !isOffered(core)) return stay(core)
  if (Object.values(typed).some((text) => containsIndividualNumber(text) === 'valid'))
    return stay(say(core, 'MY_NUMBER_REFUSED', 'look'))
  const number = cardFaceNumber(typed, now.today)
  if (!number.ok)
    return stay(withState(core, { cardFace: { ...face, wrong: false, refused: [...number.problem] } }))
  const request = core.nextId
  return {
    core: withState(
      { ...core, nextId: request + 1 },
      { cardFace: { state: 'reading', request, attempts: face.attempts } },
    ),
    effects: [{ type: 'read-face', request, number: number.value }],
  }
}

const endOf = (problem: BasicFourProblem): CardFaceEnd =>
  problem.kind === 'wrong-number' ? 'near-lock' : problem.kind

/** So many attempts are left on the card: the window may ask, or it must not. */
const ask = (core: Core, left: number, wrong: boolean): Core => {
  const attempts = left - RESERVED_ATTEMPTS
  if (left === 0) return end(core, 'locked')
  return attempts > 0
    ? withState(core, { cardFace: { state: 'asking', attempts, wrong, refused: [] } })
    : end(core, 'near-lock')
}

/** The card has said how many attempts are left. An answer to a question that is no longer asked is left aside. */
export const faceAttemptsCounted = (
  core: Core,
  request: number,
  outcome: Result<number, BasicFourProblem>,
): Core => {
  const face = core.state.cardFace
  if (face?.state !== 'counting' || face.request !== request) return core
  return outcome.ok ? ask(core, outcome.value, false) : end(core, endOf(outcome.problem))
}

/** The card has given its facts, or not. */
export const faceRead = (core: Core, request: number, outcome: Result<BasicFour, BasicFourProblem>): Core => {
  const face = core.state.cardFace
  if (face?.state !== 'reading' || face.request !== request) return core
  if (outcome.ok) return withState(core, { cardFace: { state: 'read', facts: outcome.value } })
  return outcome.problem.kind === 'wrong-number'
    ? ask(core, outcome.problem.attemptsLeft, true)
    : end(core, endOf(outcome.problem))
}

/**
 * The reader's state has changed. What was asked of a card that has gone is over, for the next one has its own count;
 * what was read stays beside the papers when the card is handed back, until another card comes.
 */
export const followCard = (core: Core): Core => {
  const { cardFace, cardReader } = core.state
  if (cardFace === null) return core
  switch (cardFace.state) {
    case 'counting':
    case 'asking':
    case 'reading': {
      const silent = cardReader.state === 'no-service' || cardReader.state === 'unresponsive'
      return end(core, silent ? 'unresponsive' : 'removed')
    }
    case 'ended':
      return core
    case 'read': {
      const mayBeAnother =
        cardReader.state === 'reading' || cardReader.state === 'read' || cardReader.state === 'unresponsive'
      return mayBeAnother ? forgetCardFace(core) : core
    }
    default:
      return unreachable(cardFace)
  }
}
