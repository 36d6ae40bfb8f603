/** A scanner that the dock holds: the same port and the same reports as a real one, with codes of invented people. */

import type { Cancel, Timers } from '../../contract/clock.ts'
import type { SimulatorCommand } from '../../contract/simulator.ts'
import { inventedCode } from '../../fixtures/codes/index.ts'
import { toReports } from '../../fixtures/codes/reports.ts'
import type { ScannerEvent, ScannerPort } from './port.ts'

const DEVICE = 'simulated-scanner'
/** A QR code of 227 bytes comes in five reports about three milliseconds apart. */
const BETWEEN_REPORTS_MS = 3

export type SimulatedScanner = ScannerPort & {
  /** Obeys `scan` and the scanner's faults; other commands are for other devices. */
  obey(command: SimulatorCommand): void
}

type Listener = Parameters<ScannerPort['start']>[0]

/** @param time the desk's clock: `monotonic` in milliseconds, `after` a timer that can be cancelled */
export const createSimulatedScanner = (time: Timers): SimulatedScanner => {
  let listener: Listener | null = null
  let plugged = true
  let timer: Cancel | null = null
  let queue: readonly Uint8Array[] = []

  const silence = (): void => {
    timer?.()
    timer = null
    queue = []
  }

  const sendNext = (): void => {
    const [report, ...rest] = queue
    queue = rest
    timer = rest.length === 0 ? null : time.after(BETWEEN_REPORTS_MS, sendNext)
    if (report === undefined) return
    const event: ScannerEvent = { kind: 'report', at: time.monotonic(), device: DEVICE, report }
    listener?.event(event)
  }

  const scan = (name: string): void => {
    const code = inventedCode(name)
    if (!code || !plugged || !listener) return
    queue = [...queue, ...toReports(code.bytes, code.symbology)]
    if (timer === null) sendNext()
  }

  const unplug = (): void => {
    if (!plugged) return
    plugged = false
    silence()
    listener?.event({ kind: 'lost', at: time.monotonic(), device: DEVICE })
    listener?.status({ state: 'lost', device: DEVICE })
  }

  const plug = (): void => {
    if (plugged) return
    plugged = true
    listener?.status({ state: 'ready', devices: [DEVICE] })
  }

  return {
    start: (heard) => {
      listener = heard
      heard.status(plugged ? { state: 'ready', devices: [DEVICE] } : { state: 'none' })
    },
    drain: async () => silence(),
    stop: async () => {
      silence()
      listener = null
    },
    obey: (command) => {
      if (command.command === 'scan') scan(command.code)
      else if (command.command === 'fault' && command.fault === 'scanner-unplugged') unplug()
      else if (command.command === 'fault' && command.fault === 'scanner-plugged') plug()
    },
  }
}
