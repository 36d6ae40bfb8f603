import type { Timers } from '../../contract/clock.ts'

/** Resolves after so many milliseconds of `clock`. */
export const pause = (clock: Timers, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(milliseconds, resolve)
  })

/** The outcome of {@link withinTime}: the value in time, or a promise that settles when the call ends after all. */
export type Timed<Value> =
  | { readonly inTime: true; readonly value: Value }
  | { readonly inTime: false; readonly late: Promise<Value> }

/** Waits for `work` for so long and no longer. A native call cannot be broken off: it goes on as `late`. */
export const withinTime = <Value>(
  clock: Timers,
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
