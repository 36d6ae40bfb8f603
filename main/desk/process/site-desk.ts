/** The desk's side of what the counters of a site tell each other: an answer that is not there at once is none. */
import type { Publication } from '../../../contract/publication.ts'
import type { Settled, SiteOrder, SiteWord } from '../../center/site/words.ts'
import type { DeskEvent } from '../model/core.ts'
import type { Clock } from '../ports.ts'

/** Milliseconds in which a hint about a patient comes, or not at all: nothing moves on the screen under somebody's eyes. */
export const HINT_IN_TIME = 200

export type SiteDesk = {
  order(order: SiteOrder): void
  hear(word: SiteWord): void
  /** A thread has begun, which knows nothing of this desk yet. */
  begun(): void
}

/** Takes what leaves rows in the journal. */
export type SiteHeard = {
  /** Things of this counter that others have done. */
  settled(list: readonly Settled[]): void
  publication(publication: Publication): void
}

/** A question, when it was asked, and whether its answer is on the screen. */
type Asked = { readonly checkIn: string; readonly at: number; readonly state: 'waiting' | 'shown' | 'none' }

/** @param send gives an order to the thread, where there is one that shares */
export const createSiteDesk = (
  clock: Pick<Clock, 'monotonic'>,
  tell: (event: DeskEvent) => void,
  send: (order: SiteOrder) => void,
  heard: SiteHeard,
): SiteDesk => {
  /** The last of each kind that a thread has to know from its beginning. */
  const kept = new Map<SiteOrder['order'], SiteOrder>()
  let asked: Asked | null = null
  return {
    order: (order) => {
      if (order.order === 'here' || order.order === 'follow-ups') kept.set(order.order, order)
      if (order.order === 'ask')
        asked =
          order.patientNumber === null
            ? null
            : { checkIn: order.checkIn, at: clock.monotonic(), state: 'waiting' }
      send(order)
    },
    hear: (word) => {
      if (word.word === 'arrival-taken') {
        tell({ type: 'arrival-taken-elsewhere', hash: word.hash })
        return
      }
      if (word.word === 'publication') {
        heard.publication(word.publication)
        return
      }
      if (word.word === 'follow-ups') {
        tell({ type: 'site-follow-ups', list: word.list })
        return
      }
      if (word.word === 'settled') {
        heard.settled(word.list)
        return
      }
      if (asked === null || asked.checkIn !== word.checkIn || asked.state === 'none') return
      const isLate = asked.state === 'waiting' && clock.monotonic() - asked.at > HINT_IN_TIME
      // One that is on the screen is kept true; one that was not there in time does not come later.
      asked = { ...asked, state: isLate || word.hints.length === 0 ? 'none' : 'shown' }
      if (isLate) return
      const { checkIn, patientNumber, hints } = word
      tell({ type: 'seen-elsewhere', checkIn, patientNumber, hints })
    },
    begun: () => {
      for (const order of kept.values()) send(order)
    },
  }
}
