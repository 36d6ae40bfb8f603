/** Time, passed in so that no test waits for it. */
export type Clock = {
  /** Milliseconds from some fixed moment; never goes back. */
  now(): number
  /** Calls `run` once after so many milliseconds, unless the returned function is called first. */
  after(milliseconds: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Resolves after so many milliseconds of `clock`. */
export const pause = (clock: Clock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(milliseconds, resolve)
  })

/** What {@link withinTime} saw: the value in time, or a promise that settles when the call ends after all. */
export type Timed<Value> =
  | { readonly inTime: true; readonly value: Value }
  | { readonly inTime: false; readonly late: Promise<Value> }

/** Waits for `work` for so long and no longer. A native call cannot be broken off: it goes on as `late`. */
export const withinTime = <Value>(
  clock: Clock,
  milliseconds: number,
  work: Promise<Value>,
): Promise<Timed<Value>> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => resolve({ inTime: false, late: work }))
    work.then(
      (value) => {
        cancel()
        resolve({ inTime: true, value })
      },
      (error) => {
        cancel()
        reject(error)
      },
    )
  })
