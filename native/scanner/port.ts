import type { ReportLayout, ScannerStatus } from '../../contract/scanner.ts'

/** A scan, as bytes: its meaning is for `main/codes`. `at` is in milliseconds of a monotonic clock. */
export type ScannerEvent =
  | {
      readonly kind: 'report'
      readonly at: number
      readonly device: string
      readonly report: Uint8Array
      /** As the device's report descriptor tells it; absent where there is none to be had. */
      readonly layout?: ReportLayout
    }
  | { readonly kind: 'bytes'; readonly at: number; readonly device: string; readonly bytes: Uint8Array }
  /** The device went away, or was drained: what it had begun will not be continued. */
  | { readonly kind: 'lost'; readonly at: number; readonly device: string }

/** The scanners of the desk, real or simulated. Nothing is thrown; what goes wrong is a status. */
export type ScannerPort = {
  start(listener: { event(event: ScannerEvent): void; status(status: ScannerStatus): void }): void
  /** Throws away what the scanners sent and nobody has heard yet: at the start of a check-in, after a pause. */
  drain(): Promise<void>
  /** Stops listening and closes the devices. Safe to call twice. */
  stop(): Promise<void>
}

export type ScannerListener = Parameters<ScannerPort['start']>[0]
