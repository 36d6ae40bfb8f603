import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import {
  answerSaving,
  electronExecutable,
  eventually,
  isStandIn,
  launch,
  type Terminal,
} from '../../fixtures/terminal/launch.ts'
import { familyOf, runs } from '../../fixtures/terminal/processes.ts'
import { buildFixtureProgram, type FixtureProgram, fixtureHome, heardBy } from './fixture/program.ts'
import { QUIET } from './fixture/state.ts'

let program: FixtureProgram
let display: Display

beforeAll(async () => {
  program = await buildFixtureProgram()
  display = await openDisplay()
})
afterAll(async () => {
  await display?.close()
  await program?.remove()
})

/** Starts the program as a person would, without a driver, and waits for its end. */
const startByHand = async (...args: string[]): Promise<{ code: number | null; said: string }> => {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electronExecutable(), [...sandbox, program.folder, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      DISPLAY: display.name,
      UKETSUKE_NODE: process.execPath,
    },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const said = await text(child.stderr)
  return { code: await ended, said }
}

describe('a terminal', () => {
  let terminal: Terminal
  let runtimeLog: string
  beforeAll(async () => {
    const home = await fixtureHome()
    runtimeLog = join(home, 'runtime.log')
    terminal = await launch({
      program: program.folder,
      home,
      display,
      environment: { ELECTRON_ENABLE_LOGGING: 'file', ELECTRON_LOG_FILE: runtimeLog },
    })
    await terminal.until('the first state', (state) => state.revision > 0)
  })
  afterAll(async () => {
    await terminal?.close()
    await rm(terminal.home, { recursive: true, force: true })
  })

  test('shows the desk’s state and sends intents back', async () => {
    await terminal.send({ type: 'set-patient-number', patientNumber: '00123' })
    const state = await terminal.until('the answer', ({ messages }) => messages.length > 0)
    expect(state.messages[0]?.details).toEqual({ said: '00123' })
  })

  test('names itself and, where it is one, the stand-in runtime in its title, whatever the page says', async () => {
    const title = await terminal.application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getTitle(),
    )
    expect(title).toBe(isStandIn() ? '受付 — 開発用の代替ランタイム (Electron 25.1.1)' : '受付')
  })

  test('draws by the processor, and asks no graphics card first', async () => {
    // A graphics card that is there is left alone; without one, no graphics process is lost on looking for one.
    const features = await terminal.application.evaluate(({ app }) => app.getGPUFeatureStatus())
    expect(features.gpu_compositing).toBe('disabled_software')
    expect(await readFile(runtimeLog, 'utf8')).not.toContain('Exiting GPU process')
  })

  test('keeps what could change its code from the desk’s environment', async () => {
    const environment: Record<string, string> = JSON.parse(
      await readFile(join(terminal.home, 'environment.json'), 'utf8'),
    )
    expect(Object.keys(environment)).not.toContain('UKETSUKE_NODE')
    expect(Object.keys(environment).filter((name) => /^(NODE_OPTIONS|ELECTRON_|LD_)/.test(name))).toEqual([])
    expect(environment.TZ).toBe('Asia/Tokyo')
  })

  test.runIf(process.platform === 'linux')('holds no end of Chromium’s own lines in the desk', async () => {
    // One that it held would keep the end of a process on the other side from being noticed: the window then waits for
    // a graphics process that is gone.
    const descriptors = `/proc/${terminal.deskPid()}/fd`
    const open = await Promise.all(
      (await readdir(descriptors)).map(async (number) => ({
        number: Number(number),
        leads: await readlink(join(descriptors, number)).catch(() => 'nowhere'),
      })),
    )
    // The first three and the line to the shell are its own.
    expect(open.length).toBeGreaterThan(3)
    expect(open.filter(({ number, leads }) => number > 3 && /^socket:|chromium|\.pak$/i.test(leads))).toEqual(
      [],
    )
  })

  test('a second start on the same home brings the first one to the front and ends', async () => {
    const { code, said } = await startByHand('--simulated', '--home', terminal.home)
    expect(said).toContain('already running on this home')
    expect(code).toBe(0)
  })

  test('nothing is downloaded or kept on disk', async () => {
    const kept = await terminal.application.evaluate(({ session }) =>
      Reflect.get(session.fromPartition('uketsuke'), 'storagePath'),
    )
    expect(kept ?? null).toBeNull()
    const downloaded = await terminal.application.evaluate(async ({ session }) => {
      const own = session.fromPartition('uketsuke')
      let state = 'none'
      own.on('will-download', (event, item) => {
        state = event.defaultPrevented ? 'prevented' : 'allowed'
        item.cancel()
      })
      own.downloadURL('uketsuke://desk/page.js')
      await new Promise((resolve) => setTimeout(resolve, 300))
      return state
    })
    expect(['none', 'prevented']).toContain(downloaded)
  })

  test('a desk that is killed is followed by one that takes over, and what is asked meanwhile is not lost', async () => {
    const before = await terminal.state()
    const pid = terminal.deskPid()
    if (pid === undefined) throw new Error('no desk')
    process.kill(pid, 'SIGKILL')
    await eventually('its end', () => (runs(pid) ? undefined : true))
    await terminal.send({ type: 'set-patient-number', patientNumber: 'while away' })
    const state = await terminal.until(
      'the answer',
      ({ messages }) => messages[0]?.details.said === 'while away',
    )
    expect(state.revision).toBeGreaterThan(before.revision)
    expect(await heardBy(terminal.home)).toContainEqual(
      expect.objectContaining({ options: expect.objectContaining({ takesOverFrom: 'crashed' }) }),
    )
  })

  test('a window that is killed comes back with the present state', async () => {
    const { application } = terminal
    const killed = await application.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const process = contents?.getOSProcessId()
      contents?.forcefullyCrashRenderer()
      return process
    })
    // The driver has given the page up; the program has not.
    const shown = await eventually('the page again', async () => {
      const body: unknown = await application.evaluate(async ({ BrowserWindow }, before) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (!contents || contents.isLoading() || [0, before].includes(contents.getOSProcessId())) return null
        return contents.executeJavaScript('document.querySelector("#state").textContent')
      }, killed)
      return typeof body === 'string' && body !== '' ? body : undefined
    })
    expect(JSON.parse(shown)).toMatchObject({ messages: [{ details: { said: 'while away' } }] })
    expect(terminal.said()).toContain('the window has crashed; it comes back')
    const heard = await eventually('what the desk has heard of it', async () => {
      const all = (await heardBy(terminal.home)).filter(
        (message) => Reflect.get(Object(message), 'type') === 'window',
      )
      return all.length < 2 ? undefined : all
    })
    expect(heard).toEqual([
      { type: 'window', what: 'crashed' },
      { type: 'window', what: 'back' },
    ])
  })
})

