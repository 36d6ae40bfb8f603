/** The one place that decides what the desk runs as. The same messages cross either way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs'
import { utilityProcess } from 'electron'
import type { ToDesk } from '../../../contract/process.ts'
import { ENGINE_FLAGS } from './engine-flags.ts'
import { scrubEnvironment } from './environment.ts'
import { findPinnedNode } from './pinned-node.ts'

/** better-sqlite3 13 is built for this N-API; on an older one it takes its process down. */
const NEEDED_NODE_API = 10

/** A running desk as the supervisor sees it. */
export type DeskProcess = {
  readonly pid: number | undefined
  send(message: ToDesk): void
  kill(): void
}

export type DeskEvents = {
  message(message: unknown): void
  /** Once, when the process is gone, however it went. */
  ended(): void
}

/** Starts one desk process. */
export type RunDesk = (events: DeskEvents) => DeskProcess

const once = (act: () => void): (() => void) => {
  let done = false
  return () => {
    if (done) return
    done = true
    act()
  }
}

const runUtility =
  (module: string): RunDesk =>
  (events) => {
    const child = utilityProcess.fork(module, [], {
      serviceName: 'Uketsuke desk',
      env: scrubEnvironment(process.env),
      execArgv: [`--js-flags=${ENGINE_FLAGS.join(' ')}`],
      stdio: 'inherit',
    })
    child.on('message', (message: unknown) => events.message(message))
    child.once('exit', once(events.ended))
    return {
      get pid() {
        return child.pid
      },
      send: (message) => child.postMessage(message),
      kill: () => {
        // `kill` asks; a desk that hangs in native code hears nothing, so the system is told.
        const { pid } = child
        if (pid === undefined || !child.kill()) return
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It was gone already.
        }
      },
    }
  }

/** Linux ends the child with its parent, even when the child hangs and the parent was killed. */
const withParent = (node: string, module: string): readonly [string, ...string[]] =>
  existsSync('/usr/bin/setpriv')
    ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', node, ...ENGINE_FLAGS, module]
    : [node, ...ENGINE_FLAGS, module]

const DESCRIPTORS = '/proc/self/fd'
/** Spare numbers for what another thread opens meanwhile. */
const MORE_DESCRIPTORS = 32

/**
 * Chromium closes its sockets in the processes that it starts itself, and leaves them open to any other. With the end
 * of such a socket in the desk's hands, nobody learns that the graphics process on its other end is gone, and the
 * window waits for it for ever. So in the desk every inherited descriptor above its own line is `/dev/null`.
 */
const runWithOwnDescriptors = (start: (above: readonly number[]) => ChildProcess): ChildProcess => {
  if (!existsSync(DESCRIPTORS)) return start([])
  const nowhere = openSync('/dev/null', 'r')
  try {
    const highest = Math.max(...readdirSync(DESCRIPTORS).map(Number))
    return start(Array.from({ length: highest + MORE_DESCRIPTORS }, () => nowhere))
  } finally {
    closeSync(nowhere)
  }
}

const runNode =
  (node: string, module: string): RunDesk =>
  (events) => {
    const [program, ...args] = withParent(node, module)
    const child = runWithOwnDescriptors((above) =>
      spawn(program, args, {
        env: scrubEnvironment(process.env),
        stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...above],
        serialization: 'json',
        windowsHide: true,
      }),
    )
    const ended = once(events.ended)
    child.on('message', (message) => events.message(message))
    child.once('error', ended)
    child.once('exit', ended)
    return {
      pid: child.pid,
      send: (message) => {
        // Between a crash and its notice the channel is closed; the supervisor learns of it by `ended`.
        if (child.connected) child.send(message, () => {})
      },
      kill: () => {
        child.kill('SIGKILL')
      },
    }
  }

/** Tells whether this runtime can load the database's native module. */
export const runtimeHoldsDesk = (nodeApi = process.versions.napi): boolean =>
  Number(nodeApi ?? 0) >= NEEDED_NODE_API

/**
 * Chooses: a utility process of the product's runtime; a child of the toolchain's Node on the development stand-in.
 * @param module the built desk
 * @param programFolder where the program is, for its Node in a checkout
 */
export const chooseDeskProcess = (module: string, programFolder: string): RunDesk =>
  runtimeHoldsDesk() ? runUtility(module) : runNode(findPinnedNode(programFolder), module)
