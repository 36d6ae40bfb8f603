import type { Timers } from '../../../contract/clock.ts'
import type { Result } from '../../../contract/result.ts'
import { fail, ok } from '../../../contract/result.ts'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import type {
  PcscBackend,
  PcscConnection,
  PcscContext,
  PcscFault,
  PcscListener,
  PcscOpenProblem,
} from '../../../native/card/pcsc/backend.ts'

/** Lets everything that waits for nothing but the event loop go on. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export type FakeClock = Timers & { advance(milliseconds: number): Promise<void>; pending(): number }

/** A clock that stands still until it is moved. */
export const createFakeClock = (): FakeClock => {
  let now = 0
  let timers: { at: number; run: () => void }[] = []
  return {
    monotonic: () => now,
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pending: () => timers.length,
    advance: async (milliseconds) => {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
        if (!next) break
        timers = timers.filter((other) => other !== next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = end
      await settle()
    },
  }
}

type Transmit = (command: Uint8Array) => Promise<Result<Uint8Array, PcscFault>>

/** A connection whose every answer the test gives. */
export const connectionOf = (
  transmit: Transmit,
  rest: Partial<PcscConnection> = {},
): PcscConnection & { readonly released: ('leave' | 'unpower')[] } => {
  const released: ('leave' | 'unpower')[] = []
  return {
    atr: new Uint8Array(),
    hold: async () => ok(null),
    transmit,
    release: async (disposition) => {
      released.push(disposition)
    },
    ...rest,
    released,
  }
}

/** A connection to a virtual card, without any service between. */
export const connectionTo = (
  card: VirtualCard,
): PcscConnection & { readonly released: ('leave' | 'unpower')[] } => {
  card.place()
  return connectionOf(
    async (command) => {
      const answer = card.transmit(command)
      if (answer === 'silence') return new Promise(() => undefined)
      return answer === 'gone' ? fail('lost') : ok(answer)
    },
    { atr: card.atr },
  )
}

export const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
export const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex')

export const never = new Promise<never>(() => undefined)

/** A service whose every event and answer the test gives. */
export type ScriptedBackend = {
  readonly backend: PcscBackend
  /** Contexts opened so far. */
  opened: number
  closed: number
  /** The answer to the next `open`. */
  answer: Result<null, PcscOpenProblem>
  /** The answer to `connect`. */
  connect: PcscContext['connect']
  /** The listener of the context that was opened last. */
  listener(): PcscListener
}

export const createScriptedBackend = (): ScriptedBackend => {
  let last: PcscListener | null = null
  const scripted: ScriptedBackend = {
    opened: 0,
    closed: 0,
    answer: ok(null),
    connect: async () => fail('removed'),
    listener: () => {
      if (!last) throw new Error('no context was opened')
      return last
    },
    backend: {
      open: async (listener) => {
        if (!scripted.answer.ok) return scripted.answer
        scripted.opened += 1
        last = listener
        return ok({
          connect: (reader, share) => scripted.connect(reader, share),
          close: async () => {
            scripted.closed += 1
          },
        })
      },
    },
  }
  return scripted
}
