/**
 * The whole program against an empty window on the same runtime: start, memory, idle work, and the way of a card and a
 * code to the screen. On the stand-in runtime the desk is a process of the toolchain's Node; in the product it is one
 * of the runtime's own, which shares more memory and starts from the runtime's snapshot.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import { median, type Row } from '../../fixtures/bench-row.ts'
import { PERSONAS } from '../../fixtures/personas/personas.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { electronExecutable, pageAt, RECEPTION } from '../../fixtures/terminal/launch.ts'
import { familyOf, memoryOf, workOf } from '../../fixtures/terminal/processes.ts'
import { sizeOf } from '../../scripts/packaging/sizes.ts'

export const name = 'shell'

const ROOT = join(import.meta.dirname, '..', '..')
const STARTS = 7
/** In so long the clock's minute changes once, and with it the screen. */
const IDLE_SECONDS = 60
/** Until the engines have cleaned up behind the start. */
const SETTLED_MS = 60_000
const ARRIVALS = 10
/** Longer than a scanner's repetition of the same code is taken for one (main/codes). */
const BETWEEN_PATIENTS_MS = 2_500

type Running = {
  readonly application: ElectronApplication
  readonly page: Page
  readonly milliseconds: number
}

/** The sign that a window is ready: an element with that text that takes up room on the screen. */
type Sign = { readonly element: string; readonly text: string }

const start = async (
  display: Display,
  folder: string,
  args: readonly string[],
  address: string,
  ready: Sign,
): Promise<Running> => {
  const began = performance.now()
  const application = await electron.launch({
    executablePath: electronExecutable(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder, ...args],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      // As in a clinic: with another zone there would be a word about it on the screen.
      LANG: 'ja_JP.UTF-8',
      TZ: 'Asia/Tokyo',
      DISPLAY: display.name,
      UKETSUKE_NODE: process.execPath,
    },
  })
  const page = await pageAt(application, address)
  // Looked for with every frame of the page: the driver's own waiting looks after 20, 70, 170, 270 and 770 ms, which is
  // coarser than what is to be told apart.
  await page.waitForFunction(
    ({ element, text }) =>
      [...document.querySelectorAll(element)].some(
        (one) => one.textContent?.includes(text) && one.getClientRects().length > 0,
      ),
    ready,
  )
  return { application, page, milliseconds: performance.now() - began }
}

