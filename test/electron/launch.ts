/** Drives the real program in a real window, on a screen of its own and a home of its own. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import { type DeskState, deskStateSchema, type Intent } from '../../contract/desk.ts'
import { type Display, openDisplay } from './display.ts'
import { familyOf } from './processes.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export type Launch = {
  /** The folder with the built program; the checkout when absent. */
  readonly program?: string
  /** An existing home; otherwise a fresh one, removed at the end. */
  readonly home?: string
  /** More arguments for the program; `--simulated` unless `real` is set. */
  readonly args?: readonly string[]
  readonly real?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly display?: Display
  /** Another program to start it by, such as a script that prepares the home first; the runtime itself when absent. */
  readonly executable?: string
}

export type Terminal = {
  readonly application: ElectronApplication
  /** The receptionist's window. */
  readonly page: Page
  readonly home: string
  /** The text that the program has written to standard error so far. */
  said(): string
  /** The present state, checked against the contract. */
  state(): Promise<DeskState>
  /** Waits until the present state is as wanted. */
  until(what: string, holds: (state: DeskState) => boolean, milliseconds?: number): Promise<DeskState>
  send(intent: Intent): Promise<void>
  screenshot(file: string): Promise<void>
  /** The desk's process, to be ended by a test; undefined while there is none. */
  deskPid(): number | undefined
  /** Settles when the program is gone, however it went. */
  readonly ended: Promise<void>
  /** Ends the program and leaves the home. */
  quit(): Promise<void>
  /** Kills the program, as a crash would. */
  kill(): Promise<void>
  /** Ends the program, the screen and the home, as far as they were opened here. */
  close(): Promise<void>
}

/** The Electron executable, as `scripts/run.mjs` names it. */
export const electronExecutable = (): string => {
  const path = process.env.UKETSUKE_ELECTRON
  if (!path) throw new Error('UKETSUKE_ELECTRON is not set: run the tests by npm test')
  return path
}

/** Tells whether the runtime is the development stand-in: its marker lies beside it, see `main/shell/runtime.ts`. */
export const isStandIn = (): boolean => existsSync(join(electronExecutable(), '..', 'fallback-runtime.json'))

/** Waits for something that another process brings about. */
export const eventually = async <Value>(
  what: string,
  look: () => Promise<Value | undefined> | Value | undefined,
  milliseconds = 15_000,
): Promise<Value> => {
  const end = performance.now() + milliseconds
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`)
    await pause(20)
  }
}

const isDesk = (command: string): boolean =>
  command.includes('/desk/desk.mjs') || command.includes('--utility-sub-type=node.mojom.NodeService')

/** Presses keys where a keyboard's arrive: the driver's own would pass the program's refusal of keys by. */
export const pressKeys = async (
  application: ElectronApplication,
  ...keys: readonly string[]
): Promise<void> => {
  await application.evaluate(({ BrowserWindow }, all) => {
    const contents = BrowserWindow.getAllWindows().at(-1)?.webContents
    for (const combination of all) {
      const parts = combination.split('+')
      const keyCode = parts.pop() ?? ''
      const modifiers = parts.map((part) =>
        part === 'Control' ? 'control' : part === 'Alt' ? 'alt' : 'shift',
      )
      for (const type of ['keyDown', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode, modifiers })
    }
  }, keys)
}

/**
 * Answers the system's dialog that asks where a file goes, from now on: with that place, or by closing it (null).
 * Gives back what tells the place that the last such dialog proposed.
 */
export const answerSaving = async (
  application: ElectronApplication,
  file: string | null,
): Promise<() => Promise<string>> => {
  await application.evaluate(({ dialog }, place) => {
    Object.assign(dialog, {
      showSaveDialog: (_window: unknown, { defaultPath }: { defaultPath: string }) => {
        Object.assign(globalThis, { proposedPlace: defaultPath })
        return Promise.resolve({ canceled: place === null, filePath: place ?? '' })
      },
    })
  }, file)
  return () => application.evaluate(() => String(Reflect.get(globalThis, 'proposedPlace')))
}

/** Waits until a page has drawn the state that it was given last: it does so on the frame after. Before, keys find the old one. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )

/** The latest state that the page was given, or null. Runs in the page. */
const latestState = (): Promise<unknown> =>
  new Promise((resolve) => {
    const bridge: unknown = Reflect.get(globalThis, 'uketsuke')
    if (typeof bridge !== 'object' || bridge === null) return resolve(null)
    const stop: unknown = Reflect.get(bridge, 'onState')(resolve)
    setTimeout(() => {
      if (typeof stop === 'function') stop()
      resolve(null)
    }, 50)
  })

/** The page at an address that begins so, whichever window the driver hears of first: any other may be quicker. */
export const pageAt = (application: ElectronApplication, address: string): Promise<Page> =>
  eventually(
    `a window at ${address}`,
    () => application.windows().find((page) => page.url().startsWith(address)),
    20_000,
  )

/**
 * Waits for the beginning of the receptionist's page, with the desk's screen or with the page that says what is wrong.
 */
export const RECEPTION = 'uketsuke://desk/'

/** An answer that has not come after so long never comes; the busiest machine needed a tenth of it. */
const LOST_MS = 5_000

/** Starts the program and waits for its window. */
export const launch = async (options: Launch = {}): Promise<Terminal> => {
  const display = options.display ?? (await openDisplay())
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'uketsuke-home-')))
  let said = ''
  const application = await electron.launch({
    timeout: 20_000,
    executablePath: options.executable ?? electronExecutable(),
    args: [
      // Chromium refuses to run its own sandbox as root; the pages' sandboxing by the program stays on.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      options.program ?? ROOT,
      ...(options.real ? [] : ['--simulated']),
      '--home',
      home,
      ...(options.args ?? []),
    ],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      LANG: 'ja_JP.UTF-8',
      TZ: 'Asia/Tokyo',
      DISPLAY: display.name,
      UKETSUKE_NODE: process.execPath,
      ...options.environment,
    },
  })
  const child = application.process()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  child.stderr?.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const page = await pageAt(application, RECEPTION).catch(async (error: unknown) => {
    child.kill('SIGKILL')
    if (!options.display) await display.close()
    throw new Error(`the program showed no window; it said: ${said}`, { cause: error })
  })
  // The driver loses an answer where a page goes away at that moment: then the next look has it.
  const state = async (): Promise<DeskState | undefined> => {
    const value = await Promise.race([page.evaluate(latestState).catch(() => null), pause(LOST_MS, null)])
    return value === null ? undefined : deskStateSchema.parse(value)
  }
  // A program that is gone, or goes meanwhile, may leave the driver waiting for an answer that nobody gives.
  const quit = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await Promise.race([application.close(), ended])
  }
  return {
    application,
    page,
    home,
    said: () => said,
    state: () => eventually('a state', state),
    until: (what, holds, milliseconds) =>
      eventually(
        what,
        async () => {
          const now = await state()
          return now && holds(now) ? now : undefined
        },
        milliseconds,
      ),
    send: (intent) =>
      page.evaluate((sent) => {
        Reflect.get(Reflect.get(globalThis, 'uketsuke'), 'send')(sent)
      }, intent),
    screenshot: async (file) => {
      await page.screenshot({ path: file })
    },
    deskPid: () =>
      child.pid === undefined
        ? undefined
        : familyOf(child.pid).findLast((process) => isDesk(process.command))?.pid,
    ended,
    quit,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    close: async () => {
      await quit()
      if (!options.display) await display.close()
      if (!options.home) await rm(home, { recursive: true, force: true })
    },
  }
}
