/**
 * `uketsuke journal verify …` by the packaged program itself, without a window and without a display.
 *
 * Electron runs this before it looks for a display, and afterwards ends without one: so the main thread stands still
 * until a thread of its own has done the command. The fuse that would let the program run as plain Node stays off.
 */
import { spawnSync } from 'node:child_process'
import { Worker } from 'node:worker_threads'

/** A thread that has not even begun after so long never will: its module is missing. */
const BEGIN_MS = 30_000
const BUG = 70

/**
 * The command that the arguments are, or null: the window's own all begin with `--`, and `--help` is the command line's
 * (it names the window's too). Chromium refuses to run for root
 * without `--no-sandbox`, and `sudo uketsuke --no-sandbox journal verify` opens no page that would need one.
 */
export const commandIn = (args: readonly string[]): readonly string[] | null => {
  const command = args[0] === '--no-sandbox' ? args.slice(1) : args
  const [first] = command
  return first !== undefined && (first === '--help' || !first.startsWith('-')) ? command : null
}

/**
 * Runs a command in a thread and waits for it.
 * @param module the built `main/cli/worker.ts`
 * @returns the exit code
 */
export const runInThread = (
  module: string,
  args: readonly string[],
  beginMilliseconds = BEGIN_MS,
): number => {
  const signal = new SharedArrayBuffer(8)
  const state = new Int32Array(signal)
  new Worker(module, { workerData: { args, signal }, stdin: false })
  if (Atomics.wait(state, 0, 0, beginMilliseconds) === 'timed-out') return BUG
  while (Atomics.load(state, 0) === 1) Atomics.wait(state, 0, 1)
  return Atomics.load(state, 0) - 2
}

/**
 * Runs a command on the toolchain's Node, where the runtime's own cannot load the database (the development stand-in).
 * @param module the built `main/cli/main.ts`
 * @returns the exit code
 */
export const runOnNode = (node: string, module: string, args: readonly string[]): number =>
  spawnSync(node, [module, ...args], { stdio: 'inherit' }).status ?? BUG
