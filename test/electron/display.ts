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

/** Starts Xvfb, which chooses the display's number itself and says it on a pipe. */
export const openDisplay = async (size = '1600x1000'): Promise<Display> => {
  const server = spawn(
    'setpriv',
    // Whoever ends the tests ends the screen too.
    [
      '--pdeathsig',
      'TERM',
      'Xvfb',
      '-displayfd',
      '3',
      '-screen',
      '0',
      `${size}x24`,
      '-nolisten',
      'tcp',
      '-noreset',
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const number = await new Promise<string>((resolve, reject) => {
    let said = ''
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}; apt-get install xvfb`)))
    server.stdio[3]?.on('data', (data: Buffer) => {
      said += data.toString()
      if (said.endsWith('\n')) resolve(said.trim())
    })
  })
  return {
    name: `:${number}`,
    close: async () => {
      server.kill()
      await ended(server)
    },
  }
}
