import type { Timers } from '../../../contract/clock.ts'

/** A clock that stands still until it is told to go on; promises settle between its timers. */
export const fakeTime = () => {
  let now = 0
  let timers: { at: number; then: () => void }[] = []
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  const time: Timers = {
    monotonic: () => now,
    after: (milliseconds, then) => {
      const timer = { at: now + milliseconds, then }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  return {
    time,
    settle,
    pending: () => timers.length,
    goOn: async (milliseconds: number): Promise<void> => {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const next = timers.toSorted((left, right) => left.at - right.at)[0]
        if (!next || next.at > end) break
        timers = timers.filter((other) => other !== next)
        now = Math.max(now, next.at)
        next.then()
        await settle()
      }
      now = end
    },
  }
}
