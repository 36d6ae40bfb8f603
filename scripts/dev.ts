/**
 * `npm run dev [-- PROGRAM ARGUMENTS]`: the program in simulated mode, kept as new as its sources. A change of a page
 * reloads the windows; a change of the desk ends the desk, and the next one goes on with the open check-in; a change of
 * the shell starts the program again. Only what has changed is built.
 *
 * It drives the program as the tests do (fixtures/terminal/launch.ts), so that the product needs nothing for it. Its home is
 * `build/dev-home`, which stays from one time to the next.
 */
import { mkdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { openDisplay } from '../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../fixtures/terminal/launch.ts'
import { buildBundle, buildDesk, buildWindow, SHELL } from './bundles.ts'

const ROOT = join(import.meta.dirname, '..')
const BUILD = join(ROOT, 'build')
const HOME = join(BUILD, 'dev-home')
const WATCHED = ['contract', 'main', 'native', 'renderer', 'fixtures']
/** An editor that saves several files has ended after so long. */
const SETTLE_MS = 100

const say = (line: string): void => {
  process.stdout.write(`· ${line}\n`)
}

type Part = {
  readonly name: 'desk' | 'window' | 'shell'
  /** Builds it. @returns its sources, as paths from the top of the checkout */
  build(): Promise<readonly string[]>
  /** Puts what was built in place of what runs. */
  renew(): Promise<void> | void
  sources: ReadonlySet<string>
}

const display =
  process.platform !== 'linux' || process.env.DISPLAY
    ? { name: process.env.DISPLAY ?? '', close: async () => undefined }
    : await openDisplay()

let terminal: Terminal
const open = async (): Promise<void> => {
  terminal = await launch({ display, home: HOME, args: process.argv.slice(2) })
  const mine = terminal
  void mine.ended.then(() => {
    // Closed by the person: that ends the watching too. Started again: another one has taken its place.
    if (mine === terminal && !restarting) process.exit()
  })
}
let restarting = false

const PARTS: readonly Part[] = [
  {
    name: 'desk',
    build: () => buildDesk(BUILD, false),
    renew: () => {
      const pid = terminal.deskPid()
      if (pid !== undefined) process.kill(pid)
    },
    sources: new Set(),
  },
  {
    name: 'window',
    build: () => buildWindow(BUILD, false),
    renew: async () => {
      await Promise.all(terminal.application.windows().map((page) => page.reload()))
    },
    sources: new Set(),
  },
  {
    name: 'shell',
    build: async () => (await Promise.all(SHELL.map((bundle) => buildBundle(bundle, BUILD)))).flat(),
    renew: async () => {
      restarting = true
      await terminal.quit()
      await open()
      restarting = false
    },
    sources: new Set(),
  },
]

/** A style sheet or a word of the window is in no list of modules. */
const concerns = (part: Part, file: string): boolean =>
  part.sources.has(file) || (part.name === 'window' && file.startsWith('renderer/'))

const build = async (part: Part): Promise<boolean> => {
  const began = performance.now()
  try {
    part.sources = new Set(await part.build())
    say(`${part.name} built in ${Math.round(performance.now() - began)} ms`)
    return true
  } catch (error) {
    say(`${part.name}: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

const changed = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
let working: Promise<void> = Promise.resolve()

const renewAll = async (): Promise<void> => {
  const files = [...changed]
  changed.clear()
  const parts = PARTS.filter((part) => files.some((file) => concerns(part, file)))
  for (const part of parts) if (await build(part)) await part.renew()
}

/** One change after the other: a build that is under way is finished first. */
const notice = (file: string): void => {
  changed.add(file)
  clearTimeout(timer)
  timer = setTimeout(() => {
    working = working.then(renewAll).catch((error: unknown) => say(String(error)))
  }, SETTLE_MS)
}

mkdirSync(HOME, { recursive: true })
for (const part of PARTS) if (!(await build(part))) process.exit(1)
await open()
for (const folder of WATCHED)
  watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
    if (name !== null) notice(`${folder}/${name.replaceAll('\\', '/')}`)
  })
say('open; a change of the desk keeps the check-in, a change of a page reloads it. Ctrl+C ends')
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    void terminal
      .quit()
      .then(() => display.close())
      .then(() => process.exit())
  })
