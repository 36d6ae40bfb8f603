/** The tests that every adapter behind `native/card/port.ts` passes: simulated, and real with cards in a virtual reader. */
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CardReaderStatus, cardReaderStatusSchema } from '../../contract/card.ts'
import type { CardReaderPort } from '../../native/card/port.ts'

/** An adapter with a reader on it, and the hand that puts cards there. */
export type CardReaderRig = {
  readonly port: CardReaderPort
  /**
   * Puts a card on the empty reader: a My Number card that can be read, or a card of another kind. It does not fail when
   * the port has been stopped, and takes the card nowhere then.
   */
  place(card: 'my-number-card' | 'another'): Promise<void>
  remove(): Promise<void>
  /** Lets a little time go by, on the clock that the adapter was given. */
  goOn(): Promise<void>
  /** Lets go of everything but the port, which the test has stopped. */
  dispose(): Promise<void>
}

/** A reader is waited for as often as this before it counts as silent. */
const MAX_TURNS = 2_000

/**
 * @param make makes a rig whose port has not been started; called for each test
 */
export const describeCardReaderPort = (name: string, make: () => Promise<CardReaderRig>): void => {
  describe(`${name}, as a card reader port`, () => {
    let rig: CardReaderRig
    let seen: CardReaderStatus[]
    beforeEach(async () => {
      rig = await make()
      seen = []
    })
    afterEach(async () => {
      await rig.port.stop()
      await rig.dispose()
    })

    const start = () => rig.port.start((status) => seen.push(cardReaderStatusSchema.parse(status)))
    const said = () =>
      seen.map((status) => (status.state === 'failed' ? `failed: ${status.problem}` : status.state))

    /** Waits until the reader says something that it has not said before, and forgets what came up to it. */
    const hear = async (wanted: string): Promise<CardReaderStatus> => {
      for (let turn = 0; turn < MAX_TURNS; turn += 1) {
        const at = said().indexOf(wanted)
        const status = seen[at]
        if (status !== undefined) {
          seen.splice(0, at + 1)
          return status
        }
        await rig.goOn()
        await setImmediate()
      }
      throw new Error(`the reader does not say ${wanted}, but ${said().join(', ')}`)
    }

    it('says its present state as soon as it is started', () => {
      start()
      expect(seen).toHaveLength(1)
    })

    it('reads a card by itself when it arrives, and says when it has gone', async () => {
      start()
      await hear('ready')
      await rig.place('my-number-card')
      await hear('reading')
      expect(await hear('read')).toMatchObject({ reading: { card: 'my-number-card' } })
      await rig.remove()
      await hear('ready')
    })

    it('says of another card that it is another', async () => {
      start()
      await hear('ready')
      await rig.place('another')
      await hear('failed: not-a-my-number-card')
      await rig.remove()
      await hear('ready')
    })

    it('reads the card that lies there once more, and nothing where none does', async () => {
      start()
      await hear('ready')
      rig.port.readAgain()
      await rig.goOn()
      expect(said()).toEqual([])
      await rig.place('my-number-card')
      await hear('read')
      rig.port.readAgain()
      await hear('reading')
      await hear('read')
    })

    it('is stopped twice without harm, and says nothing more', async () => {
      start()
      await hear('ready')
      await rig.port.stop()
      await rig.port.stop()
      const before = seen.length
      await rig.place('my-number-card')
      for (let turn = 0; turn < 5; turn += 1) await rig.goOn()
      expect(seen.slice(before)).toEqual([])
    })
  })
}