test('a desk that hangs is ended after five seconds and replaced', async () => {
  const terminal = await launch({ program: program.folder, home: await fixtureHome(), display })
  try {
    const { revision } = await terminal.until('the first state', (state) => state.revision > 0)
    await terminal.send({ type: 'set-patient-number', patientNumber: 'hang' })
    await terminal.until('the next desk', (state) => state.revision > revision, 12_000)
    expect(await heardBy(terminal.home)).toContainEqual(
      expect.objectContaining({ options: expect.objectContaining({ takesOverFrom: 'hung' }) }),
    )
  } finally {
    await terminal.close()
  }
})

test('a desk that cannot start is said on a plain page in Japanese', async () => {
  const home = await fixtureHome()
  await writeFile(join(home, 'fatal'), 'home-unwritable')
  const terminal = await launch({ program: program.folder, home, display })
  try {
    await terminal.page.getByText('記録の保存先に書き込めません').waitFor({ timeout: 10_000 })
    expect(await terminal.page.locator('li').count()).toBeGreaterThan(0)
  } finally {
    await terminal.close()
  }
})

test('ending the program ends the desk in order; killing it takes the desk along', async () => {
  const home = await fixtureHome()
  const first = await launch({ program: program.folder, home, display })
  await first.until('the first state', (state) => state.revision > 0)
  await first.quit()
  expect((await heardBy(home)).at(-1)).toEqual({ type: 'stop' })

  const second = await launch({ program: program.folder, home, display })
  await second.until('the first state', (state) => state.revision > 0)
  const { pid } = second.application.process()
  if (pid === undefined) throw new Error('no program')
  const family = familyOf(pid)
  expect(family.length).toBeGreaterThan(2)
  await second.kill()
  await eventually('the end of every process', () =>
    family.some((process) => runs(process.pid)) ? undefined : true,
  )
})

test.each([
  [['--wrong'], '--wrong: unknown argument'],
  [['--home'], '--home: a folder is missing'],
])('%j is refused by one plain line', async (args, line) => {
  const { code, said } = await startByHand(...args)
  expect(said).toContain(`uketsuke: ${line}`)
  expect(code).toBe(2)
})

