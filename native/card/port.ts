import type { CardReaderStatus } from '../../main/contract/card.ts'

/**
 * A card reader, real or simulated. It reads each card by itself when it arrives and reports every change of
 * {@link CardReaderStatus}; nothing is polled by the caller and nothing is thrown.
 */
export type CardReaderPort = {
  /** Starts watching. `listener` is called once with the present state and then at every change. */
  start(listener: (status: CardReaderStatus) => void): void
  /** Reads the card that lies on the reader once more. Does nothing when there is none. */
  readAgain(): void
  /** Stops watching and lets go of reader and service. Safe to call twice. */
  stop(): Promise<void>
}
