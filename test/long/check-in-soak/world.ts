/** The program in its world: a disk of its own that can be filled, a clock that can be set, processes that can be killed. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import {
  eventually,
  isStandIn,
  latestState,
  launch,
  type Terminal,
} from '../../../fixtures/terminal/launch.ts'
import { familyOf, handlesOf, memoryOf, type Process } from '../../../fixtures/terminal/processes.ts'
import { type Driven, drive, type Piece } from './driver.ts'
import { readHeap } from './heap.ts'

/** Memory and handles of everything that runs, at one moment. */
export type Measure = {
  readonly at: string
  readonly checkIns: number
  /** Bytes of each process (Pss), by what it is. */
  readonly memory: Readonly<Record<string, number>>
  /** Open files, sockets and pipes of all processes. */
  readonly handles: number
  /** Bytes of the desk's heap after a collection; null where the desk is no process of its own Node. */
  readonly deskHeap: number | null
  /** Timers, sockets and the like that the desk's event loop holds. */
  readonly deskResources: number | null
  /** Bytes of the window's heap after a collection. */
  readonly windowHeap: number
  /** Bytes that the home takes on its disk. */
  readonly disk: number
}

export type World = {
  readonly terminal: Terminal
  readonly home: string
  /** True when the desk's clock can be set here. */
  readonly setsClock: boolean
  drive(pieces: readonly Piece[]): Promise<Driven>
  /** The state that the window has now; the driver's own page may have gone with a killed window. */
  state(): Promise<DeskState>
  killWindow(): Promise<void>
  killDesk(): void
  fillDisk(): void
  freeDisk(): void
  setClock(byMilliseconds: number): void
  measure(at: string, checkIns: number): Promise<Measure>
  /** Ends the program and leaves the home to be looked at. */
  quit(): Promise<void>
  close(): void
}

const must = (command: string, ...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}

/** Megabytes of the disk: it is full when the plan says so, and never of the journal and its backups alone. */
const DISK_MB = 400

/** Bytes that are in use on the disk that a folder is. */
const usedOf = (folder: string): number => {
  const { blocks, bfree, bsize } = statfsSync(folder)
  return (blocks - bfree) * bsize
}

/** A Node for the desk whose clock can be set and whose heap can be asked for. */
const makeNode = (folder: string, clock: string, heap: string): string => {
  const library = join(folder, 'set-clock.so')
  must('cc', '-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'set-clock.c'), '-ldl')
  const node = join(folder, 'node')
  writeFileSync(clock, '0')
  writeFileSync(
    node,
    `#!/bin/sh
export LD_PRELOAD=${library} CLOCK_FILE=${clock} HEAP_FILE=${heap}
exec ${process.execPath} --expose-gc --require ${join(import.meta.dirname, 'desk-probe.cjs')} "$@"
`,
  )
  chmodSync(node, 0o755)
  return node
}

const kindOf = ({ command }: Process): string => {
  if (command.includes('desk.mjs')) return 'desk'
  return /--type=([\w-]+)/.exec(command)?.[1] ?? 'shell'
}

/** The reception window, as the shell knows it: it outlives the driver's page, which goes with a killed renderer. */
const rendererPid = (terminal: Terminal): Promise<number> =>
  terminal.application.evaluate(
    ({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL().startsWith('uketsuke://desk/'))
        ?.getOSProcessId() ?? 0,
  )

/** Runs in the reception's page; fails where the page goes away meanwhile, as it does when the window dies or shows another. */
const runInPage = (terminal: Terminal, code: string): Promise<unknown> =>
  terminal.application.evaluate(
    ({ webContents }, text) =>
      new Promise<unknown>((resolve, reject) => {
        const page = webContents
          .getAllWebContents()
          .find((one) => one.getURL().startsWith('uketsuke://desk/'))
        if (page === undefined) return reject(new Error('no window'))
        const died = (): void => reject(new Error('the window died'))
        page.once('render-process-gone', died)
        page.once('did-start-loading', died)
        page
          .executeJavaScript(text)
          .finally(() => page.off('render-process-gone', died).off('did-start-loading', died))
          .then(resolve, reject)
      }),
    code,
  )

/**
 * Carries pieces out. After several crashes of the desk in a row the window says so on a page of its own, until one desk has
 * stood for a while: what was begun is gone on with then.
 */
const driveAll = async (terminal: Terminal, pieces: readonly Piece[]): Promise<Driven> => {
  const isDesk = 'location.pathname === "/index.html" && typeof window.uketsuke === "object"'
  for (let goesOn = false; ; goesOn = true) {
    try {
      // The page gives back the value of `drive`: it is our own code.
      return (await runInPage(
        terminal,
        `(${drive.toString()})(${JSON.stringify(pieces)}, ${goesOn})`,
      )) as Driven
    } catch (error) {
      if (!(error instanceof Error) || !/window died|context|destroyed|no window/i.test(error.message))
        throw error
      await eventually(
        'the desk’s page again',
        async () => ((await runInPage(terminal, isDesk).catch(() => false)) === true ? true : undefined),
        120_000,
      )
    }
  }
}

/** Has the window's garbage collected, so that what is measured is what is kept. */
const collectInPage = (terminal: Terminal): Promise<void> =>
  terminal.application.evaluate(async ({ webContents }) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('uketsuke://desk/'))
    if (page === undefined) return
    page.debugger.attach('1.3')
    try {
      await page.debugger.sendCommand('HeapProfiler.collectGarbage')
    } finally {
      page.debugger.detach()
    }
  })

