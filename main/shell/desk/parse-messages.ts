/** Parses each message of a desk: it is unknown until the contract has read it. */
import type { FromDesk } from '../../../contract/from-desk.ts'
import { readFromDesk } from './from-desk.ts'
import type { DeskEvents, DeskProcess, RunDesk } from './process.ts'

/** A desk as it is understood. */
export type DeskListener = {
  said(message: FromDesk): void
  /** It said something that is not of the contract; `why` names the type of message, never the contents. */
  malformed(why: string): void
  /** Once, when the process is gone, however it went. */
  ended(): void
}

/** Starts one desk process whose messages have been read. */
export type RunParsedDesk = (listener: DeskListener) => DeskProcess

/** Reads each message of a desk. */
export const readWith = (listener: DeskListener): DeskEvents => ({
  message: (message) => {
    const read = readFromDesk(message)
    if (read.ok) listener.said(read.value)
    else listener.malformed(read.problem)
  },
  ended: () => listener.ended(),
})

/** Starts desks whose messages are read before anybody hears them. */
export const readMessages =
  (run: RunDesk): RunParsedDesk =>
  (listener) =>
    run(readWith(listener))
