/** Keeps what is asked for while there is no desk, for the next one. */
import type { ToDesk } from '../../../contract/process.ts'

export type Asked = Extract<ToDesk, { type: 'intent' | 'patient-intent' | 'window' }>

/** A person taps a few times at most in the seconds that a desk needs to come back. */
const MOST = 32

export type PendingIntents = {
  /** @returns whether it is held; false when there is no more room */
  hold(asked: Asked): boolean
  /** All that was held, in order; nothing is held afterwards. */
  take(): readonly Asked[]
}

const isDraft = (asked: Asked | undefined): boolean =>
  asked?.type === 'intent' && asked.intent.type === 'save-draft'

/** Keeps order. Of several drafts in a row, which come with every key, only the last one counts. */
export const keepPending = (): PendingIntents => {
  let held: Asked[] = []
  return {
    hold: (asked) => {
      if (isDraft(asked) && isDraft(held.at(-1))) held.pop()
      else if (held.length >= MOST) return false
      held.push(asked)
      return true
    },
    take: () => {
      const taken = held
      held = []
      return taken
    },
  }
}
