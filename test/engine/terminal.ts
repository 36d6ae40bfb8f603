/**
 * The window in an engine of today over the real desk: the built page under the product's policy, the built desk as a
 * process of the toolchain's Node, and between them a bridge that stands here in place of the shell and its preload.
 */
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deskStateSchema } from '../../contract/desk.ts'
import { fromDeskSchema } from '../../contract/from-desk.ts'
import { type Intent, intentSchema } from '../../contract/intents.ts'
import type { ToDesk } from '../../contract/process.ts'
import { eventually, type Terminal } from '../../fixtures/terminal/launch.ts'
import { servePages } from '../electron/serve-pages.ts'
import { complaintsOf, openEngine } from './chromium.ts'

const BUILD = join(import.meta.dirname, '..', '..', 'build')

/** The part of a terminal that a visit needs, whatever draws it. */
export type Counter = Pick<Terminal, 'page' | 'home' | 'state' | 'until' | 'send' | 'quit' | 'close'>

/** The bridge's half in the page; `bridgeSend` is bound to {@link openCounter}. Runs in the page. */
const placeBridge = (): void => {
  const listeners = new Set<(text: string) => void>()
  let latest: string | null = null
  const bridge = {
    onState: (listener: (text: string) => void) => {
      listeners.add(listener)
      if (latest !== null) listener(latest)
      return () => listeners.delete(listener)
    },
    send: (intent: unknown) => Reflect.get(globalThis, 'bridgeSend')(JSON.stringify(intent)),
    runtime: async () => ({
      version: '0.0.0',
      electron: 'none',
      chrome: navigator.userAgent,
      node: 'none',
      platform: 'test',
      fallbackRuntime: false,
    }),
    print: async () => ({ state: 'failed', why: 'no-printer' }),
  }
  Object.defineProperty(globalThis, 'uketsuke', { value: bridge })
  Object.defineProperty(globalThis, 'bridgeShow', {
    value: (text: string) => {
      latest = text
      for (const listener of listeners) listener(text)
    },
  })
}

/** Starts a simulated desk on a day, and a window over it. */
export const openCounter = async (
  today: string,
): Promise<Counter & { readonly complaints: readonly string[]; readonly version: string }> => {
  const home = await mkdtemp(join(tmpdir(), 'uketsuke-engine-'))
  const desk = fork(join(BUILD, 'desk', 'desk.mjs'), [], {
    cwd: home,
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => desk.once('exit', () => resolve()))
  const [engine, pages] = await Promise.all([openEngine(), servePages(join(BUILD, 'renderer'))])
  const { page } = await engine.openPage({ width: 1280, height: 800 })
  const complaints = complaintsOf(page)
  let text: string | null = null
  const tell = (message: ToDesk): void => {
    if (desk.connected) desk.send(message)
  }
  const show = (): Promise<unknown> =>
    page.evaluate((latest) => Reflect.get(globalThis, 'bridgeShow')?.(latest), text).catch(() => null)
  desk.on('message', (message) => {
    const said = fromDeskSchema.parse(message)
    if (said.type !== 'state') return
    text = said.text
    void show()
  })
  await page.exposeFunction('bridgeSend', (intent: string) =>
    tell({ type: 'intent', intent: intentSchema.parse(JSON.parse(intent)) }),
  )
  await page.addInitScript(placeBridge)
  tell({
    type: 'start',
    options: {
      home,
      simulated: true,
      today,
      keyStore: { kind: 'none' },
      takesOverFrom: null,
      missedStep: false,
      lastRevision: 0,
    },
  })
  await page.goto(`${pages.origin}/index.html`)
  await show()
  const now = () => (text === null ? undefined : deskStateSchema.parse(JSON.parse(text)))
  const quit = async (): Promise<void> => {
    tell({ type: 'stop' })
    await gone
  }
  return {
    page,
    home,
    complaints,
    version: engine.version,
    state: () => eventually('a state', now),
    until: (what, holds, milliseconds) =>
      eventually(
        what,
        () => {
          const state = now()
          return state !== undefined && holds(state) ? state : undefined
        },
        milliseconds,
      ),
    send: async (intent: Intent) => tell({ type: 'intent', intent }),
    quit,
    close: async () => {
      await quit()
      await engine.close()
      await pages.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
