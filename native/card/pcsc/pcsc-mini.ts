import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Card, Client, Err, Reader } from 'pcsc-mini'
import { fail, ok, type Result } from '../../../contract/result.ts'
import type { PcscBackend, PcscConnection, PcscContext, PcscFault, PcscListener } from './backend.ts'

/**
 * PC/SC through pcsc-mini. The package is loaded when it is first needed: its native part links the system's PC/SC
 * library, and a machine without one must still run the desk. Why this package: docs/decisions/pcsc-binding.md.
 *
 * Measured habits that this file takes care of (pcsc-mini 0.1.3, pcsc-lite 1.9.9): `start` and `stop` throw
 * `NoService`; methods of a card may throw at once rather than reject (`CardIsBusy`); the answer to reset that comes
 * with a `change` event is damaged, the one of `state()` is right; `transmit` never lets go of a buffer, its own or one
 * that it was given; a call that the service does not answer occupies one of the four threads that file access shares;
 * on removal in the middle of a command, some drivers give an answer of no bytes instead of an error; `stop` right after
 * an event never returns.
 */
type PcscMini = typeof import('pcsc-mini')

const FAULTS: Readonly<Record<string, PcscFault>> = {
  RemovedCard: 'removed',
  NoSmartCard: 'removed',
  ResetCard: 'reset',
  UnpoweredCard: 'reset',
  SharingViolation: 'busy',
  UnresponsiveCard: 'mute',
  UnsupportedCard: 'mute',
  ProtoMismatch: 'mute',
  UnknownReader: 'reader-gone',
  ReaderUnavailable: 'reader-gone',
  NoReadersAvailable: 'reader-gone',
  NoService: 'no-service',
  ServiceStopped: 'no-service',
  InvalidHandle: 'no-service',
  Shutdown: 'no-service',
}

const faultOf = (error: unknown): PcscFault => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return FAULTS[code] ?? 'lost'
}

/** Runs a call that may reject or throw at once. */
const attempt = async <Value>(call: () => Promise<Value>): Promise<Result<Value, PcscFault>> => {
  try {
    return ok(await call())
  } catch (error) {
    return fail(faultOf(error))
  }
}

/** Bytes for one answer: the longest short one has 258. */
const ROOM = 512
/** Buffers that no connection uses. They go round, since pcsc-mini keeps for ever whatever it has once been given. */
const rooms: ArrayBuffer[] = []

const makeConnection = (pcsc: PcscMini, card: Card, atr: Uint8Array): PcscConnection => {
  let transaction: Awaited<ReturnType<Card['transaction']>> | null = null
  const room = rooms.pop() ?? new ArrayBuffer(ROOM)
  let underWay = false
  return {
    atr,
    hold: async () => {
      const held = await attempt(() => card.transaction())
      if (!held.ok) return held
      transaction = held.value
      return ok(null)
    },
    transmit: async (command) => {
      underWay = true
      const answer = await attempt(() => card.transmit(command, room))
      underWay = false
      return answer.ok ? ok(answer.value.slice()) : answer
    },
    release: async (disposition) => {
      const then = disposition === 'unpower' ? pcsc.CardDisposition.UNPOWER : pcsc.CardDisposition.LEAVE
      const held = transaction
      transaction = null
      if (held) await attempt(() => held.end(pcsc.CardDisposition.LEAVE))
      await attempt(() => card.disconnect(then))
      // A call that hangs may still write into its buffer.
      if (!underWay && !rooms.includes(room)) rooms.push(room)
    },
  }
}

/**
 * Milliseconds without an event after which a client may be stopped. `stop` cancels the wait of the thread that watches
 * the readers, and then waits for that thread. Right after an event the thread is not waiting but reports it, the
 * cancelling comes to nothing, and the process stands still until something happens on a reader again: seen in 8 of 150
 * readings whose card was pulled out. The thread is back at its wait within a few milliseconds.
 */
const QUIET = 150
/** Events without a pause for so many milliseconds do not keep a client for ever. */
const PATIENCE = 3_000

/** The events of one client; whoever closes it must know when the last one came. */
type Watch = {
  /** Nothing reaches the listener any more. */
  end(): void
  /** Resolves when no event has come for a while. */
  quiet(): Promise<void>
}

const watch = (pcsc: PcscMini, client: Client, listener: PcscListener): Watch => {
  let ended = false
  let last = performance.now()
  const heard = (tell: () => void): void => {
    last = performance.now()
    if (!ended) tell()
  }
  client.on('reader', (reader: Reader) => {
    reader.on('change', (status) =>
      heard(() => {
        listener.readerChanged(reader.name(), {
          present: status.has(pcsc.ReaderStatus.PRESENT),
          mute: status.has(pcsc.ReaderStatus.MUTE),
          // The upper half of the state is the service's count of events on this reader.
          count: status.raw >>> 16,
        })
      }),
    )
    reader.on('disconnect', () => heard(() => listener.readerGone(reader.name())))
  })
  client.on('error', (_: Err) => heard(() => listener.lost()))
  return {
    end: () => {
      ended = true
    },
    quiet: async () => {
      const start = performance.now()
      for (;;) {
        // After a round of the event loop, what the thread has reported meanwhile has been heard.
        await setImmediate()
        const now = performance.now()
        const left = last + QUIET - now
        if (left <= 0 || now - start > PATIENCE) return
        await setTimeout(left)
      }
    },
  }
}

/**
 * Clients whose service has died. When the runtime collects such a one, pcsc-mini throws `InvalidHandle` from its
 * finalizer, where nothing can catch it and the process ends. They are few and small, and kept for ever.
 */
const dead: Client[] = []

const makeContext = (pcsc: PcscMini, client: Client, events: Watch): PcscContext => ({
  connect: async (name, share) => {
    const reader = client.reader(name)
    if (!reader) return fail('reader-gone')
    const mode = share === 'exclusive' ? pcsc.CardMode.EXCLUSIVE : pcsc.CardMode.SHARED
    const connected = await attempt(() => reader.connect(mode))
    if (!connected.ok) return connected
    const state = await attempt(() => connected.value.state())
    if (state.ok) return ok(makeConnection(pcsc, connected.value, state.value.atr))
    await attempt(() => connected.value.disconnect(pcsc.CardDisposition.LEAVE))
    return state
  },
  close: async () => {
    events.end()
    await events.quiet()
    try {
      client.stop()
    } catch {
      dead.push(client)
    }
  },
})

/** The machine's own PC/SC service. */
export const pcscMiniBackend: PcscBackend = {
  open: async (listener) => {
    let pcsc: PcscMini
    try {
      const loaded: PcscMini & { default?: PcscMini } = await import('pcsc-mini')
      pcsc = loaded.default ?? loaded
    } catch {
      return fail('no-library')
    }
    const client = new pcsc.Client()
    const events = watch(pcsc, client, listener)
    try {
      client.start()
    } catch {
      return fail('no-service')
    }
    return ok(makeContext(pcsc, client, events))
  },
}
