/** Puts the parts together: the desk behind, the windows in front, the door between them. */
import { join } from 'node:path'
import { app, Menu, powerSaveBlocker, safeStorage, session as sessions } from 'electron'
import type { Arguments } from './arguments.ts'
import { systemClock } from './desk/clock.ts'
import { chooseDeskProcess } from './desk/process.ts'
import { type DeskHealth, superviseDesk } from './desk/supervisor.ts'
import { openDoor } from './door/door.ts'
import { keepKeys, openKeyStore } from './keys/key-store.ts'
import type { Layout } from './layout.ts'
import { lockSession } from './page/lock-down.ts'
import { addressOf, ORIGINS } from './page/policy.ts'
import { servePages } from './page/scheme.ts'
import { readRuntimeFacts, titleOf } from './runtime.ts'
import { showStates } from './shown-states.ts'
import { TROUBLE_PATH, type Trouble } from './trouble/page.ts'
import { keepRunning, mayLeave } from './window/kiosk.ts'
import type { PageSettings } from './window/page-window.ts'
import { printPaper } from './window/paper.ts'
import { createPatientWindow } from './window/patient-window.ts'
import { openReceptionWindow } from './window/reception-window.ts'

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
export const openProgram = (asked: Arguments, home: string, layout: Layout): void => {
  const facts = readRuntimeFacts()
  const session = sessions.fromPartition('uketsuke')
  lockSession(session)
  servePages(session, layout.pages)
  Menu.setApplicationMenu(null)
  powerSaveBlocker.start('prevent-display-sleep')

  const settingsFor = (preload: string): PageSettings => ({
    session,
    preload: join(layout.preloads, `${preload}.cjs`),
    title: titleOf(facts),
    developer: asked.developer,
  })
  const states = showStates((page, text) => door.show(page, text))
  const desk = superviseDesk({
    run: chooseDeskProcess(layout.desk, app.getAppPath()),
    clock: systemClock,
    options: () => ({
      home,
      simulated: asked.simulated,
      ...(asked.today === null ? {} : { today: asked.today }),
      keyStore: openKeyStore(home, safeStorage),
    }),
    state: (message) => {
      states.take(message)
      patientWindow.want(states.desk()?.office.settings.patientWindow ?? false)
    },
    keys: (keys) => {
      try {
        keepKeys(home, safeStorage, keys)
        return true
      } catch (error) {
        note(`the keys could not be sealed: ${error instanceof Error ? error.message : 'unknown'}`)
        return false
      }
    },
    health: (health) => {
      if (health.state === 'restarting') note(`the desk has ${health.why}; starting the next one`)
      if (health.state === 'fatal') note(`the desk cannot start: ${health.problem}`)
      const trouble = troubleOf(health)
      if (trouble !== null) reception.goTo(`${ORIGINS.desk}${TROUBLE_PATH}?problem=${trouble}`)
      else if (health.state === 'running') reception.goTo(addressOf('desk'))
    },
    lost: () => states.sayRefused(),
    malformed: (why) => note(`the desk said something unknown at ${why}`),
  })
  const door = openDoor({
    runtime: facts,
    intent: (intent) => desk.ask({ type: 'intent', intent }),
    patientIntent: (intent) => desk.ask({ type: 'patient-intent', intent }),
    print: (request) =>
      printPaper(request, {
        ...settingsFor('preload-guest'),
        folder: join(home, 'papers'),
        silent: asked.kiosk,
        admit: (contents) => door.admit(contents, 'paper'),
      }),
    latest: (page) => states.text(page),
    refused: (why) => note(`refused: ${why}`),
  })

  // Before the windows: the desk opens its journal while Chromium opens its own files.
  desk.start()

  const mayEnd = (): boolean => mayLeave(states.desk())
  const reception = openReceptionWindow(
    {
      ...settingsFor('preload-desk'),
      kiosk: asked.kiosk,
      mayLeave: mayEnd,
      admit: (contents) => door.admit(contents, 'desk'),
      note,
    },
    addressOf('desk'),
  )
  if (asked.kiosk) keepRunning(mayEnd)
  const patientWindow = createPatientWindow(settingsFor('preload-guest'), reception.window, (contents) =>
    door.admit(contents, 'patient'),
  )

  app.on('second-instance', () => reception.bringToFront())
  let leaving = false
  app.on('will-quit', (event) => {
    if (leaving) return
    event.preventDefault()
    leaving = true
    void desk.stop().then(() => app.exit(0))
  })
}
