import type { Steps } from '../../contract/journal.ts'

/** Takes every step of a long act at once, for whoever has nothing else to do meanwhile. */
export const atOnce = <Value>(steps: Steps<Value>, progress: (rows: number) => void = () => {}): Value => {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    progress(step.value)
  }
}
