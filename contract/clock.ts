/** Calls a timer off; after it has fired, nothing happens. */
export type Cancel = () => void

/** Time, passed in so that no test waits for it: shell, desk and devices take theirs from here. */
export type Timers = {
  /** Milliseconds from some fixed moment; never set back. */
  monotonic(): number
  /** Calls `act` once after so many milliseconds, unless it is called off. */
  after(milliseconds: number, act: () => void): Cancel
}

/** The machine's time. It stands here because the card room and the shell both take it, and neither imports the other. */
export const systemTimers: Timers = {
  monotonic: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}
