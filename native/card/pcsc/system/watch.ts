import { setTimeout as pause } from 'node:timers/promises'
import type { PcscListener } from '../backend.ts'
import { CODE, type Code, faultOf, STATE } from './codes.ts'
import type { Handle, Library, ReaderState } from './library.ts'

/** A name that stands for "a reader came or went" in a wait. */
const READERS_CHANGE = String.raw`\\?PnP?\Notification`

/**
 * Milliseconds of one wait. A wait ends at once when something happens or when it is cancelled. Its own end is for a
 * process that exits without closing (it must wait for its native calls) and for systems that do not tell of readers.
 */
const WAIT = 2_000

/** Waits that end by themselves before the readers are listed all the same: one may have come before a wait began. */
const QUIET_WAITS = 5

/** A cancelling that comes just before a wait begins is lost, and is said again after so many milliseconds. */
const CANCEL_AGAIN = 10

/** Milliseconds after which a service that hangs is not waited for any more when the watch is ended. */
const END_PATIENCE = 2_500

/**
 * Milliseconds before the next look where a call ended at once without news: it failed, or a reader is listed that cannot
 * be used. Without the pause the watch would take a whole processor for as long as that lasts.
 */
const PAUSE = 500

/** Tells whether a failed call means that the service is gone. Anything else is looked at again. */
const isLost = (code: Code): boolean => faultOf(code) === 'no-service'

const isUsable = (state: number): boolean => (state & (STATE.unknown | STATE.unavailable)) === 0

const isNews = ({ current, event }: ReaderState): boolean =>
  isUsable(event) && (event & ~STATE.changed) !== current

export type Watch = {
  /** Ends the watch; resolves once nothing waits in its context any more, or the service has hung for 2.5 s. */
  end(): Promise<void>
}

/** Watches the readers of a context, and tells the listener until the service dies or the watch is ended. */
export const watchReaders = (library: Library, context: Handle, listener: PcscListener): Watch => {
  /** The last told state of each reader. */
  const known = new Map<string, number>()
  let readersChange = 0
  /** The readers may be others than those that are known. */
  let mustList = true
  let quietWaits = 0
  let isEnded = false

  /** Tells of readers that went since the last listing, and takes in those that came. */
  const list = async (): Promise<Code | null> => {
    const listed = await library.readers(context)
    if (!listed.ok && listed.problem !== CODE.noReaders) return listed.problem
    const names = listed.ok ? listed.value : []
    for (const name of [...known.keys()]) {
      if (names.includes(name)) continue
      known.delete(name)
      if (!isEnded) listener.readerGone(name)
    }
    for (const name of names) if (!known.has(name)) known.set(name, 0)
    mustList = !library.notifiesOfReaders
    quietWaits = 0
    return null
  }

  const take = ({ name, current, event }: ReaderState): void => {
    const state = event & ~STATE.changed
    if (name === READERS_CHANGE) {
      mustList ||= state !== current
      readersChange = state
      return
    }
    // The next listing says whether a reader that cannot be used is still there.
    const usable = isUsable(state)
    known.set(name, usable ? state : 0)
    mustList ||= !usable
    if (isEnded || !usable || state === current) return
    listener.readerChanged(name, {
      present: (state & STATE.present) !== 0,
      mute: (state & STATE.mute) !== 0,
      // The upper half of the state is the service's count of events on this reader.
      count: state >>> 16,
    })
  }

  /** One listing and one wait. */
  const look = async (): Promise<Code | null> => {
    const problem = mustList ? await list() : null
    if (problem !== null || isEnded) return problem
    const states: ReaderState[] = [...known].map(([name, current]) => ({ name, current, event: 0 }))
    if (library.notifiesOfReaders) states.push({ name: READERS_CHANGE, current: readersChange, event: 0 })
    const waited = await library.wait(context, states, WAIT)
    if (!waited.ok) {
      quietWaits += 1
      mustList ||= waited.problem !== CODE.timeout || quietWaits >= QUIET_WAITS
      return waited.problem
    }
    for (const state of waited.value) take(state)
    if (!waited.value.some(isNews) && !isEnded) await pause(PAUSE)
    return null
  }

  const run = async (): Promise<void> => {
    while (!isEnded) {
      const problem = await look()
      if (problem === null) continue
      if (isLost(problem)) {
        if (!isEnded) listener.lost()
        isEnded = true
      } else if (problem !== CODE.timeout && !isEnded) await pause(PAUSE)
    }
    await library.release(context)
  }
  const running = run()

  return {
    end: async () => {
      isEnded = true
      let over = false
      const ended = Promise.race([running, pause(END_PATIENCE, undefined, { ref: false })]).then(() => {
        over = true
      })
      const wake = async (): Promise<void> => {
        while (!over) {
          await library.cancel(context)
          await Promise.race([ended, pause(CANCEL_AGAIN)])
        }
      }
      await Promise.race([ended, wake()])
    },
  }
}
