import type { Core, DeskEvent, Effect, Now } from '../model/core.ts'
import { reduce } from '../model/reduce.ts'

export type Loop = {
  /** The desk as it is now. */
  core(): Core
  /** An event is being worked off, or an effect performed. */
  isWorking(): boolean
  /** Puts an event into the queue, and works the queue off unless that is being done already. */
  tell(event: DeskEvent): void
  /** Does something between two events; what it tells the desk follows at once. */
  enter(act: () => void): void
}

/**
 * Runs the reducer: one event after the other, each a pure step and then its effects. What an effect tells the desk queues
 * behind what caused it.
 * @param parts.settled called each time the queue is empty again
 */
export const createLoop = (
  first: Core,
  parts: { now(): Now; perform(effect: Effect): void; settled(): void },
): Loop => {
  let core = first
  const queue: (DeskEvent | (() => void))[] = []
  let working = false

  const step = (event: DeskEvent): void => {
    const { core: next, effects } = reduce(core, event, parts.now())
    core = next
    for (const effect of effects) parts.perform(effect)
  }

  const add = (one: DeskEvent | (() => void)): void => {
    queue.push(one)
    if (working) return
    working = true
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        if (typeof next === 'function') next()
        else step(next)
    } finally {
      working = false
    }
    parts.settled()
  }

  return { core: () => core, isWorking: () => working, tell: add, enter: add }
}
