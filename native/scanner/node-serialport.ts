/** The system's serial ports through serialport. */
import { fail, ok } from '../../main/contract/result.ts'
import type { SerialBackend } from './serial.ts'
import type { OpenProblem } from './source.ts'

/** serialport has no error codes for opening: the system's words, and Windows' `Access denied`, are all there is. */
const whyNotOpened = (error: unknown): OpenProblem =>
  error instanceof Error && /permission denied|access denied/i.test(error.message)
    ? 'permission-refused'
    : 'unavailable'

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
