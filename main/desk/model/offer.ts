/** Offers something to the open visit; `settle.ts` takes it, or asks whose it is. */
import { type Held, MAX_HELD, type Offer } from '../../../contract/held.ts'
import { openCheckIn } from './check-in.ts'
import { type Core, chain, type Now, type Step, say, stay, withCheckIn } from './core.ts'

const isSame = (one: Offer, other: Offer): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A card that gave nothing makes room for the one that is laid next: nobody is asked twice. */
const outdated = (held: Held, offered: Offer): boolean =>
  offered.kind === 'card' && held.offer.kind === 'card' && !held.offer.card.confirmed

/**
 * Offers something to the open visit, or to a new one. It queues behind what waits already: whatever is laid down after
 * something doubtful is most likely of the same person.
 */
export const offer = (core: Core, offered: Offer, now: Now): Step =>
  chain(openCheckIn(core, now), (opened) => {
    const view = opened.state.checkIn
    if (view === null || view.held.some((held) => isSame(held.offer, offered))) return stay(opened)
    const waiting = view.held.filter((held) => !outdated(held, offered))
    if (waiting.length >= MAX_HELD) return stay(say(opened, 'ANSWER_FIRST', 'look'))
    const held = { number: opened.nextId, offer: offered }
    return stay(withCheckIn({ ...opened, nextId: opened.nextId + 1 }, { held: [...waiting, held] }))
  })
