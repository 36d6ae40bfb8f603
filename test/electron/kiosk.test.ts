import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeskState } from '../../main/contract/desk.ts'
import { type Display, openDisplay } from './display.ts'
import { buildFixtureProgram, type FixtureProgram, fixtureHome } from './fixture/program.ts'
import { QUIET } from './fixture/state.ts'
import { eventually, launch, pressKeys, type Terminal } from './launch.ts'
import { runs } from './processes.ts'

let program: FixtureProgram
let display: Display

beforeAll(async () => {
  program = await buildFixtureProgram()
  display = await openDisplay('1280x800')
})
afterAll(async () => {
  await display?.close()
  await program?.remove()
})

const signedIn = (role: 'receptionist' | 'administrator'): DeskState => ({
  ...QUIET,
  office: {
    ...QUIET.office,
    staff: { ...QUIET.office.staff, signedIn: { id: '1', name: '見本 花子', role, hasCard: false } },
  },
})

const open = async (state: DeskState): Promise<Terminal> => {
  const home = await fixtureHome(state)
  const terminal = await launch({ program: program.folder, home, display, args: ['--kiosk'] })
  await terminal.until('the first state', ({ revision }) => revision > 0)
  return terminal
}

const pidOf = (terminal: Terminal): number => {
  const { pid } = terminal.application.process()
  if (pid === undefined) throw new Error('no program')
  return pid
}

/** Everything that somebody at the machine could try, and what a page could. */
const tryToLeave = async ({ application, page }: Terminal): Promise<void> => {
  await pressKeys(application, 'Alt+F4', 'Control+Q', 'Control+W', 'F11', 'Escape')
  await application.evaluate(({ app, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.close()
    window?.minimize()
    window?.setKiosk(false)
    window?.emit('leave-full-screen')
    app.quit()
  })
  await page.evaluate(() => window.close()).catch(() => {})
}

test('nobody but a signed-in administrator leaves', async () => {
  for (const state of [QUIET, signedIn('receptionist')]) {
    const terminal = await open(state)
    await tryToLeave(terminal)
    const shown = await eventually('the window', () =>
      terminal.application.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0]
        if (!window || window.webContents.isLoading()) return undefined
        return { kiosk: window.isKiosk(), top: window.isAlwaysOnTop(), minimized: window.isMinimized() }
      }),
    )
    expect(shown).toEqual({ kiosk: true, top: true, minimized: false })
    process.kill(pidOf(terminal), 'SIGKILL')
    await terminal.close().catch(() => {})
  }
})

test('an administrator who is signed in leaves by Ctrl+Q', async () => {
  const terminal = await open(signedIn('administrator'))
  const pid = pidOf(terminal)
  await pressKeys(terminal.application, 'Control+Q').catch(() => {})
  await eventually('the end', () => (runs(pid) ? undefined : true))
  await terminal.close().catch(() => {})
})

test('the display is kept on', async () => {
  const terminal = await open(signedIn('administrator'))
  const kept = await terminal.application.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0))
  expect(kept).toBe(true)
  await terminal.close()
})

test('the window survives the end of the graphics process', async () => {
  const terminal = await open(signedIn('administrator'))
  const gpu = await terminal.application.evaluate(
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
  )
  if (gpu !== undefined) process.kill(gpu, 'SIGKILL')
  await terminal.send({ type: 'set-patient-number', patientNumber: 'drawn again' })
  await terminal.until('the answer', ({ messages }) => messages[0]?.details.said === 'drawn again')
  await terminal.page.getByText('drawn again').waitFor()
  expect((await terminal.page.screenshot()).length).toBeGreaterThan(1_000)
  await terminal.close()
})

test('a bug ends the program at once, for the system to start it again, and shows no box', async () => {
  const terminal = await open(QUIET)
  const pid = pidOf(terminal)
  await terminal.application
    .evaluate(() => {
      setTimeout(() => {
        throw new Error('a bug of the test')
      })
    })
    .catch(() => {})
  await eventually('the end', () => (runs(pid) ? undefined : true))
  expect(terminal.said()).toContain('a bug of the test')
  await terminal.close().catch(() => {})
})