test('a paper becomes a PDF where the person chooses, and nowhere else; without a printer that is said', async () => {
  const terminal = await launch({ program: program.folder, home: await fixtureHome(), display })
  try {
    await terminal.until('the first state', (state) => state.revision > 0)
    const print = (request: unknown): Promise<unknown> =>
      terminal.page.evaluate(
        (sent) => Reflect.get(Reflect.get(globalThis, 'uketsuke'), 'print')(sent),
        request,
      )
    const slip = { paper: 'slip', seq: 17, as: 'pdf' }
    await answerSaving(terminal.application, null)
    expect(await print(slip)).toEqual({ state: 'failed', why: 'cancelled' })
    await answerSaving(terminal.application, join(terminal.home, 'no-such-folder', 'slip.pdf'))
    expect(await print(slip)).toEqual({ state: 'failed', why: 'not-saved' })
    const chosen = await mkdtemp(join(tmpdir(), 'uketsuke-stick-'))
    const file = join(chosen, '受付票.pdf')
    const proposed = await answerSaving(terminal.application, file)
    expect(await print(slip)).toEqual({ state: 'done', file })
    expect(await proposed()).toMatch(/受付票-\d{4}-\d\d-\d\d-\d{6}\.pdf$/)
    expect(existsSync(join(terminal.home, 'papers'))).toBe(false)
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect(await print({ paper: 'declaration', as: 'printer' })).toEqual({
      state: 'failed',
      why: 'no-printer',
    })
    expect(await print({ paper: '../../escape', as: 'pdf' })).toEqual({ state: 'failed', why: 'unknown' })
  } finally {
    await terminal.close()
  }
})

test('the patient’s window opens when the settings want it and may say nothing but the patient’s', async () => {
  const home = await fixtureHome({
    ...QUIET,
    office: { ...QUIET.office, settings: { ...QUIET.office.settings, patientWindow: true } },
  })
  const terminal = await launch({ program: program.folder, home, display })
  try {
    const patient = await eventually('the patient’s window', () =>
      terminal.application.windows().find((page) => page.url().startsWith('uketsuke://patient/')),
    )
    await patient.waitForFunction(() => document.querySelector('#state')?.textContent?.includes('welcome'))
    const shown: unknown = JSON.parse((await patient.textContent('#state')) ?? '')
    expect(Object.keys(Object(shown)).sort()).toEqual([
      ...['asks', 'cardLies', 'language', 'phase', 'revision', 'textSize'],
    ])
    for (const intent of [{ type: 'open-check-in' }, { type: 'choose-language', language: 'ko' }])
      await patient.evaluate((sent) => Reflect.get(Reflect.get(globalThis, 'uketsuke'), 'send')(sent), intent)
    await eventually('the patient’s choice', async () =>
      (await heardBy(home)).some((message) => JSON.stringify(message).includes('"ko"')) ? true : undefined,
    )
    expect(JSON.stringify(await heardBy(home))).not.toContain('open-check-in')
  } finally {
    await terminal.close()
  }
})

test('a home that cannot be made still gives a window', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-file-'))
  await writeFile(join(folder, 'file'), '')
  const terminal = await launch({ program: program.folder, home: join(folder, 'file', 'home'), display })
  try {
    expect(await terminal.page.title()).not.toBe('')
  } finally {
    await terminal.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test('§9 a desk that crashes after each first state: the window says what to do, and comes back once one stands', async () => {
  const home = await fixtureHome()
  const terminal = await launch({ program: program.folder, home, display })
  try {
    await terminal.until('the first state', (state) => state.revision > 0)
    const killed = new Set<number>()
    for (let crash = 0; crash < 4; crash += 1) {
      const pid = await eventually('a desk', () => {
        const running = terminal.deskPid()
        return running === undefined || killed.has(running) || !runs(running) ? undefined : running
      })
      killed.add(pid)
      process.kill(pid, 'SIGKILL')
      await eventually('its end', () => (runs(pid) ? undefined : true))
    }
    await terminal.page.waitForURL(/trouble\.html\?problem=not-coming-up/)
    await terminal.page.getByText('それでも続くときは').waitFor()
    // The fifth desk stands, and the page gives way to it.
    await terminal.page.waitForURL(/index\.html/, { timeout: 60_000 })
    await terminal.until('the state again', (state) => state.revision > 0)
  } finally {
    await terminal.close()
    await rm(home, { recursive: true, force: true })
  }
}, 120_000)
