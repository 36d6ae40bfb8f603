/** Checks with a scanner at a real kernel, and of what the desk makes of it. */
import { once } from 'node:events'
import { chmodSync, readdirSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { Worker } from 'node:worker_threads'
import { REPORT_LAYOUTS, type ReportProfile } from '../../contract/scanner.ts'
import { inventedCode } from '../../fixtures/codes/index.ts'
import { REPORT_DESCRIPTORS } from '../../fixtures/codes/report-descriptors.ts'
import { toReports } from '../../fixtures/codes/reports.ts'
import { openDesk } from './desk.ts'
import { plugIn, type VirtualDevice } from './uhid.ts'

export type Check = { readonly name: string; run(): Promise<string | null> }

const KEYBOARD = Uint8Array.from([
  0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01,
  0x95, 0x08, 0x81, 0x02, 0xc0,
])

const scanner = (profile: ReportProfile = 'A', productId = 0x0001): VirtualDevice =>
  plugIn({
    name: `Mihon Scanner ${profile}`,
    vendorId: 0x1209,
    productId,
    descriptor: REPORT_DESCRIPTORS[profile],
  })

const code = (id: string) => {
  const found = inventedCode(id)
  if (!found) throw new Error(`no invented code ${id}`)
  return found
}

const reportsOf = (id: string, profile: ReportProfile = 'A'): readonly Uint8Array[] =>
  toReports(code(id).bytes, code(id).symbology, REPORT_LAYOUTS[profile])

const sendAll = async (device: VirtualDevice, reports: readonly Uint8Array[], pauseMs = 3): Promise<void> => {
  for (const report of reports) {
    device.send(report)
    if (pauseMs > 0) await after(pauseMs)
  }
}

/** Runs a check with a desk that has found `count` scanners, and takes everything down again. */
const withDesk = async (
  devices: readonly VirtualDevice[],
  run: (desk: ReturnType<typeof openDesk>) => Promise<string | null>,
): Promise<string | null> => {
  const desk = openDesk()
  try {
    const found = await desk.until(() => {
      const last = desk.statuses.at(-1)
      return last?.state === 'ready' && last.devices.length === devices.length
    })
    return found ? await run(desk) : `the scanners were not found: ${JSON.stringify(desk.statuses)}`
  } finally {
    await desk.port.stop()
    for (const device of devices) device.unplug()
    await after(100)
  }
}

const expectResults = (found: unknown, expected: unknown): string | null =>
  isDeepStrictEqual(found, expected)
    ? null
    : `${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`

/** Blocks this thread's event loop until a worker has sent everything, and for so long at least. */
const sendWhileBlocked = (
  device: VirtualDevice,
  reports: readonly Uint8Array[],
  atLeastMs: number,
): Promise<unknown> => {
  const began = performance.now()
  const sent = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./sender.ts', import.meta.url), {
    workerData: { file: device.file, events: reports.map(device.encode), pauseMs: 5, sent },
  })
  const ended = once(worker, 'exit')
  Atomics.wait(sent, 0, 0, 20_000)
  const left = atLeastMs - (performance.now() - began)
  if (left > 0) Atomics.wait(sent, 0, 1, left)
  return ended
}

const found: Check = {
  name: 'scanner found by usage page 0x8C, usage 2; a keyboard beside it left alone',
  run: () => {
    const keyboard = plugIn({ name: 'Mihon Keyboard', vendorId: 0x1209, productId: 9, descriptor: KEYBOARD })
    return withDesk([scanner()], async (desk) =>
      expectResults(desk.statuses.at(-1), { state: 'ready', devices: ['Mihon Scanner A (1209:0001)'] }),
    ).finally(() => keyboard.unplug())
  },
}

const prescription = (profile: ReportProfile): Check => ({
  name: `prescription in five reports, layout ${profile} from the report descriptor`,
  run: async () => {
    const device = scanner(profile)
    return withDesk([device], async (desk) => {
      await sendAll(device, reportsOf('prescription', profile))
      await desk.until(() => desk.results.length > 0, 3000)
      return expectResults(desk.results, [code('prescription').expected])
    })
  },
})

const burst: Check = {
  name: 'largest symbol, 2953 bytes in a burst of 53 reports: all of them, in order',
  run: async () => {
    const device = scanner()
    return withDesk([device], async (desk) => {
      const bytes = Uint8Array.from({ length: 2953 }, (_, index) => 0x41 + (index % 26))
      const reports = toReports(bytes, 'Q1')
      await sendAll(device, reports, 0)
      await desk.until(() => desk.results.length > 0, 5000)
      const arrived = desk.events.flatMap((event) => (event.kind === 'report' ? [[...event.report]] : []))
      const whole = arrived.every((report, index) => isDeepStrictEqual(report, [...(reports[index] ?? [])]))
      if (arrived.length !== reports.length || !whole) return `${arrived.length} of ${reports.length} arrived`
      return expectResults(desk.results, [{ outcome: 'refuse', reason: 'UNKNOWN' }])
    })
  },
}

