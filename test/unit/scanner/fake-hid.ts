import { fail, ok } from '../../../contract/result.ts'
import { REPORT_DESCRIPTORS } from '../../../fixtures/codes/report-descriptors.ts'
import type { HidBackend, HidInfo } from '../../../native/scanner/hid.ts'
import type { DeviceListener } from '../../../native/scanner/source.ts'

export const scannerInfo = (path: string, more: Partial<HidInfo> = {}): HidInfo => ({
  path,
  vendorId: 0x0c2e,
  productId: 0x0b81,
  product: 'Voyager 1400g',
  usagePage: 0x8c,
  usage: 2,
  ...more,
})

/** A system of HID devices that the test plugs in, pulls out and forbids. */
export const fakeHid = () => {
  const devices = new Map<string, { info: HidInfo; allowed: boolean; breaks: boolean }>()
  const listeners = new Map<string, DeviceListener>()
  const closed: string[] = []
  let lists = 0
  const backend: HidBackend = {
    list: async () => {
      lists += 1
      return [...devices.values()].map(({ info }) => info)
    },
    open: async (info, listener) => {
      const device = devices.get(info.path)
      if (!device || device.breaks) return fail('unavailable')
      if (!device.allowed) return fail('permission-refused')
      listeners.set(info.path, listener)
      return ok({
        close: async () => {
          closed.push(info.path)
          listeners.delete(info.path)
        },
      })
    },
    descriptor: async (path) => (path.includes('hidraw') ? REPORT_DESCRIPTORS.B : null),
  }
  return {
    backend,
    closed,
    lists: () => lists,
    plug: (info: HidInfo, { allowed = true, breaks = false } = {}) =>
      void devices.set(info.path, { info, allowed, breaks }),
    /** Pulls a device out; `error` is what the system says, once or more often. */
    pull: (path: string, times = 1) => {
      devices.delete(path)
      const listener = listeners.get(path)
      for (let count = 0; count < times; count += 1) listener?.gone()
    },
    send: (path: string, report: Uint8Array) => listeners.get(path)?.piece(report),
    isOpen: (path: string) => listeners.has(path),
  }
}
