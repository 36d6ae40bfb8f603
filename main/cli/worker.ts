/**
 * The command line inside the packaged program, where it runs in a thread of its own while the main one waits (see
 * main/shell/command-line.ts): nothing here may wait for the main thread, so standard output is written directly.
 */
import { createReadStream, writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { runCommandLine } from './uketsuke.ts'

const { args, signal } = z
  .object({ args: z.array(z.string()), signal: z.instanceof(SharedArrayBuffer) })
  .parse(workerData)
const state = new Int32Array(signal)

/** Tells the main thread: 0 nothing yet, 1 running, 2 + exit code. */
const tell = (value: number): void => {
  Atomics.store(state, 0, value)
  Atomics.notify(state, 0)
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Writes all of it; a reader that has gone ends the command, one that is slow is waited for. */
const write = (handle: number, text: string): void => {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(handle, rest))
    } catch (error) {
      if (isCode(error, 'EPIPE')) {
        tell(2)
        return
      }
      if (!isCode(error, 'EAGAIN')) throw error
      Atomics.wait(state, 1, 0, 5)
    }
  }
}

/** `sysexits.h`: an internal software error. */
const BUG = 70

tell(1)
try {
  const code = await runCommandLine(args, {
    stdin: createReadStream('', { fd: 0 }),
    out: async (text) => write(1, text),
    say: (line) => write(2, `${line}\n`),
  })
  tell(2 + code)
} catch (error) {
  write(2, `uketsuke: ${error instanceof Error ? (error.stack ?? error.message) : 'a bug'}\n`)
  tell(2 + BUG)
}
