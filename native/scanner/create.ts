import type { Timers } from '../../contract/clock.ts'
import { type HidModel, hidSource } from './hid.ts'
import { nodeHidBackend } from './node-hid.ts'
import { nodeSerialportBackend } from './node-serialport.ts'
import type { ScannerPort } from './port.ts'
import { type SerialPortSettings, serialSource } from './serial.ts'
import { createScannerPort } from './watch.ts'

export type ScannerSettings = {
  /** Models that are taken for HID POS scanners although they do not say so. */
  readonly models?: readonly HidModel[]
  readonly serial?: readonly SerialPortSettings[]
}

/** The real scanners of this machine: every HID POS scanner, and the serial ports that the clinic has named. */
export const createRealScanner = (time: Timers, settings: ScannerSettings = {}): ScannerPort =>
  createScannerPort(
    [
      hidSource(nodeHidBackend(), settings.models),
      ...(settings.serial?.length ? [serialSource(nodeSerialportBackend(), settings.serial)] : []),
    ],
    time,
  )
