import { SerialPortMock } from 'serialport'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import type { ScannerStatus } from '../../../contract/scanner.ts'
import type { ScannerEvent } from '../../../native/scanner/port.ts'
import { type SerialBackend, serialSource } from '../../../native/scanner/serial.ts'
import type { DeviceListener, OpenProblem } from '../../../native/scanner/source.ts'
import { createScannerPort, LOOK_AGAIN_MS } from '../../../native/scanner/watch.ts'
import { fakeTime } from './fake-time.ts'

const PORT = { path: '/dev/ttyACM0', baudRate: 9600 }

const openDesk = async (problem: OpenProblem | null = null) => {
  const clock = fakeTime()
  const events: ScannerEvent[] = []
  const statuses: ScannerStatus[] = []
  const system: { problem: OpenProblem | null; listener: DeviceListener | null } = { problem, listener: null }
  const backend: SerialBackend = {
    open: async (_settings, listener) => {
      if (system.problem !== null) return fail(system.problem)
      system.listener = listener
      return ok({ close: async () => undefined })
    },
  }
  const port = createScannerPort([serialSource(backend, [PORT])], clock.time)
  port.start({ event: (event) => void events.push(event), status: (status) => void statuses.push(status) })
  await clock.goOn(0)
  return { clock, events, statuses, system }
}

describe('a serial scanner', () => {
  it('is the port that the clinic has named, and sends bytes under that name', async () => {
    const { events, statuses, system } = await openDesk()
    expect(statuses.at(-1)).toEqual({ state: 'ready', devices: ['/dev/ttyACM0'] })
    system.listener?.piece(Uint8Array.of(0x41))
    expect(events).toEqual([{ kind: 'bytes', at: 0, device: '/dev/ttyACM0', bytes: Uint8Array.of(0x41) }])
  })

  it('that is not there is none, and is found when it comes', async () => {
    const { clock, statuses, system } = await openDesk('unavailable')
    expect(statuses.at(-1)).toEqual({ state: 'none' })
    system.problem = null
    await clock.goOn(LOOK_AGAIN_MS)
    expect(statuses.at(-1)).toEqual({ state: 'ready', devices: ['/dev/ttyACM0'] })
  })

  it('that must not be opened is said, with the rule', async () => {
    const { statuses } = await openDesk('permission-refused')
    expect(statuses.at(-1)).toEqual({
      state: 'permission-refused',
      device: '/dev/ttyACM0',
      udevRule: 'KERNEL=="ttyACM0", MODE="0660", GROUP="plugdev", TAG+="uaccess"',
    })
  })

  it('that goes away is lost', async () => {
    const { statuses, system, events } = await openDesk()
    system.listener?.gone()
    system.listener?.gone()
    expect(statuses.at(-1)).toEqual({ state: 'lost', device: '/dev/ttyACM0' })
    expect(events.filter(({ kind }) => kind === 'lost')).toHaveLength(1)
  })
})

describe('the system’s serial ports', () => {
  afterEach(() => {
    vi.doUnmock('serialport')
    vi.resetModules()
    SerialPortMock.binding.reset()
  })

  const backendOnMock = async () => {
    vi.doMock('serialport', () => ({ SerialPort: SerialPortMock }))
    const { nodeSerialportBackend } = await import('../../../native/scanner/node-serialport.ts')
    return nodeSerialportBackend()
  }

  it('bring their bytes, and are let go', async () => {
    SerialPortMock.binding.createPort(PORT.path, { readyData: Buffer.from('A0012345A\r') })
    const backend = await backendOnMock()
    const pieces: number[] = []
    let gone = 0
    const opened = await backend.open(PORT, {
      piece: (bytes) => void pieces.push(...bytes),
      gone: () => {
        gone += 1
      },
    })
    if (!opened.ok) throw new Error(opened.problem)
    await vi.waitFor(() => expect(Buffer.from(pieces).toString('latin1')).toContain('A0012345A\r'))
    await opened.value.close()
    await opened.value.close()
    expect(gone).toBeGreaterThan(0)
  })

  it('that are not there are unavailable', async () => {
    const backend = await backendOnMock()
    expect(await backend.open(PORT, { piece: () => undefined, gone: () => undefined })).toEqual({
      ok: false,
      problem: 'unavailable',
    })
  })

  it('that the system refuses are refused', async () => {
    vi.doMock('serialport', () => ({
      SerialPort: class {
        on(): void {}
        open(done: (error: Error) => void): void {
          done(new Error('Error: Permission denied, cannot open /dev/ttyACM0'))
        }
      },
    }))
    const { nodeSerialportBackend } = await import('../../../native/scanner/node-serialport.ts')
    const opened = await nodeSerialportBackend().open(PORT, { piece: () => undefined, gone: () => undefined })
    expect(opened).toEqual({ ok: false, problem: 'permission-refused' })
  })
})
