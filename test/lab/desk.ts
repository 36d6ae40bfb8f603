/** The real adapter and the real codes, listened to as the desk does. */
import { setTimeout as after } from 'node:timers/promises'
import type { Timers } from '../../contract/clock.ts'
import type { ScanResult } from '../../contract/scan.ts'
import type { ScannerStatus } from '../../contract/scanner.ts'
import { DEMO_SCAN_CONFIG } from '../../fixtures/codes/index.ts'
import { createScanDesk } from '../../main/desk/process/scan-desk.ts'
import { hidSource } from '../../native/scanner/hid.ts'
import { nodeHidBackend } from '../../native/scanner/node-hid.ts'
import type { ScannerEvent, ScannerPort } from '../../native/scanner/port.ts'
import { createScannerPort } from '../../native/scanner/watch.ts'

export const realTime: Timers = {
  monotonic: () => performance.now(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds)
    return () => clearTimeout(timer)
  },
}

export type LabDesk = {
  readonly port: ScannerPort
  readonly events: ScannerEvent[]
  readonly statuses: ScannerStatus[]
  readonly results: ScanResult[]
  /** Waits until `condition` holds, at most so many milliseconds; says whether it does. */
  until(condition: () => boolean, milliseconds?: number): Promise<boolean>
  /** Forgets what was heard so far. */
  clear(): void
}

export const openDesk = (): LabDesk => {
  const port = createScannerPort([hidSource(nodeHidBackend())], realTime)
  const events: ScannerEvent[] = []
  const statuses: ScannerStatus[] = []
  const results: ScanResult[] = []
  const scans = createScanDesk(DEMO_SCAN_CONFIG, realTime)
  scans.listen((result) => void results.push(result))
  port.start({
    event: (event) => {
      events.push(event)
      scans.heard(event)
    },
    status: (status) => void statuses.push(status),
  })
  const until = async (condition: () => boolean, milliseconds = 8000): Promise<boolean> => {
    const end = performance.now() + milliseconds
    while (!condition() && performance.now() < end) await after(20)
    return condition()
  }
  const clear = (): void => {
    events.length = 0
    results.length = 0
    scans.nextPatient()
  }
  return { port, events, statuses, results, until, clear }
}