/** Opens the program on a disk of its own. Needs root, to mount. */
export const openWorld = async (): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-soak-'))
  const home = mkdtempSync(join(tmpdir(), 'uketsuke-soak-home-'))
  must('mount', '-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', home)
  const clock = join(folder, 'clock')
  const heap = join(folder, 'heap.json')
  const setsClock = isStandIn()
  let offset = 0
  const ballast = join(home, 'ballast')
  const terminal = await launch({
    home,
    ...(setsClock ? { environment: { UKETSUKE_NODE: makeNode(folder, clock, heap) } } : {}),
  })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')

  const family = (): Process[] => familyOf(terminal.application.process().pid ?? 0)
  const deskPid = (): number => family().findLast((process) => kindOf(process) === 'desk')?.pid ?? 0

  return {
    terminal,
    home,
    setsClock,
    drive: (pieces) => driveAll(terminal, pieces),
    state: () =>
      eventually('a state', async () => {
        const value = await runInPage(terminal, `(${latestState.toString()})()`).catch(() => null)
        return value === null ? undefined : deskStateSchema.parse(value)
      }),
    killWindow: async () => {
      const before = await rendererPid(terminal)
      process.kill(before, 'SIGKILL')
      await eventually('the window again', async () => {
        const now = await rendererPid(terminal)
        if (now === 0 || now === before) return undefined
        const bridge = await runInPage(terminal, 'typeof window.uketsuke').catch(() => null)
        return bridge === 'object' ? true : undefined
      })
    },
    killDesk: () => {
      const pid = deskPid()
      if (pid !== 0) process.kill(pid, 'SIGKILL')
    },
    fillDisk: () => {
      const { bavail, bsize } = statfsSync(home)
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize))
      } catch {
        // The program wrote at the same time: the disk is full either way.
      }
    },
    freeDisk: () => rmSync(ballast, { force: true }),
    setClock: (byMilliseconds) => {
      offset += byMilliseconds
      // Longer texts first: a reader in the middle never sees a shorter number with old digits behind it.
      writeFileSync(clock, String(offset).padEnd(20))
    },
    measure: async (at, checkIns) => {
      await collectInPage(terminal)
      const memory: Record<string, number> = {}
      let handles = 0
      for (const process of family()) {
        const kind = kindOf(process)
        memory[kind] = (memory[kind] ?? 0) + memoryOf(process.pid)
        handles += handlesOf(process.pid)
      }
      const { heap: deskHeap, resources } = setsClock
        ? await readHeap(deskPid(), heap)
        : { heap: null, resources: null }
      const windowHeap = await runInPage(terminal, 'performance.memory.usedJSHeapSize')
      return {
        at,
        checkIns,
        memory,
        handles,
        deskHeap,
        deskResources: resources,
        windowHeap: Number(windowHeap),
        disk: usedOf(home),
      }
    },
    quit: () => terminal.quit(),
    close: () => {
      spawnSync('umount', ['-l', home])
      rmSync(home, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Tells whether a disk can be mounted here at all. */
export const canMount = (): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-mount-'))
  try {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0
    if (mounted) spawnSync('umount', [folder])
    return mounted && readdirSync(folder).length === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