const unplug: Check = {
  name: 'unplugged in the middle of a scan, plugged in again: nothing half read, found again, reads again',
  run: async () => {
    const first = scanner()
    let second: VirtualDevice | null = null
    const desk = openDesk()
    try {
      if (!(await desk.until(() => desk.statuses.at(-1)?.state === 'ready'))) return 'not found'
      await sendAll(first, reportsOf('prescription').slice(0, 2))
      first.unplug()
      if (!(await desk.until(() => desk.statuses.at(-1)?.state === 'lost'))) return 'not noticed as lost'
      if (!desk.events.some((event) => event.kind === 'lost')) return 'the scan under way was not dropped'
      second = scanner()
      if (!(await desk.until(() => desk.statuses.at(-1)?.state === 'ready'))) return 'not found again'
      await sendAll(second, reportsOf('prescription'))
      await desk.until(() => desk.results.length > 0, 3000)
      return expectResults(desk.results, [code('prescription').expected])
    } finally {
      await desk.port.stop()
      second?.unplug()
      await after(100)
    }
  },
}

const permission: Check = {
  name: 'no permission: said so with the udev rule; found once the permission is there',
  run: async () => {
    const device = scanner()
    await after(200)
    const desk = openDeskAs(1000)
    try {
      if (!(await desk.until(() => desk.statuses.at(-1)?.state === 'permission-refused')))
        return `status ${JSON.stringify(desk.statuses.at(-1))}`
      const refused = expectResults(desk.statuses.at(-1), {
        state: 'permission-refused',
        device: 'Mihon Scanner A (1209:0001)',
        udevRule: 'KERNEL=="hidraw*", ATTRS{idVendor}=="1209", MODE="0660", GROUP="plugdev", TAG+="uaccess"',
      })
      if (refused !== null) return refused
      desk.asRoot(() => {
        for (const name of readdirSync('/dev'))
          if (name.startsWith('hidraw')) chmodSync(`/dev/${name}`, 0o666)
      })
      if (!(await desk.until(() => desk.statuses.at(-1)?.state === 'ready'))) return 'not found afterwards'
      await sendAll(device, reportsOf('patient-card'))
      await desk.until(() => desk.results.length > 0, 3000)
      return expectResults(desk.results, [code('patient-card').expected])
    } finally {
      desk.asRoot(() => undefined)
      await desk.port.stop()
      device.unplug()
      await after(100)
    }
  },
}

/** A desk whose process has no rights of root; `asRoot` gives them back for a moment. */
const openDeskAs = (user: number) => {
  process.setegid?.(user)
  process.seteuid?.(user)
  const asRoot = (act: () => void): void => {
    process.seteuid?.(0)
    process.setegid?.(0)
    act()
  }
  return { ...openDesk(), asRoot }
}

const two: Check = {
  name: 'two scanners at once, their reports interleaved',
  run: async () => {
    const [left, right] = [scanner('A', 1), scanner('A', 2)]
    return withDesk([left, right], async (desk) => {
      const [first, second] = [reportsOf('prescription'), reportsOf('certificate')]
      for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
        const [one, other] = [first[index], second[index]]
        if (one) left.send(one)
        if (other) right.send(other)
        await after(3)
      }
      await desk.until(() => desk.results.length > 1, 3000)
      return expectResults(desk.results, [code('certificate').expected, code('prescription').expected])
    })
  },
}

const blocked: Check = {
  name: '200 reports while the event loop is blocked for 1.5 s: none lost, in order',
  run: async () => {
    const device = scanner()
    return withDesk([device], async (desk) => {
      const bytes = Uint8Array.from({ length: 200 * 56 }, (_, index) => 0x30 + (Math.floor(index / 56) % 10))
      const reports = toReports(bytes, 'Q1')
      const ended = sendWhileBlocked(device, reports, 1500)
      await ended
      await desk.until(() => desk.events.length >= reports.length, 5000)
      const arrived = desk.events.flatMap((event) => (event.kind === 'report' ? [[...event.report]] : []))
      const inOrder = arrived.every((report, index) => isDeepStrictEqual(report, [...(reports[index] ?? [])]))
      return arrived.length === reports.length && inOrder
        ? null
        : `${arrived.length} of ${reports.length} arrived, ${inOrder ? 'in order' : 'out of order'}`
    })
  },
}

const drained: Check = {
  name: 'stale reports are drained at the start of a check-in, and the next scan is read',
  run: async () => {
    const device = scanner()
    return withDesk([device], async (desk) => {
      const ended = sendWhileBlocked(device, reportsOf('prescription'), 1500)
      await desk.port.drain()
      await ended
      const stale = desk.events.filter((event) => event.kind === 'report').length
      if (stale > 0 || desk.results.length > 0) return `${stale} stale reports were heard`
      await sendAll(device, reportsOf('prescription-other'))
      await desk.until(() => desk.results.length > 0, 3000)
      return expectResults(desk.results, [code('prescription-other').expected])
    })
  },
}

export const CHECKS: readonly Check[] = [
  found,
  prescription('A'),
  prescription('B'),
  prescription('C'),
  burst,
  unplug,
  two,
  blocked,
  drained,
  permission,
]
