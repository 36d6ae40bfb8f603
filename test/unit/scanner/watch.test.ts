import { describe, expect, it } from 'vitest'
import type { ScannerStatus } from '../../../contract/scanner.ts'
import { REPORT_LAYOUTS } from '../../../contract/scanner.ts'
import { type HidModel, hidSource } from '../../../native/scanner/hid.ts'
import { listScanners } from '../../../native/scanner/list.ts'
import type { ScannerEvent } from '../../../native/scanner/port.ts'
import { createScannerPort, LOOK_AGAIN_MS, MAX_DRAIN_MS } from '../../../native/scanner/watch.ts'
import { fakeHid, scannerInfo } from './fake-hid.ts'
import { fakeTime } from './fake-time.ts'

const LABEL = 'Voyager 1400g (0c2e:0b81)'
const READY: ScannerStatus = { state: 'ready', devices: [LABEL] }
const RULE = 'KERNEL=="hidraw*", ATTRS{idVendor}=="0c2e", MODE="0660", GROUP="plugdev", TAG+="uaccess"'
const report = (byte: number) => Uint8Array.of(2, byte)

const openDesk = (models: readonly HidModel[] = []) => {
  const hid = fakeHid()
  const clock = fakeTime()
  const port = createScannerPort([hidSource(hid.backend, models)], clock.time)
  const events: ScannerEvent[] = []
  const statuses: ScannerStatus[] = []
  const start = async () => {
    port.start({ event: (event) => void events.push(event), status: (status) => void statuses.push(status) })
    await clock.goOn(0)
  }
  return { hid, clock, port, events, statuses, start }
}

