/** Time, passed in. */
export type Clock = {
  /** Milliseconds that only ever rise. */
  now(): number
  /** Calls back once after so many milliseconds; gives back what calls it off. */
  after(milliseconds: number, act: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}
