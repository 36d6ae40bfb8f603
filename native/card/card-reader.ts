import type { CardReaderStatus } from '../../contract/card.ts'
import { systemTimers, type Timers } from '../../contract/clock.ts'
import type { Day } from '../../contract/day.ts'
import { fail } from '../../contract/result.ts'
import { type Attempt, attemptReading } from './attempt.ts'
import { countVerificationAttempts, readBasicFour } from './basic-four.ts'
import type { TrustAnchors } from './certificate/chain.ts'
import type { PcscBackend, PcscContext, PcscListener } from './pcsc/backend.ts'
import { systemBackend } from './pcsc/system/system-pcsc.ts'
import type { CardReaderPort, VerificationPort } from './port.ts'
import { createSlot, type Slot } from './slot.ts'

export type CardReaderOptions = {
  /** The day of the visit in Asia/Tokyo. */
  readonly today: () => Day
  /** Authorities that the clinic trusts; the chain is not checked when there are none. */
  readonly anchors?: TrustAnchors
  /** The only reader to use, by a part of its name; any when absent. */
  readonly reader?: string | undefined
  /** Reads the token label too where that costs little. */
  readonly wantToken?: boolean
  /**
   * Reads the whole certificate although nothing but its dates is used. Without it, and without anchors, three commands
   * are enough.
   */
  readonly whole?: boolean
  /** Tells whether the clinic offers the flow of 照合番号B now; it does not when absent. */
  readonly verificationNumber?: () => boolean
  /**
   * Told of every reading that ended, whatever came of it. `passedOver`: of a card that lay on its reader from the start
   * and is no patient's.
   */
  readonly onAttempt?: (attempt: Attempt, passedOver: boolean) => void
  /** A card that does not answer lay on this reader from the start, and was passed over. */
  readonly onMute?: (reader: string) => void
  /** How many readers there are, at every change; `all`: the service has had its time to name them. */
  readonly onReaders?: (count: number, all: boolean) => void
  /** A reading has begun, perhaps without a word of the status. */
  readonly onBegin?: () => void
  readonly clock?: Timers
  readonly backend?: PcscBackend
}

/** Milliseconds until the next try to reach the service: a socket that refuses costs next to nothing. */
const BACK_OFF = [1_000, 2_000, 4_000, 5_000] as const
/** Milliseconds after which a service that has named no reader has none. It names those that it has within a few. */
export const SETTLE = 500

/** Slots for security modules inside a reader never hold a patient's card. */
const isSecurityModule = (reader: string): boolean => /\bSAM\b/i.test(reader)

/**
 * The card reader over the machine's PC/SC service (or another backend). It waits for the service's events and never
 * asks in between: while nothing happens nothing runs, except that a service which is not there is looked for every
 * few seconds.
 */
