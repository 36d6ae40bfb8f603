import { createConnection } from 'node:net'
import type { CenterHost } from './address.ts'
import { LineError } from './line-error.ts'

/**
 * Makes the one socket of a connection, cut when the other side says too much. The driver would connect anew by itself, in the middle
 * of a transaction too: it is given no second one.
 * @param most bytes that may be heard
 * @param patience milliseconds until it has to stand
 * @param onClosed called when it is over, once or twice
 */
export const oneSocket = (
  { host, port, isSocket }: CenterHost,
  most: number,
  patience: number,
  onClosed: () => void,
) => {
  let wasMade = false
  return () =>
    new Promise<ReturnType<typeof createConnection>>((resolve, reject) => {
      if (wasMade) {
        reject(new LineError('the connection has ended'))
        return
      }
      wasMade = true
      const socket = createConnection(
        isSocket ? { path: `${host}/.s.PGSQL.${port}` } : { host, port, noDelay: true },
      )
      const timer = setTimeout(
        () => socket.destroy(new LineError('no connection in time', 'no-answer')),
        patience,
      )
      socket.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      socket.once('connect', () => {
        clearTimeout(timer)
        socket.removeAllListeners('error')
        socket.once('close', onClosed)
        // The driver takes the listeners of an encrypted line away: what was heard, and that it is over, is looked at by the clock.
        const watch = setInterval(() => {
          if (socket.bytesRead > most)
            socket.destroy(new LineError('the server sends more than it was asked for'))
          if (!socket.destroyed) return
          clearInterval(watch)
          onClosed()
        }, 100)
        watch.unref()
        resolve(socket)
      })
    })
}
