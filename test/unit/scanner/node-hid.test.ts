import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { scannerInfo } from './fake-hid.ts'

/** node-hid as it behaves, with a device that the test holds. */
const mockNodeHid = (make: () => EventEmitter | Error) => {
  vi.doMock('node-hid', () => ({
    devicesAsync: async () => {
      const device = make()
      if (device instanceof Error) throw device
      return [
        {
          vendorId: 1,
          productId: 2,
          path: '/dev/hidraw0',
          product: 'Mihon',
          usagePage: 0x8c,
          usage: 2,
          release: 0,
          interface: 0,
        },
        { vendorId: 3, productId: 4, release: 0, interface: 0 },
      ]
    },
    HIDAsync: {
      open: async () => {
        const device = make()
        if (device instanceof Error) throw device
        return device
      },
    },
  }))
}

const loadBackend = async () => (await import('../../../native/scanner/node-hid.ts')).nodeHidBackend()

class Device extends EventEmitter {
  feature: unknown[] = []
  closed = 0
  async sendFeatureReport(data: unknown): Promise<number> {
    this.feature.push(data)
    throw new Error('not supported')
  }
  async close(): Promise<void> {
    this.closed += 1
  }
}

afterEach(() => {
  vi.doUnmock('node-hid')
  vi.resetModules()
})

describe('the system’s HID devices', () => {
  it('are listed with what the system tells of them', async () => {
    mockNodeHid(() => new Device())
    expect(await (await loadBackend()).list()).toEqual([
      { path: '/dev/hidraw0', vendorId: 1, productId: 2, product: 'Mihon', usagePage: 0x8c, usage: 2 },
    ])
  })

  it('are none where node-hid cannot tell', async () => {
    mockNodeHid(() => new Error('no hidraw'))
    expect(await (await loadBackend()).list()).toEqual([])
  })

  it.each([
    ['a text', 'could not read from HID device'],
    ['an Error', new Error('gone')],
    ['nothing', undefined],
    ['null', null],
  ])('that go away say so with %s, and the process goes on', async (_, error) => {
    const device = new Device()
    mockNodeHid(() => device)
    let gone = 0
    const pieces: Uint8Array[] = []
    const opened = await (await loadBackend()).open(scannerInfo('/dev/hidraw0', { vendorId: 1 }), {
      piece: (bytes) => void pieces.push(bytes),
      gone: () => {
        gone += 1
      },
    })
    device.emit('data', Buffer.from([2, 1]))
    device.emit('data', 'what is no report')
    device.emit('error', error)
    expect(gone).toBe(1)
    expect(pieces).toHaveLength(1)
    if (opened.ok) await opened.value.close()
    expect(device.closed).toBe(1)
  })

  it('of Honeywell are woken by feature report 254, and used even if they refuse it', async () => {
    const device = new Device()
    mockNodeHid(() => device)
    const opened = await (await loadBackend()).open(scannerInfo('/dev/hidraw0'), {
      piece: () => undefined,
      gone: () => undefined,
    })
    expect(opened.ok).toBe(true)
    expect(device.feature).toEqual([[254, 1]])
  })

  it('that do not open are unavailable where the system does not refuse them', async () => {
    mockNodeHid(() => new Error('cannot open device'))
    const backend = await loadBackend()
    const listener = { piece: () => undefined, gone: () => undefined }
    expect(await backend.open(scannerInfo('/dev/null'), listener)).toEqual({
      ok: false,
      problem: 'unavailable',
    })
    expect(await backend.open(scannerInfo('/nowhere'), listener)).toEqual({
      ok: false,
      problem: 'unavailable',
    })
  })

  it('have no report descriptor where there is no hidraw', async () => {
    mockNodeHid(() => new Device())
    expect(await (await loadBackend()).descriptor('\\\\?\\hid#1')).toBeNull()
  })
})
