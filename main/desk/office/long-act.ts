/** One long act at a time, in short steps, so that the desk goes on with the patient in front between two of them. */
import type { Cancel, Timers } from '../../../contract/clock.ts'
import type { Steps } from '../../../contract/journal.ts'

/** The longest slice without hearing anything: below the delay that somebody notices after a key press. */
const SLICE_MS = 20
/** How often somebody who waits is told how far it is. */
const TELL_MS = 250

export type LongActs = {
  isWorking(): boolean
  /**
   * Begins an act.
   * @param hear how many rows are done, and in the end what came of it; never again after it was given up
   */
  begin<Value>(
    steps: Steps<Value>,
    hear: { readonly progress: (rows: number) => void; readonly done: (value: Value) => void },
  ): void
  /** Gives up what is under way; nothing of it stays. */
  giveUp(): void
}

/** Steps that can be ended early: a `return` runs their clean-up, and there is no value. */
function* endable<Value>(steps: Steps<Value>): Steps<Value | null> {
  return yield* steps
}

export const createLongActs = (clock: Timers): LongActs => {
  let giveUp: (() => void) | null = null
  return {
    isWorking: () => giveUp !== null,
    begin: (steps, hear) => {
      const run = endable(steps)
      let told = clock.monotonic()
      let next: Cancel | null = null
      const slice = (): void => {
        const end = clock.monotonic() + SLICE_MS
        let step = run.next()
        while (step.done !== true && clock.monotonic() < end) step = run.next()
        if (step.done === true) {
          giveUp = null
          if (step.value !== null) hear.done(step.value)
          return
        }
        if (clock.monotonic() - told >= TELL_MS) {
          told = clock.monotonic()
          hear.progress(step.value)
        }
        next = clock.after(0, slice)
      }
      giveUp = () => {
        next?.()
        giveUp = null
        run.return(null)
      }
      next = clock.after(0, slice)
    },
    giveUp: () => giveUp?.(),
  }
}
