/** The system's serial ports through serialport. */
import { existsSync } from 'node:fs'
import type { SerialPort } from '../../contract/office.ts'
import { fail, ok } from '../../contract/result.ts'
import type { SerialBackend } from './serial.ts'
import type { OpenProblem } from './source.ts'

/** serialport has no error codes for opening: the system's words, and Windows' `Access denied`, are all there is. */
const whyNotOpened = (error: unknown): OpenProblem =>
  error instanceof Error && /permission denied|access denied/i.test(error.message)
    ? 'permission-refused'
    : 'unavailable'

/** The name that stays with a device whichever port it is put into, where the system has one. */
const lasting = (path: string, id: string | undefined): string => {
  const byId = `/dev/serial/by-id/${id}`
  return id !== undefined && existsSync(byId) ? byId : path
}

/** The serial ports that the machine has now, those with a device that says its maker first; none where none can be listed. */
export const listSerialPorts = async (): Promise<SerialPort[]> => {
  try {
    const { SerialPort } = await import('serialport')
    const found = await SerialPort.list()
    return found
      .map(({ path, pnpId, manufacturer }) => ({
        path: lasting(path, pnpId).slice(0, 200),
        description: (manufacturer ?? '').slice(0, 200),
      }))
      .sort(
        (a, b) => Number(a.description === '') - Number(b.description === '') || a.path.localeCompare(b.path),
      )
  } catch {
    return []
  }
}

/** The real backend, loaded at the first use. */
export const nodeSerialportBackend = (): SerialBackend => ({
  open: async (settings, listener) => {
    try {
      const { SerialPort } = await import('serialport')
      const port = new SerialPort({ ...settings, autoOpen: false })
      port.on('error', () => listener.gone())
      port.on('close', () => listener.gone())
      port.on('data', (data: unknown) => {
        if (data instanceof Uint8Array) listener.piece(data)
      })
      await new Promise<void>((resolve, reject) => {
        port.open((error) => (error ? reject(error) : resolve()))
      })
      return ok({
        close: () =>
          new Promise((resolve) => {
            if (port.isOpen) port.close(() => resolve())
            else resolve()
          }),
      })
    } catch (error) {
      return fail(whyNotOpened(error))
    }
  },
})
