import type { Timers } from '../../../contract/clock.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import type { PcscBackend, PcscConnection, PcscFault, PcscListener } from '../pcsc/backend.ts'

/** A PC/SC service in this process, with one reader, that obeys its owner. */
export type SimulatedService = {
  readonly backend: PcscBackend
  /** Puts a card on the reader, in place of the one that lies there. */
  place(card: VirtualCard): void
  remove(): void
  plug(): void
  unplug(): void
  startService(): void
  stopService(): void
  /** The card that lies on the reader. */
  card(): VirtualCard | null
}

export const SIMULATED_READER = 'Simulated Reader 00 00'

/** Does what the real service does, over a virtual card: the same events, faults and order of events. */
export const createSimulatedService = (clock: Timers): SimulatedService => {
  const listeners = new Set<PcscListener>()
  let running = true
  let plugged = true
  let card: VirtualCard | null = null
  /** Insertions and removals so far. */
  let count = 0

  const tell = (say: (listener: PcscListener) => void): void => {
    for (const listener of [...listeners]) say(listener)
  }
  const tellState = (listener: PcscListener): void =>
    listener.readerChanged(SIMULATED_READER, {
      present: card !== null,
      mute: card?.muteAtReset ?? false,
      count,
    })

  const takeAway = (): void => {
    if (!card) return
    card = null
    count += 1
    if (running && plugged) tell(tellState)
  }

  const connectionTo = (connected: VirtualCard, mine: number): PcscConnection => {
    const fault = (): PcscFault | null =>
      !running
        ? 'no-service'
        : !plugged
          ? 'reader-gone'
          : card !== connected || count !== mine
            ? 'removed'
            : null
    return {
      atr: connected.atr,
      hold: async () => ok(null),
      transmit: (command) =>
        new Promise<Result<Uint8Array, PcscFault>>((resolve) => {
          const before = fault()
          if (before) return resolve(fail(before))
          const answer = connected.transmit(command)
          if (answer === 'silence') return
          if (answer === 'gone') {
            takeAway()
            return resolve(fail('lost'))
          }
          const give = (): void => {
            const after = fault()
            resolve(after ? fail(after) : ok(answer))
          }
          if (connected.latency === 0) give()
          else clock.after(connected.latency, give)
        }),
      release: async (disposition) => {
        if (disposition === 'unpower' && !fault()) connected.powerOff()
      },
    }
  }

  return {
    backend: {
      open: async (listener) => {
        if (!running) return fail('no-service')
        listeners.add(listener)
        clock.after(0, () => {
          if (listeners.has(listener) && plugged) tellState(listener)
        })
        return ok({
          connect: async () => {
            if (!running) return fail('no-service')
            if (!plugged) return fail('reader-gone')
            if (!card) return fail('removed')
            return card.muteAtReset ? fail('mute') : ok(connectionTo(card, count))
          },
          close: async () => {
            listeners.delete(listener)
          },
        })
      },
    },
    place: (next) => {
      takeAway()
      card = next
      card.place()
      count += 1
      if (running && plugged) tell(tellState)
    },
    remove: takeAway,
    plug: () => {
      if (plugged) return
      plugged = true
      if (running) tell(tellState)
    },
    unplug: () => {
      if (!plugged) return
      plugged = false
      if (running) tell((listener) => listener.readerGone(SIMULATED_READER))
    },
    startService: () => {
      running = true
    },
    stopService: () => {
      if (!running) return
      running = false
      tell((listener) => listener.lost())
      listeners.clear()
    },
    card: () => card,
  }
}
