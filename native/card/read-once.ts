import type { CardProblem, CardReaderStatus } from '../../contract/card.ts'
import type { Attempt } from './attempt.ts'
import { type CardReaderOptions, createPcscCardReader } from './card-reader.ts'
import { systemClock } from './clock.ts'

/** What came of waiting for one card and reading it. */
export type OneReading =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  /** No attempt was made or it did not end; `reader` is the one that would have been used, if any. */
  | { readonly kind: 'none'; readonly problem: CardProblem; readonly reader: string | null }

/** What a status means for somebody who waits for one card; null while there is reason to wait. */
const endOf = (status: CardReaderStatus): OneReading | null => {
  switch (status.state) {
    case 'no-service':
    case 'no-reader':
      return { kind: 'none', problem: status.state, reader: null }
    case 'failed':
      // Only a mute card fails without an attempt; every other failure comes with one.
      return status.problem === 'unreadable'
        ? { kind: 'none', problem: 'unreadable', reader: status.reader }
        : null
    default:
      return null
  }
}

/**
 * Waits up to `timeout` milliseconds for a card, reads it once, and lets go of reader and service. A card that lies
 * there already is read at once; a missing service or reader ends the wait.
 */
export const readOneCard = (
  options: Omit<CardReaderOptions, 'onAttempt'> & { readonly timeout: number },
): Promise<OneReading> =>
  new Promise((resolve) => {
    const clock = options.clock ?? systemClock
    let last: CardReaderStatus = { state: 'starting' }
    let done = false
    const finish = async (reading: OneReading): Promise<void> => {
      if (done) return
      done = true
      cancel()
      await port.stop()
      resolve(reading)
    }
    const port = createPcscCardReader({
      ...options,
      onAttempt: (attempt) => void finish({ kind: 'attempt', attempt }),
    })
    const cancel = clock.after(options.timeout, () => {
      const reader = 'reader' in last ? last.reader : null
      // A reading that has begun ends by itself, within its own limits.
      if (last.state !== 'reading')
        void finish({ kind: 'none', problem: reader === null ? 'no-reader' : 'no-card', reader })
    })
    port.start((status) => {
      last = status
      const end = endOf(status)
      // The attempt that fails says more than its status; it is told in the same turn.
      if (end) clock.after(0, () => void finish(end))
    })
  })
