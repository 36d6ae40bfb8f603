/** A line that is cut: everything goes through, up to a byte that is drawn, in one direction or the other. */
import { connect, createServer, type Socket } from 'node:net'

export type CuttingProxy = {
  readonly port: number
  /** The next connection is cut after so many bytes that the client (`up`) or the server (`down`) has said. */
  cutNext(direction: 'up' | 'down', bytes: number): void
  /** Connections that were cut so far. */
  cuts(): number
  /** Cuts every line that stands, and lets none in until it may again. */
  block(isBlocked: boolean): void
  close(): Promise<void>
}

export const createCuttingProxy = async (serverPort: number): Promise<CuttingProxy> => {
  let next: { readonly direction: 'up' | 'down'; readonly bytes: number } | null = null
  let cuts = 0
  const open = new Set<Socket>()
  let isShut = false
  const server = createServer((client) => {
    if (isShut) {
      client.destroy()
      return
    }
    const cut = next
    next = null
    const upstream = connect(serverPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    const carry = (from: Socket, to: Socket, direction: 'up' | 'down'): void => {
      let heard = 0
      from.on('data', (data) => {
        heard += data.length
        const left = cut?.direction === direction ? cut.bytes - (heard - data.length) : data.length
        if (left >= data.length) {
          to.write(data)
          return
        }
        cuts += 1
        // The bytes before the cut still arrive: the other side may act on it and nobody hears that it has.
        to.write(data.subarray(0, Math.max(0, left)), () => {
          client.destroy()
          upstream.destroySoon()
        })
      })
    }
    carry(client, upstream, 'up')
    carry(upstream, client, 'down')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    cutNext: (direction, bytes) => {
      next = { direction, bytes }
    },
    cuts: () => cuts,
    block: (isBlocked) => {
      isShut = isBlocked
      if (isBlocked) for (const socket of open) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