export const createPcscCardReader = (options: CardReaderOptions): CardReaderPort => {
  const clock = options.clock ?? systemTimers
  const backend = options.backend ?? systemBackend
  const slots = new Map<string, Slot>()
  /** The reader whose status is published: the last to change. */
  let activeReader: string | null = null
  let listener: ((status: CardReaderStatus) => void) | null = null
  let context: PcscContext | null = null
  let service: 'unknown' | 'settling' | 'running' | 'missing' = 'unknown'
  let published: CardReaderStatus | null = null
  let failures = 0
  /** Readers that the present context has named. */
  let named = new Set<string>()
  /** Rises with every context, so that nobody listens to an old one. */
  let epoch = 0
  let cancelTimer = (): void => undefined

  const later = (milliseconds: number, run: () => void): void => {
    cancelTimer()
    cancelTimer = clock.after(milliseconds, run)
  }

  const current = (): CardReaderStatus => {
    if (service === 'unknown') return { state: 'starting' }
    if (service === 'missing') return { state: 'no-service' }
    const reader = activeReader ?? [...slots.keys()].sort()[0]
    const slot = reader === undefined ? undefined : slots.get(reader)
    if (reader === undefined || !slot)
      // The status told before holds until the service has had its time to name a reader.
      return service === 'settling' && published ? published : { state: 'no-reader' }
    return { ...slot.status(), reader }
  }

  const publish = (): void => {
    const status = current()
    if (!listener || JSON.stringify(status) === JSON.stringify(published)) return
    published = status
    listener(status)
  }

  const tellReaders = (): void => options.onReaders?.(slots.size, service === 'running')

  const slotFor = (reader: string): Slot => {
    const known = slots.get(reader)
    if (known) return known
    const slot = createSlot({
      clock,
      attempt: (watch) => {
        options.onBegin?.()
        return attemptReading({
          context: context ?? NO_CONTEXT,
          reader,
          clock,
          today: options.today,
          anchors: options.anchors ?? [],
          wantToken: options.wantToken ?? false,
          datesOnly: options.whole !== true,
          ...watch,
        })
      },
      onChange: () => {
        if (activeReader !== reader) {
          for (const [other, its] of slots) if (other !== reader) its.stepBack()
          activeReader = reader
        }
        publish()
      },
      onMute: () => options.onMute?.(reader),
      onAttempt: (attempt, passedOver) => {
        options.onAttempt?.(attempt, passedOver)
        if (slots.get(reader) !== slot) return
        // A new context may get through where a call of the old one hangs.
        if (attempt.outcome.kind === 'unresponsive') renew()
        if (attempt.outcome.kind === 'problem' && attempt.outcome.problem === 'no-service') lose()
      },
    })
    slots.set(reader, slot)
    tellReaders()
    return slot
  }

  const isOurs = (reader: string): boolean =>
    options.reader === undefined ? !isSecurityModule(reader) : reader.includes(options.reader)

  const remove = (reader: string): void => {
    slots.get(reader)?.disconnect()
    slots.delete(reader)
    tellReaders()
    if (activeReader === reader) activeReader = null
  }

  const hear = (mine: number): PcscListener => {
    const heard =
      <Words extends unknown[]>(run: (...words: Words) => void) =>
      (...words: Words): void => {
        if (mine === epoch) run(...words)
      }
    return {
      readerChanged: heard((reader, state) => {
        if (!isOurs(reader)) return
        named.add(reader)
        slotFor(reader).update(state)
        publish()
      }),
      readerGone: heard((reader) => {
        remove(reader)
        publish()
      }),
      lost: heard(() => lose()),
    }
  }

  /** Nothing of the present context is heard from now on; resolves when the service has been let go. */
  const disconnect = async (): Promise<void> => {
    epoch += 1
    cancelTimer()
    for (const slot of slots.values()) slot.disconnect()
    const closing = context?.close()
    context = null
    await closing
  }

  const open = async (): Promise<void> => {
    epoch += 1
    const mine = epoch
    named = new Set()
    const opened = await backend.open(hear(mine))
    if (mine !== epoch) {
      if (opened.ok) await opened.value.close()
      return
    }
    if (!opened.ok) {
      lose()
      return
    }
    context = opened.value
    failures = 0
    if (service !== 'running') service = 'settling'
    publish()
    later(SETTLE, () => {
      service = 'running'
      for (const reader of [...slots.keys()]) if (!named.has(reader)) remove(reader)
      tellReaders()
      publish()
    })
  }

  /** The service is not there, or no more. */
  const lose = (): void => {
    void disconnect()
    slots.clear()
    activeReader = null
    service = 'missing'
    publish()
    later(BACK_OFF[Math.min(failures, BACK_OFF.length - 1)] ?? SETTLE, () => void open())
    failures += 1
  }

  /** A new context with the same readers. */
  const renew = (): void => {
    void disconnect()
    void open()
  }

  /** The context and the reader on which a card lies, the active one first. */
  const occupied = (): {
    readonly context: PcscContext
    readonly reader: string
    readonly slot: Slot
  } | null => {
    const inOrder = [...slots].sort(
      ([one], [other]) => Number(other === activeReader) - Number(one === activeReader),
    )
    const found = inOrder.find(([, slot]) => slot.occupied())
    return context && found ? { context, reader: found[0], slot: found[1] } : null
  }

  const asTarget = ({ context, reader, slot }: NonNullable<ReturnType<typeof occupied>>) => ({
    context,
    reader,
    removal: slot.removal() ?? Promise.resolve(),
    clock,
  })

  /** One after the other: each has the card for itself, and would find the other in its way. */
  let verifying: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = verifying.then(work)
    verifying = mine.catch(() => undefined)
    return mine
  }

  const verification: VerificationPort = {
    countAttempts: () =>
      inTurn(async () => {
        const target = occupied()
        return target ? countVerificationAttempts(asTarget(target)) : fail({ kind: 'removed' })
      }),
    readBasicFour: (number) =>
      inTurn(async () => {
        const target = occupied()
        if (target) return readBasicFour(asTarget(target), number)
        number.wipe()
        return fail({ kind: 'removed' })
      }),
  }

  return {
    get verification() {
      return options.verificationNumber?.() ? verification : undefined
    },
    start: (given) => {
      if (listener) return
      listener = given
      service = 'unknown'
      published = null
      publish()
      void open()
    },
    readAgain: () => {
      const passedOver = [...slots.values()].find((slot) => slot.passedOver())
      const target = occupied()?.slot ?? passedOver
      target?.readAgain()
    },
    stop: async () => {
      listener = null
      const disconnected = disconnect()
      slots.clear()
      activeReader = null
      await disconnected
    },
  }
}

/** For the moment between two contexts, in which no reading can begin. */
const NO_CONTEXT: PcscContext = {
  connect: async () => ({ ok: false, problem: 'no-service' }),
  close: async () => undefined,
}
