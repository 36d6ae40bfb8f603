/** Puts the parts together: the desk behind, the windows in front, the door between them. */
import { join } from 'node:path'
import { app, type BrowserWindow, Menu, session as sessions } from 'electron'
import type { DeskState } from '../contract/desk.ts'
import type { Arguments } from './arguments.ts'
import { systemClock } from './desk/clock.ts'
import { chooseDeskProcess } from './desk/process.ts'
import { type DeskHealth, superviseDesk } from './desk/supervisor.ts'
import { openDoor } from './door/door.ts'
import { lockSession } from './page/lock-down.ts'
import { addressOf, ORIGINS } from './page/policy.ts'
import { servePages } from './page/scheme.ts'
import { readRuntimeFacts, titleOf } from './runtime.ts'
import { TROUBLE_PATH, type Trouble } from './trouble/page.ts'
import { refuseKeys } from './window/keys.ts'
import { keepPageAlive, openPageWindow } from './window/page-window.ts'

/** So many desks in a row without a single state, and the window says so instead of waiting. */
const HOPELESS = 4

const troubleOf = (health: DeskHealth): Trouble | null => {
  if (health.state === 'fatal') return health.problem
  return health.state === 'restarting' && health.failures >= HOPELESS ? 'not-coming-up' : null
}

const note = (line: string): void => {
  process.stderr.write(`uketsuke: ${line}\n`)
}

/** Opens the terminal. Runs once, when Electron is ready. */
export const openProgram = (asked: Arguments, home: string): void => {
  const folder = app.getAppPath()
  const facts = readRuntimeFacts()
  const session = sessions.fromPartition('uketsuke')
  lockSession(session)
  servePages(session, join(folder, 'build', 'renderer'))
  Menu.setApplicationMenu(null)

  let state: DeskState | null = null
  let deskText: string | null = null
  let patientText: string | null = null
  let window: BrowserWindow | null = null
  let shown: string | null = null

  const showAddress = (address: string): void => {
    if (!window || window.isDestroyed() || shown === address) return
    shown = address
    void window.loadURL(address)
  }

  const desk = superviseDesk({
    run: chooseDeskProcess(join(folder, 'build', 'desk', 'desk.mjs'), folder),
    clock: systemClock,
    options: { home, simulated: asked.simulated, keyStore: { kind: 'none' } },
    state: (message) => {
      if (message.type === 'state') {
        state = message.state
        deskText = JSON.stringify(message.state)
        door.show('desk', deskText)
        door.show('paper', deskText)
      } else {
        patientText = JSON.stringify(message.state)
        door.show('patient', patientText)
      }
    },
    health: (health) => {
      if (health.state === 'restarting') note(`the desk has ${health.why}; starting the next one`)
      if (health.state === 'fatal') note(`the desk cannot start: ${health.problem}`)
      const trouble = troubleOf(health)
      if (trouble !== null) showAddress(`${ORIGINS.desk}${TROUBLE_PATH}?problem=${trouble}`)
      else if (health.state === 'running') showAddress(addressOf('desk'))
    },
    lost: () => {
      if (!state) return
      const id = Math.max(0, ...state.messages.map((message) => message.id)) + 1
      state = {
        ...state,
        revision: state.revision + 1,
        messages: [...state.messages, { id, code: 'INPUT_REFUSED', tone: 'problem', details: {} }],
      }
      deskText = JSON.stringify(state)
      door.show('desk', deskText)
    },
    malformed: (why) => note(`the desk said something unknown at ${why}`),
  })

  const door = openDoor({
    runtime: facts,
    intent: (intent) => desk.ask({ type: 'intent', intent }),
    patientIntent: (intent) => desk.ask({ type: 'patient-intent', intent }),
    print: () => Promise.resolve({ state: 'failed', why: 'no-printer' }),
    latest: (page) => (page === 'patient' ? patientText : deskText),
    refused: (why) => note(`refused: ${why}`),
  })

  const openDeskWindow = (): BrowserWindow => {
    const opened = openPageWindow(
      {
        session,
        preload: join(folder, 'build', 'shell', 'preload-desk.cjs'),
        title: titleOf(facts),
        developer: asked.developer,
      },
      { width: 1280, height: 860, minWidth: 900, minHeight: 600, kiosk: asked.kiosk },
    )
    door.admit(opened.webContents, 'desk')
    refuseKeys(opened.webContents, asked.kiosk)
    keepPageAlive(opened, (what) => note(`the window has ${what}; it comes back`))
    opened.once('ready-to-show', () => opened.show())
    return opened
  }

  let leaving = false
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (leaving) return
    event.preventDefault()
    leaving = true
    void desk.stop().then(() => app.exit(0))
  })

  window = openDeskWindow()
  showAddress(addressOf('desk'))
  desk.start()
}