describe('finding scanners', () => {
  it('goes by usage page 0x8C and usage 2, whoever made it', async () => {
    const { hid, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0', { usagePage: 1, usage: 6 }))
    hid.plug(scannerInfo('/dev/hidraw1'))
    hid.plug(scannerInfo('/dev/hidraw2', { usagePage: 0x8c, usage: 1 }))
    await start()
    expect(statuses).toEqual([{ state: 'starting' }, READY])
    expect(hid.isOpen('/dev/hidraw1')).toBe(true)
    expect(hid.isOpen('/dev/hidraw0')).toBe(false)
  })

  it('goes by maker and model where they are configured', async () => {
    const { hid, statuses, start } = openDesk([{ vendorId: 0x0c2e, productId: 0x0b81 }])
    hid.plug(scannerInfo('\\\\?\\hid#1', { usagePage: null, usage: null, product: null }))
    await start()
    expect(statuses.at(-1)).toEqual({ state: 'ready', devices: ['0c2e:0b81'] })
  })

  it('says that there is none, and finds one that is plugged in later', async () => {
    const { hid, clock, statuses, start } = openDesk()
    await start()
    expect(statuses.at(-1)).toEqual({ state: 'none' })
    hid.plug(scannerInfo('/dev/hidraw0'))
    await clock.goOn(LOOK_AGAIN_MS)
    expect(statuses).toEqual([{ state: 'starting' }, { state: 'none' }, READY])
  })

  it('enumerates no more once all are there', async () => {
    const { hid, clock, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    await clock.goOn(60_000)
    expect(hid.lists()).toBe(2)
    expect(clock.pending()).toBe(0)
  })

  it('finds a second one that shows up a moment after the first', async () => {
    const { hid, clock, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    hid.plug(scannerInfo('/dev/hidraw1'))
    await clock.goOn(LOOK_AGAIN_MS)
    expect(statuses.at(-1)).toEqual({ state: 'ready', devices: [LABEL, LABEL] })
  })

  it('finds another one at the start of a check-in', async () => {
    const { hid, clock, port, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    await clock.goOn(60_000)
    hid.plug(scannerInfo('/dev/hidraw1', { productId: 0x0b61, product: 'Vuquest 3310' }))
    const drained = port.drain()
    await clock.goOn(1000)
    await drained
    expect(statuses.at(-1)).toEqual({ state: 'ready', devices: [LABEL, 'Vuquest 3310 (0c2e:0b61)'] })
  })

  it('says that it is not allowed to open one, with the rule to install, and opens it once it is', async () => {
    const { hid, clock, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'), { allowed: false })
    await start()
    expect(statuses.at(-1)).toEqual({ state: 'permission-refused', device: LABEL, udevRule: RULE })
    hid.plug(scannerInfo('/dev/hidraw0'))
    await clock.goOn(LOOK_AGAIN_MS)
    expect(statuses.at(-1)).toEqual(READY)
  })

  it('tries one again that did not open', async () => {
    const { hid, clock, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'), { breaks: true })
    await start()
    expect(statuses.at(-1)).toEqual({ state: 'none' })
    hid.plug(scannerInfo('/dev/hidraw0'))
    await clock.goOn(LOOK_AGAIN_MS)
    expect(statuses.at(-1)).toEqual(READY)
  })
})

describe('what a scanner sends', () => {
  it('comes with its time, its name and the layout of its descriptor', async () => {
    const { hid, clock, events, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    await clock.goOn(5)
    hid.send('/dev/hidraw0', report(1))
    expect(events).toEqual([
      { kind: 'report', at: 5, device: '0c2e:0b81', report: report(1), layout: REPORT_LAYOUTS.B },
    ])
  })

  it('comes without a layout where no descriptor can be read', async () => {
    const { hid, events, start } = openDesk()
    hid.plug(scannerInfo('\\\\?\\hid#1'))
    await start()
    hid.send('\\\\?\\hid#1', report(1))
    expect(events).toEqual([{ kind: 'report', at: 0, device: '0c2e:0b81', report: report(1) }])
  })

  it('is kept apart for two of one kind', async () => {
    const { hid, events, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    hid.plug(scannerInfo('/dev/hidraw1'))
    await start()
    hid.send('/dev/hidraw1', report(1))
    hid.send('/dev/hidraw0', report(2))
    expect(events.map(({ device }) => device)).toEqual(['0c2e:0b81#2', '0c2e:0b81'])
  })
})

describe('a scanner that goes away', () => {
  it('is said to be lost, once, and its scan is let go; found again it is the same scanner', async () => {
    const { hid, clock, events, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    await clock.goOn(10_000)
    hid.pull('/dev/hidraw0', 3)
    expect(statuses.at(-1)).toEqual({ state: 'lost', device: LABEL })
    expect(events).toEqual([{ kind: 'lost', at: 10_000, device: '0c2e:0b81' }])
    expect(hid.closed).toEqual(['/dev/hidraw0'])
    await clock.goOn(5000)
    hid.plug(scannerInfo('/dev/hidraw0'))
    await clock.goOn(LOOK_AGAIN_MS)
    hid.send('/dev/hidraw0', report(7))
    expect(statuses).toEqual([{ state: 'starting' }, READY, { state: 'lost', device: LABEL }, READY])
    expect(events.at(-1)).toMatchObject({ kind: 'report', device: '0c2e:0b81' })
  })

  it('while it is being opened is no scanner', async () => {
    const { hid, clock, statuses, start } = openDesk()
    const info = scannerInfo('/dev/hidraw0')
    hid.plug(info)
    const { open } = hid.backend
    hid.backend.open = async (opened, listener) => {
      const result = await open(opened, listener)
      listener.gone()
      return result
    }
    await start()
    expect(statuses.at(-1)).toEqual({ state: 'none' })
    expect(hid.closed).toEqual(['/dev/hidraw0'])
    await clock.goOn(0)
  })

  it('may be replaced by another model', async () => {
    const { hid, clock, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    hid.pull('/dev/hidraw0')
    hid.plug(scannerInfo('/dev/hidraw1', { productId: 0x0b61, product: 'Vuquest 3310' }))
    await clock.goOn(LOOK_AGAIN_MS)
    expect(statuses.at(-1)).toEqual({ state: 'ready', devices: ['Vuquest 3310 (0c2e:0b61)'] })
  })

  it('leaves the other one working', async () => {
    const { hid, statuses, events, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    hid.plug(scannerInfo('/dev/hidraw1', { productId: 0x0b61, product: 'Vuquest 3310' }))
    await start()
    hid.pull('/dev/hidraw0')
    hid.send('/dev/hidraw1', report(1))
    expect(statuses.at(-1)).toEqual({ state: 'lost', device: LABEL })
    expect(events.map(({ kind, device }) => [kind, device])).toEqual([
      ['lost', '0c2e:0b81'],
      ['report', '0c2e:0b61'],
    ])
  })
})

describe('draining', () => {
  it('throws away what comes until it is quiet, and lets the scan under way go', async () => {
    const { hid, clock, port, events, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    hid.send('/dev/hidraw0', report(1))
    let done = false
    const drained = port.drain().then(() => {
      done = true
    })
    for (let byte = 2; byte < 6; byte += 1) {
      hid.send('/dev/hidraw0', report(byte))
      await clock.goOn(20)
    }
    expect(done).toBe(false)
    await clock.goOn(100)
    await drained
    hid.send('/dev/hidraw0', report(9))
    expect(events.map((event) => (event.kind === 'report' ? event.report[1] : event.kind))).toEqual([
      1,
      'lost',
      9,
    ])
  })

  it('does not wait for ever for a scanner that never stops', async () => {
    const { hid, clock, port, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    const drained = port.drain()
    for (let at = 0; at < MAX_DRAIN_MS + 50; at += 10) {
      hid.send('/dev/hidraw0', report(1))
      await clock.goOn(10)
    }
    await expect(drained).resolves.toBeUndefined()
  })

  it('asked for twice at once is one', async () => {
    const { hid, clock, port, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    expect(port.drain()).toBe(port.drain())
    await clock.goOn(1000)
  })

  it('is quick where there is no scanner', async () => {
    const { clock, port, start } = openDesk()
    await start()
    const drained = port.drain()
    await clock.goOn(100)
    await expect(drained).resolves.toBeUndefined()
  })
})

describe('stopping', () => {
  it('closes what is open, hears nothing more and looks for nothing more; twice is once', async () => {
    const { hid, clock, port, events, statuses, start } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    await start()
    await port.stop()
    await port.stop()
    hid.send('/dev/hidraw0', report(1))
    await clock.goOn(60_000)
    expect(hid.closed).toEqual(['/dev/hidraw0'])
    expect(events).toEqual([])
    expect(statuses.at(-1)).toEqual(READY)
    expect(clock.pending()).toBe(0)
  })

  it('while looking closes what was still being opened', async () => {
    const { hid, clock, port } = openDesk()
    hid.plug(scannerInfo('/dev/hidraw0'))
    port.start({ event: () => undefined, status: () => undefined })
    await port.stop()
    await clock.goOn(0)
    expect(hid.isOpen('/dev/hidraw0')).toBe(false)
  })
})

describe('the list for the doctor', () => {
  it('names what can be used and what refuses, with the rule', async () => {
    const hid = fakeHid()
    hid.plug(scannerInfo('/dev/hidraw0'))
    hid.plug(scannerInfo('/dev/hidraw1', { productId: 0x0b61, product: '' }), { allowed: false })
    hid.plug(scannerInfo('/dev/hidraw2'), { breaks: true })
    expect(await listScanners([hidSource(hid.backend)])).toEqual({
      usable: [LABEL],
      refused: ['0c2e:0b61'],
      udevRule: RULE,
    })
    expect(hid.closed).toEqual(['/dev/hidraw0'])
  })
})