const pidsOf = ({ application }: Running): number[] => {
  const { pid } = application.process()
  return pid === undefined ? [] : familyOf(pid).map((process) => process.pid)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const spread = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
const megabytes = (bytes: number): number => bytes / 1024 / 1024

const idleShare = async (running: Running): Promise<number> => {
  const pids = pidsOf(running)
  const before = sum(pids.map(workOf))
  await pause(IDLE_SECONDS * 1000)
  return ((sum(pids.map(workOf)) - before) / IDLE_SECONDS) * 100
}

/** A patient as the simulated devices bring one, and what the window shows when it has come. */
type Arrival = {
  readonly commands: readonly unknown[]
  /** `decision`: on what was read; its row is durable. `document`: what the code says, among the evidence. */
  readonly until: 'decision' | 'document'
}

/** Milliseconds from the device's first sign until the page has drawn what came of it. Runs in the page. */
const oneArrival = ({ commands, until }: Arrival): Promise<number> =>
  new Promise((resolve) => {
    const bridge = Reflect.get(globalThis, 'uketsuke')
    let began = 0
    let took = 0
    const stop = bridge.onState((text: string) => {
      const state: { checkIn: { decided: unknown; evidence: readonly unknown[] } | null } = JSON.parse(text)
      const { checkIn } = state
      if (took > 0) {
        if (checkIn !== null) return
        stop()
        resolve(took)
      } else if (began === 0) {
        if (checkIn !== null) return
        began = performance.now()
        for (const command of commands) bridge.send({ type: 'simulate', command })
      } else if (until === 'decision' ? checkIn?.decided : (checkIn?.evidence.length ?? 0) > 0) {
        requestAnimationFrame(() =>
          setTimeout(() => {
            if (took > 0) return
            took = performance.now() - began
            bridge.send({ type: 'simulate', command: { command: 'remove-card' } })
            bridge.send({ type: 'conclude', confirmed: true })
          }),
        )
      }
    })
  })

const arrivalTimes = async ({ page }: Running, arrival: Arrival): Promise<number[]> => {
  const times: number[] = []
  for (let count = 0; count < ARRIVALS; count += 1) {
    times.push(await page.evaluate(oneArrival, arrival))
    await pause(BETWEEN_PATIENTS_MS)
  }
  return times
}

const CARD: Arrival = {
  commands: [
    { command: 'answer-online', online: { code: 1 } },
    { command: 'place-card', persona: PERSONAS[0]?.id },
  ],
  until: 'decision',
}
const CODE: Arrival = { commands: [{ command: 'scan', code: 'certificate' }], until: 'document' }

const packageSize = async (): Promise<Row[]> => {
  const packed = [
    join(ROOT, 'build', 'package', 'out', 'linux-unpacked'),
    join(ROOT, 'build', 'package', 'fallback-runtime-not-for-use', 'linux-unpacked'),
  ].find((folder) => existsSync(folder))
  if (packed === undefined) throw new Error('there is no package to weigh; type: npm run package')
  const bare = await sizeOf(join(electronExecutable(), '..'))
  const whole = await sizeOf(packed)
  return [
    {
      what: 'size of the unpacked package',
      value: megabytes(whole),
      unit: 'MB',
      baseline: 'the bare runtime with all its languages',
      ratio: whole / bare,
      runs: 1,
    },
  ]
}

export const run = async (): Promise<Row[]> => {
  const display = await openDisplay()
  const homes: string[] = []
  const program = (): Promise<Running> => {
    const home = mkdtempSync(join(tmpdir(), 'uketsuke-bench-'))
    homes.push(home)
    return start(display, ROOT, ['--simulated', '--home', home], RECEPTION, {
      element: 'button',
      text: '手で入力する',
    })
  }
  const emptyWith =
    (...args: readonly string[]) =>
    (): Promise<Running> =>
      start(display, join(import.meta.dirname, 'empty-window'), args, 'data:', {
        element: '#ready',
        text: 'ready',
      })
  const opens = { empty: emptyWith(), emptyAsOurs: emptyWith('--as-ours'), program }
  const times: Record<keyof typeof opens, number[]> = { program: [], empty: [], emptyAsOurs: [] }
  const memory: typeof times = { program: [], empty: [], emptyAsOurs: [] }
  try {
    // In turns, so that what else the machine does falls on both. The first of each only warms the disk's cache.
    for (let count = 0; count <= STARTS; count += 1)
      for (const what of ['empty', 'emptyAsOurs', 'program'] as const) {
        const running = await opens[what]()
        await pause(1000)
        if (count > 0) {
          times[what].push(running.milliseconds)
          memory[what].push(megabytes(sum(pidsOf(running).map(memoryOf))))
        }
        await running.application.close()
      }
    const running = await program()
    // The drawing on the ready screen shows four times where the card goes, a quarter of a minute in all, and then rests.
    await running.page.waitForFunction(() => document.getAnimations().length === 0)
    await pause(SETTLED_MS)
    const idle = await idleShare(running)
    const cards = await arrivalTimes(running, CARD)
    const codes = await arrivalTimes(running, CODE)
    await running.application.close()
    const faster = median(times.empty) < median(times.emptyAsOurs) ? 'empty' : 'emptyAsOurs'
    const emptyName = faster === 'empty' ? 'an empty window' : 'an empty window with our switches'
    const startRatio = median(times.program) / median(times[faster])
    const memoryRatio = median(memory.program) / median(memory[faster])
    const [first = Number.NaN] = cards
    const later = median(cards.slice(1))
    return [
      {
        what: 'start to ready for a check-in',
        value: median(times.program),
        unit: 'ms',
        spread: spread(times.program),
        baseline: `${emptyName} (${Math.round(median(times[faster]))} ms), the faster of two`,
        ratio: startRatio,
        bound: 'at most 1.5 ×',
        kept: startRatio <= 1.5,
        runs: STARTS,
      },
      {
        what: 'memory of all processes (Pss)',
        value: median(memory.program),
        unit: 'MB',
        spread: spread(memory.program),
        baseline: `the same window (${Math.round(median(memory[faster]))} MB)`,
        ratio: memoryRatio,
        bound: 'at most 1.5 ×',
        kept: memoryRatio <= 1.5,
        runs: STARTS,
      },
      {
        what: `processor share while idle, over ${IDLE_SECONDS} s in which the clock’s minute changes`,
        value: idle,
        unit: '% of one core',
        bound: 'under 1 %',
        kept: idle < 1,
        runs: 1,
      },
      {
        what: 'card on the simulated reader to the decision on the screen, its row durable',
        value: median(cards),
        unit: 'ms',
        spread: spread(cards),
        runs: ARRIVALS,
      },
      {
        what: 'the first card after a start',
        value: first,
        unit: 'ms',
        baseline: `the median of those after it (${Math.round(later)} ms)`,
        ratio: first / later,
        bound: 'at most 2 ×',
        kept: first / later <= 2,
        runs: 1,
      },
      {
        what: 'scan on the simulated scanner to what it says on the screen',
        value: median(codes),
        unit: 'ms',
        spread: spread(codes),
        runs: ARRIVALS,
      },
      ...(await packageSize()),
    ]
  } finally {
    await display.close()
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  }
}
