import { type ChildProcess, spawn } from 'node:child_process'

/** A screen that nobody sees: an X server of one's own, on a display that was free. */
export type Display = {
  /** `:99` */
  readonly name: string
  close(): Promise<void>
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))

/** So long a busy machine may need to start an X server. */
const START_MS = 15_000

const start = (size: string): ChildProcess =>
  spawn(
    'setpriv',
    // A signal that ends the tests ends the screen too.
    [
      ...['--pdeathsig', 'TERM', 'Xvfb', '-displayfd', '3'],
      ...['-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )

const numberOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`Xvfb: no display within ${START_MS} ms`)), START_MS)
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}; apt-get install xvfb`)))
    server.stdio[3]?.on('data', (data: Buffer) => {
      said += data.toString()
      if (!said.endsWith('\n')) return
      clearTimeout(late)
      resolve(said.trim())
    })
  })

/** Starts Xvfb, which chooses the display's number itself and says it on a pipe. */
export const openDisplay = async (size = '1600x1000'): Promise<Display> => {
  const server = start(size)
  const number = await numberOf(server).catch((error: unknown) => {
    server.kill()
    throw error
  })
  return {
    name: `:${number}`,
    close: async () => {
      server.kill()
      await ended(server)
    },
  }
}
