/** The system's HID devices through node-hid: hidraw on Linux, the system's own interface elsewhere. */
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Device, HIDAsync } from 'node-hid'
import { fail, ok } from '../../contract/result.ts'
import type { HidBackend, HidInfo } from './hid.ts'
import type { OpenProblem } from './source.ts'

/** Makers whose scanners speak HID only once feature report 254 has been set to 1: Honeywell, and Youjie for them. */
const NEED_WAKING: readonly number[] = [0x0c2e, 0x23d0]
const WAKE_REPORT = [254, 1]

const toInfo = (device: Device): readonly HidInfo[] =>
  device.path === undefined
    ? []
    : [
        {
          path: device.path,
          vendorId: device.vendorId,
          productId: device.productId,
          product: device.product ?? null,
          usagePage: device.usagePage ?? null,
          usage: device.usage ?? null,
        },
      ]

/** hidapi says only that it could not open: the system is asked once more for the reason. */
const whyNotOpened = async (path: string): Promise<OpenProblem> => {
  try {
    await (await open(path, 'r+')).close()
    return 'unavailable'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    return code === 'EACCES' || code === 'EPERM' ? 'permission-refused' : 'unavailable'
  }
}

const wake = async (device: HIDAsync, vendorId: number): Promise<void> => {
  if (!NEED_WAKING.includes(vendorId)) return
  try {
    await device.sendFeatureReport(WAKE_REPORT)
  } catch {
    // Models that need no waking refuse the report; they send without it.
  }
}

/**
 * The real backend. node-hid is loaded at the first use, so that a machine where it does not load has no scanners and
 * loses nothing else.
 */
export const nodeHidBackend = (): HidBackend => ({
  list: async () => {
    try {
      const { devicesAsync } = await import('node-hid')
      return (await devicesAsync()).flatMap(toInfo)
    } catch {
      return []
    }
  },
  open: async (info, listener) => {
    try {
      const { HIDAsync } = await import('node-hid')
      const device = await HIDAsync.open(info.path)
      // Unplugging shows as an error that may be a text, an Error or nothing at all; unheard it would end the process.
      device.on('error', () => listener.gone())
      await wake(device, info.vendorId)
      device.on('data', (data: unknown) => {
        if (data instanceof Uint8Array) listener.piece(data)
      })
      return ok({ close: () => device.close() })
    } catch {
      return fail(await whyNotOpened(info.path))
    }
  },
  descriptor: async (path) => {
    try {
      return await readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`)
    } catch {
      return null
    }
  },
})
