import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { eventually, launch, pressKeys, type Terminal } from '../../fixtures/terminal/launch.ts'
import { buildFixtureProgram, type FixtureProgram, fixtureHome } from './fixture/program.ts'
import { QUIET } from './fixture/state.ts'

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
  // The answer may go with the page that gives it; the driver would wait for it for ever.
  const closed = page.evaluate(() => window.close()).catch(() => {})
  await Promise.race([closed, pause(2_000)])
}

test('nobody but a signed-in administrator leaves', async () => {
  for (const state of [QUIET, signedIn('receptionist')]) {
    const terminal = await open(state)
    await tryToLeave(terminal)
    // Each attempt is undone one by one, and a window that closed itself opens anew.
    await eventually('the window in front, full and open', () =>
      terminal.application.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0]
        if (!window || window.webContents.isLoading()) return undefined
        return (window.isKiosk() && window.isAlwaysOnTop() && !window.isMinimized()) || undefined
      }),
    )
    await terminal.kill()
  }
})

test('an administrator who is signed in leaves by Ctrl+Q', async () => {
  const terminal = await open(signedIn('administrator'))
  await Promise.race([pressKeys(terminal.application, 'Control+Q'), terminal.ended])
  await terminal.ended
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
  const thrown = terminal.application.evaluate(() => {
    setTimeout(() => {
      throw new Error('a bug of the test')
    })
  })
  await Promise.race([thrown.catch(() => {}), terminal.ended])
  await terminal.ended
  expect(terminal.said()).toContain('a bug of the test')
})
