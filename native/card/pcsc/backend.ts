import type { Result } from '../../../contract/result.ts'

/**
 * The part of PC/SC that the card room needs (pcsc-lite, WinSCard), no more. The real one is `system/system-pcsc.ts`;
 * the simulated one obeys the dock; tests write their own. Nothing here throws: what a service, a reader or a card can
 * do is a value.
 */
export type PcscBackend = {
  /**
   * Connects to the service and begins to watch. `listener` hears of every reader that is there, and of
   * changes; never before the returned promise has resolved.
   */
  open(listener: PcscListener): Promise<Result<PcscContext, PcscOpenProblem>>
}

/** `no-library`: this machine has no PC/SC library to load, so that waiting for a service is in vain. */
export type PcscOpenProblem = 'no-service' | 'no-library'

export type PcscListener = {
  readerChanged(reader: string, state: PcscReaderState): void
  /** The reader was pulled out. */
  readerGone(reader: string): void
  /** The service ended; the context is of no more use. */
  lost(): void
}

export type PcscReaderState = {
  readonly present: boolean
  /** A card that does not answer to reset: mute, or the wrong way round. */
  readonly mute: boolean
  /** The service's count of insertions and removals: two cards in quick succession differ by it alone. */
  readonly count: number
}

export type PcscContext = {
  /** `exclusive` while a 照合番号 is in force; `shared` for everything else. */
  connect(reader: string, share: 'shared' | 'exclusive'): Promise<Result<PcscConnection, PcscFault>>
  /**
   * Stops watching at once, and lets go of the service as soon as that can be done: resolves then. Calls that are under
   * way may end later or never.
   */
  close(): Promise<void>
}

export type PcscConnection = {
  /** The card's answer to reset. */
  readonly atr: Uint8Array
  /** Begins a transaction: nobody else's command comes between ours. Waits while another program has one. */
  hold(): Promise<Result<null, PcscFault>>
  transmit(command: Uint8Array): Promise<Result<Uint8Array, PcscFault>>
  /** Ends the transaction and the connection. `unpower` makes the card forget what was verified. */
  release(disposition: 'leave' | 'unpower'): Promise<void>
}

/**
 * Why a call failed.
 * - `lost`: the card did not take part any more; most often it was taken away, and the reader's event will say so
 * - `removed`: the card was taken away, says the reader
 * - `reset`: another program reset the card; the selection is gone
 * - `busy`: another program has it for itself
 * - `mute`: the card does not answer to reset, or in no protocol that is known
 * - `reader-gone`, `no-service`: the reader or the service is not there
 */
export type PcscFault = 'lost' | 'removed' | 'reset' | 'busy' | 'mute' | 'reader-gone' | 'no-service'
