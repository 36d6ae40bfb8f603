/** How long the folders of the bridge are waited for, in milliseconds; tests pass shorter times. */
export type Patience = {
  /** Two equal looks at a whole file lie at least so far apart. */
  readonly apart: number
  /** A file that does not parse is waited for. */
  readonly look: number
  /** A file that does not parse and has not changed for so long is told to be unreadable. */
  readonly unreadable: number
  /** The folder's own time is asked so often: on a local disk it tells of a new name. */
  readonly ask: number
  /** The folder is listed so often, whatever the hints say. */
  readonly scan: number
  /** A folder that has not answered for so long is not reachable. */
  readonly reachable: number
  /** At the end calls under way are waited for so long: well before the desk is ended by force. */
  readonly end: number
}

export const PATIENCE: Patience = {
  apart: 50,
  look: 100,
  unreadable: 10_000,
  ask: 200,
  scan: 1_500,
  reachable: 5_000,
  end: 1_000,
}

/**
 * The value of a call, or null when so many milliseconds are over or the signal comes: a call to a share that hangs is
 * left behind, and the system ends it some day.
 */
export const inTime = async <Value>(
  call: Promise<Value>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<Value | null> => {
  const answered = new AbortController()
  const over = signal ? AbortSignal.any([signal, answered.signal]) : answered.signal
  try {
    return await Promise.race([call, pause(milliseconds, over).then(() => null)])
  } finally {
    answered.abort()
  }
}

/** Resolves after so many milliseconds, or when the signal comes. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
  })
