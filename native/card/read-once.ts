import type { CardProblem, CardReaderStatus } from '../../contract/card.ts'
import { systemTimers } from '../../contract/clock.ts'
import type { Attempt } from './attempt.ts'
import { type CardReaderOptions, createPcscCardReader } from './card-reader.ts'

/** The result of waiting for one card and reading it. */
export type OneReading =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  /** No attempt was made or it did not end; `reader` is the one that would have been used, if any. */
  | { readonly kind: 'none'; readonly problem: CardProblem; readonly reader: string | null }

/** The result that a status means for somebody who waits for one card; null while there is reason to wait. */
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
 * there already is read at once; a missing service or reader ends the wait. What lies there already and is no My Number
 * card is passed over while there is another reader, and is the answer if no other card comes in time.
 */
export const readOneCard = (
  options: Omit<CardReaderOptions, 'onAttempt' | 'onMute' | 'onReaders' | 'onBegin'> & {
    readonly timeout: number
  },
): Promise<OneReading> =>
  new Promise((resolve) => {
    const clock = options.clock ?? systemTimers
    let last: CardReaderStatus = { state: 'starting' }
    let others = true
    let readings = 0
    let timeIsUp = false
    let passedOver: OneReading | null = null
    let done = false
    const finish = async (reading: OneReading): Promise<void> => {
      if (done) return
      done = true
      cancel()
      await port.stop()
      resolve(reading)
    }
    /** When there is nothing to wait for any more, the card that was passed over is the answer. */
    const endOfWaiting = (): void => {
      if (passedOver !== null && (!others || (timeIsUp && readings === 0))) void finish(passedOver)
    }
    const passOver = (reading: OneReading): void => {
      passedOver ??= reading
      endOfWaiting()
    }
    const port = createPcscCardReader({
      ...options,
      onBegin: () => {
        readings += 1
      },
      onAttempt: (attempt, isPassedOver) => {
        readings -= 1
        if (isPassedOver) passOver({ kind: 'attempt', attempt })
        else void finish({ kind: 'attempt', attempt })
      },
      onMute: (reader) => passOver({ kind: 'none', problem: 'unreadable', reader }),
      onReaders: (count, all) => {
        others = !all || count > 1
        endOfWaiting()
      },
    })
    const cancel = clock.after(options.timeout, () => {
      timeIsUp = true
      // A reading that has begun ends by itself, within its own limits.
      if (readings > 0) return
      const reader = 'reader' in last ? last.reader : null
      const none = { kind: 'none', problem: reader === null ? 'no-reader' : 'no-card', reader } as const
      void finish(passedOver ?? none)
    })
    port.start((status) => {
      last = status
      const end = endOf(status)
      // The attempt that fails says more than its status; it is told in the same turn.
      if (end) clock.after(0, () => void finish(end))
    })
  })
