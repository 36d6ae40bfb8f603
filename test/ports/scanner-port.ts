/** The tests that every adapter behind `native/scanner/port.ts` passes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ScannerStatus, scannerStatusSchema } from '../../contract/scanner.ts'
import type { ScannerEvent, ScannerPort } from '../../native/scanner/port.ts'

/** An adapter with one scanner on it, and the hand that holds it. */
export type ScannerRig = {
  readonly port: ScannerPort
  /** Begins a scan of several pieces, of which the first arrives with the next turn of time. */
  scan(): void
  unplug(): void
  plug(): void
  /** Lets time go by on the clock that the adapter was given. */
  goOn(milliseconds: number): Promise<void>
}

/** Longer than an adapter waits before it looks for devices again. */
const LONG_MS = 60_000
const SHORT_MS = 100

/** @param make makes a rig whose port has not been started; called for each test */
export const describeScannerPort = (name: string, make: () => ScannerRig): void => {
  describe(`${name}, as a scanner port`, () => {
    let rig: ScannerRig
    let events: ScannerEvent[]
    let statuses: ScannerStatus[]
    beforeEach(async () => {
      rig = make()
      events = []
      statuses = []
      rig.port.start({
        event: (event) => events.push(event),
        status: (status) => statuses.push(scannerStatusSchema.parse(status)),
      })
      await rig.goOn(SHORT_MS)
    })
    afterEach(() => rig.port.stop())

    it('is ready with the scanner that is there', () => {
      expect(statuses.at(-1)).toMatchObject({ state: 'ready' })
      expect(events).toEqual([])
    })

    it('brings a scan as bytes of one device, in the order of time', async () => {
      rig.scan()
      await rig.goOn(SHORT_MS)
      expect(events.length).toBeGreaterThan(0)
      expect(new Set(events.map(({ device }) => device)).size).toBe(1)
      const times = events.map(({ at }) => at)
      expect(times).toEqual(times.toSorted((one, other) => one - other))
      for (const event of events) expect(['report', 'bytes']).toContain(event.kind)
    })

    it('says once that a device has gone, ends what it had begun, and finds it again', async () => {
      rig.scan()
      await rig.goOn(SHORT_MS)
      const [first] = events
      rig.unplug()
      await rig.goOn(SHORT_MS)
      expect(events.filter(({ kind }) => kind === 'lost')).toMatchObject([{ device: first?.device }])
      expect(events.at(-1)?.kind).toBe('lost')
      expect(statuses.at(-1)).toMatchObject({ state: 'lost' })
      rig.plug()
      await rig.goOn(LONG_MS)
      expect(statuses.at(-1)).toMatchObject({ state: 'ready' })
    })

    it('brings what is sent after a drain', async () => {
      const drained = rig.port.drain()
      await rig.goOn(LONG_MS)
      await drained
      events.splice(0)
      rig.scan()
      await rig.goOn(SHORT_MS)
      expect(events.some(({ kind }) => kind !== 'lost')).toBe(true)
    })

    it('is stopped twice without harm, and says nothing more', async () => {
      await rig.port.stop()
      await rig.port.stop()
      const before = { events: events.length, statuses: statuses.length }
      rig.scan()
      await rig.goOn(LONG_MS)
      expect({ events: events.length, statuses: statuses.length }).toEqual(before)
    })
  })
}
