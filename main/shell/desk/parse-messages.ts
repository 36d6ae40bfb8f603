/** Parses each message of a desk: it is unknown until the contract has read it. */
import type { FromDesk } from '../../../contract/from-desk.ts'
import type { FromDeskReader } from './from-desk.ts'
import type { DeskEvents, DeskProcess, RunDesk } from './process.ts'

/** A desk as it is understood. */
export type DeskListener = {
  said(message: FromDesk): void
  /** It said something that is not of the contract; `why` names the path, never the contents. */
  malformed(why: string): void
  /** Once, when the process is gone, however it went. */
  ended(): void
}

/** Starts one desk process whose messages have been read. */
export type RunParsedDesk = (listener: DeskListener) => DeskProcess

/** Reads each message of a desk. */
export const readWith = (
  { fromDeskSchema }: Pick<FromDeskReader, 'fromDeskSchema'>,
  listener: DeskListener,
): DeskEvents => ({
  message: (message) => {
    const parsed = fromDeskSchema.safeParse(message)
    if (parsed.success) listener.said(parsed.data)
    else listener.malformed(parsed.error.issues[0]?.path.map(String).join('.') ?? '')
  },
  ended: () => listener.ended(),
})

/**
 * Starts desks at once, and reads what they say as soon as there is something to read it with; until then it waits in
 * order, the end of the process behind what it said last.
 */
export const readWhenLoaded =
  (run: RunDesk, reader: () => Promise<FromDeskReader>): RunParsedDesk =>
  (listener) => {
    const later = (act: (events: DeskEvents) => void): void =>
      void reader().then((loaded) => act(readWith(loaded, listener)))
    return run({
      message: (message) => later((events) => events.message(message)),
      ended: () => later((events) => events.ended()),
    })
  }
