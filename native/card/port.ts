import type { CardReaderStatus } from '../../contract/card.ts'
import type { Result } from '../../contract/result.ts'
import type { BasicFour, BasicFourProblem } from './basic-four.ts'
import type { VerificationNumber } from './verification-number.ts'

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
  /** The optional flow of 照合番号B; absent unless the clinic has turned it on. To be asked for at each use. */
  readonly verification?: VerificationPort | undefined
}

/** The facts that 照合番号B opens on the card that lies on the reader (docs/readers.md). */
export type VerificationPort = {
  /** Attempts left: to be shown before anything is typed. */
  countAttempts(): Promise<Result<number, BasicFourProblem>>
  /** Name, address, birth date and sex, to compare with a document. The number is wiped whatever comes of it. */
  readBasicFour(number: VerificationNumber): Promise<Result<BasicFour, BasicFourProblem>>
}
