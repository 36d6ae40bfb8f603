import { systemTimers } from '../../../contract/clock.ts'
import { unreachable } from '../../../contract/result.ts'
import type { SimulatorCommand } from '../../../contract/simulator.ts'
import { findPersona, makePersonaCard, type Persona } from '../../../fixtures/personas/personas.ts'
import { type CardReaderOptions, createPcscCardReader } from '../card-reader.ts'
import type { CardReaderPort } from '../port.ts'
import { createSimulatedService } from './backend.ts'

/** The dock's faults that concern the card reader. */
export type CardFaultName = Exclude<
  Extract<SimulatorCommand, { command: 'fault' }>['fault'],
  'scanner-unplugged' | 'scanner-plugged' | 'desk-killed'
>

/** A card reader for simulated mode: the same reading of the same card room, over a virtual card. */
export type SimulatedCardReader = {
  readonly port: CardReaderPort
  /** Puts the persona's card on the reader; undefined when there is no such persona. */
  place(personaId: string): Promise<Persona | undefined>
  remove(): void
  /**
   * Makes something go wrong. The three faults of the card are for the card that lies there, which is read again
   * under them; when there is none they wait for the next.
   */
  fault(fault: CardFaultName): void
}

type CardFault = 'card-mute' | 'card-garbled' | 'card-removed-while-reading'

export const createSimulatedCardReader = (
  options: Omit<CardReaderOptions, 'backend' | 'reader'>,
): SimulatedCardReader => {
  const service = createSimulatedService(options.clock ?? systemTimers)
  const port = createPcscCardReader({ ...options, backend: service.backend })
  let waiting: CardFault | null = null
  let placed: Persona | null = null
  /** Rises with every order, so that a card which is still being made is not put down after it was taken away. */
  let order = 0

  const put = async (persona: Persona, fault: CardFault | null): Promise<void> => {
    order += 1
    const mine = order
    const card = await makePersonaCard(
      fault === 'card-mute' ? { ...persona, card: { kind: 'mute' } } : persona,
      options.today(),
    )
    if (mine !== order) return
    // The second command has the certificate or selects its file; the fourth is in the middle of it.
    if (fault === 'card-garbled') for (const at of [2, 3, 4, 5]) card.addFault({ kind: 'noise', at })
    if (fault === 'card-removed-while-reading') card.addFault({ kind: 'removed', after: 1 })
    placed = persona
    service.place(card)
  }

  const remove = (): void => {
    order += 1
    placed = null
    service.remove()
  }

  return {
    port,
    place: async (id) => {
      const persona = findPersona(id)
      if (!persona) return undefined
      const fault = waiting
      waiting = null
      await put(persona, fault)
      return persona
    },
    remove,
    fault: (fault) => {
      switch (fault) {
        case 'reader-unplugged':
          service.unplug()
          return
        case 'reader-plugged':
          service.plug()
          return
        case 'service-stopped':
          service.stopService()
          return
        case 'service-started':
          service.startService()
          return
        case 'card-mute':
        case 'card-garbled':
        case 'card-removed-while-reading':
          if (placed && service.card()) void put(placed, fault)
          else waiting = fault
          return
        default:
          unreachable(fault)
      }
    },
  }
}
