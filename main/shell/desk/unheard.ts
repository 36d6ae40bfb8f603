/** What was given to a desk, until it has shown that it heard it: a desk that ends in between may have missed it. */
import type { Asked } from './held-intents.ts'

export type Unheard = {
  /** Was given, followed by the ping with that number. */
  given(asked: Asked, ping: number): void
  /** That ping was answered: everything given before it was heard. */
  answered(ping: number): void
  /** What may have been missed, in order. */
  list(): readonly Asked[]
}

export const trackUnheard = (): Unheard => {
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
 * What becomes of something that a desk may have missed. `repeat`: doing it twice is doing it once. `say`: it could
 * be done twice, so the person looks and decides. `drop`: nobody waits for it.
 */
export const afterMissed = (asked: Asked): 'repeat' | 'say' | 'drop' => {
  // A row too many about the window is better than none.
  if (asked.type !== 'intent') return 'repeat'
  switch (asked.intent.type) {
    case 'save-draft':
    case 'open-check-in':
    case 'set-visit':
    case 'set-birth-date':
    case 'set-patient-number':
    case 'set-outage-mode':
    case 'set-official-name':
    case 'choose-patient-language':
    case 'tick-note':
      return 'repeat'
    case 'simulate':
    case 'dismiss-message':
      return 'drop'
    default:
      return 'say'
  }
}
