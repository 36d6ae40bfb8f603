/** Keeps what was given to a desk until it has answered: a desk that ends in between may have missed it. */

import type { IntentRules } from '../../../contract/intent.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { Asked } from './pending-intents.ts'

export type Unacknowledged = {
  /** Was given, followed by the ping with that number. */
  given(asked: Asked, ping: number): void
  /** That ping was answered: everything given before it was heard. */
  answered(ping: number): void
  /** Everything that may have been missed, in order. */
  list(): readonly Asked[]
}

export const trackUnacknowledged = (): Unacknowledged => {
  let waiting: { readonly asked: Asked; readonly ping: number }[] = []
  return {
    given: (asked, ping) => {
      waiting.push({ asked, ping })
    },
    answered: (ping) => {
      waiting = waiting.filter((one) => one.ping > ping)
    },
    list: () => waiting.map(({ asked }) => asked),
  }
}

/**
 * Decides about something that a desk may have missed. A row too many about the window is better than none; for a
 * person's step the contract says it (contract/intent.ts).
 */
export const afterMissed = (
  asked: Asked,
  whenMissed: (type: Intent['type']) => IntentRules['whenMissed'],
): IntentRules['whenMissed'] => (asked.type === 'intent' ? whenMissed(asked.intent.type) : 'repeat')
