/** Serial scanners (USB-COM): the ports that the clinic has named. A serial device does not say what it is. */
import type { Result } from '../../contract/result.ts'
import type { DeviceListener, OpenDevice, OpenProblem, ScannerSource } from './source.ts'
import { serialUdevRule } from './udev.ts'

export type SerialPortSettings = {
  /** `/dev/ttyACM0`, `/dev/serial/by-id/…`, `COM3`. It is the device's name too. */
  readonly path: string
  /** Bits per second; USB-COM takes any. */
  readonly baudRate: number
}

/** The system's serial ports; tests pass their own. */
export type SerialBackend = {
  open(settings: SerialPortSettings, listener: DeviceListener): Promise<Result<OpenDevice, OpenProblem>>
}

/** The serial scanners that the clinic has named. */
export const serialSource = (
  backend: SerialBackend,
  ports: readonly SerialPortSettings[],
): ScannerSource => ({
  find: async () =>
    ports.map((settings) => ({
      path: settings.path,
      name: settings.path,
      label: settings.path,
      udevRule: settings.path.startsWith('/dev/') ? serialUdevRule(settings.path) : null,
      open: (listener) => backend.open(settings, listener),
      event: (at, device, bytes) => ({ kind: 'bytes', at, device, bytes }),
    })),
})
