/** Puts together the desk, the pages' messages and the windows that show its states. */
import { app, safeStorage, type WebContents } from 'electron'
import type { RuntimeFacts } from '../../contract/bridge.ts'
import { systemTimers } from '../../contract/clock.ts'
import type { PageFate } from '../../contract/process.ts'
import type { Arguments } from './arguments.ts'
import { HOPELESS } from './desk/back-off.ts'
import { withRefusal } from './desk/from-desk.ts'
import { readMessages } from './desk/parse-messages.ts'
import { chooseDeskProcess } from './desk/process.ts'
import { type DeskHealth, superviseDesk } from './desk/supervisor.ts'
import { ERROR_PAGE_PATH, type ErrorCause } from './error-page/page.ts'
import { openIpc } from './ipc/ipc.ts'
import { forgetPreviousKeys, keepKeys, openKeyStore } from './keys/key-store.ts'
import type { Layout } from './layout.ts'
import { addressOf, ORIGINS } from './page/policy.ts'
import type { Schemas } from './schemas.ts'
import { showStates } from './shown-states.ts'
import { AFTER_START_MS } from './start-time.ts'
import { chooseFile } from './window/choose-file.ts'
import { askForFolder } from './window/folder-dialog.ts'
import { createFolderGate } from './window/folder-gate.ts'
import type { PageSettings } from './window/page-window.ts'
import { printPaper } from './window/paper.ts'
import { createPatientWindow } from './window/patient-window.ts'
import { createPrintGate } from './window/print-gate.ts'
import type { ReceptionWindow } from './window/reception-window.ts'

export type Composed = {
  /** Admits the messages of the receptionist's page; until then they are refused. */
  admit(contents: WebContents): void
  /** Starts the first desk. */
  start(): void
  /** Tells whether whoever is signed in may end the program; nobody may before the desk has said so. */
  mayLeave(): boolean
  /** Tells the desk what has become of the receptionist's page. */
  tellOfWindow(what: PageFate): void
  /** Ends the desk, and resolves when it is gone. */
  stop(): Promise<void>
}

export type Front = {
  readonly asked: Arguments
  readonly home: string
  readonly layout: Layout
  readonly facts: RuntimeFacts
  /** The receptionist's window, once it is open. */
  reception(): ReceptionWindow
  settingsFor(preload: string): PageSettings
  note(line: string): void
}

const errorCauseOf = (health: DeskHealth): ErrorCause | null => {
  if (health.state === 'fatal') return health.problem
  return health.state === 'restarting' && health.failures >= HOPELESS ? 'not-coming-up' : null
}

/** Listens to the pages, and shows on the windows in front what the desk says. */
export const compose = (front: Front): Composed => {
  const { asked, home, layout, reception, settingsFor, note } = front
  /** Loads them once: after the start, or with the first press if that comes sooner. */
  let loading: Promise<Schemas> | null = null
  let loaded: Schemas | null = null
  const schemas = (): Promise<Schemas> => {
    loading ??= import('./schemas.ts').then((module) => {
      loaded = module
      return module
    })
    return loading
  }
  const states = showStates((page, text) => ipc.show(page, text))
  const desk = superviseDesk({
    run: readMessages(chooseDeskProcess(layout.desk, app.getAppPath())),
    clock: systemTimers,
    options: () => ({
      home,
      simulated: asked.simulated,
      ...(asked.today === null ? {} : { today: asked.today }),
      keyStore: openKeyStore(home, safeStorage),
      lastRevision: states.facts()?.revision ?? 0,
    }),
    state: (state) => {
      // The first one: nobody has pressed anything yet, and the page is being drawn.
      if (states.facts() === null) systemTimers.after(AFTER_START_MS, () => void schemas())
      states.take(state)
      patientWindow.want(state.facts.patientWindow)
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
    keysOpened: () => {
      try {
        forgetPreviousKeys(home)
      } catch (error) {
        note(`the earlier keys stay: ${error instanceof Error ? error.message : 'unknown'}`)
      }
    },
    health: (health) => {
      if (health.state === 'restarting') note(`the desk has ${health.why}; starting the next one`)
      if (health.state === 'fatal') note(`the desk cannot start: ${health.problem}`)
      const cause = errorCauseOf(health)
      if (cause !== null) reception().goTo(`${ORIGINS.desk}${ERROR_PAGE_PATH}?problem=${cause}`)
      else if (health.state === 'running') reception().goTo(addressOf('desk'))
    },
    // An intent was read with the schemas before it was given to a desk: they are there by then.
    whenMissed: (type) => loaded?.intentRules(type).whenMissed ?? 'say',
    lost: () => states.sayRefused(withRefusal),
    malformed: (why) => note(`the desk said something unknown: ${why === '' ? 'of no known type' : why}`),
  })
  const gate = createPrintGate(() => states.facts()?.rights ?? null, systemTimers.monotonic)
  const folders = createFolderGate(
    () => states.facts()?.rights ?? null,
    () => !asked.kiosk || (states.facts()?.mayLeave ?? false),
  )
  const ipc = openIpc({
    runtime: front.facts,
    schemas,
    intent: (intent) => desk.ask({ type: 'intent', intent }),
    patientIntent: (intent) => desk.ask({ type: 'patient-intent', intent }),
    print: (request, rulesOf) =>
      gate.pass(request, rulesOf, () =>
        printPaper(request, {
          ...settingsFor('preload-readonly'),
          ...(asked.kiosk ? {} : { choose: (name: string) => chooseFile(reception().window(), name) }),
          silent: asked.kiosk,
          admit: (contents) => ipc.admit(contents, 'paper'),
        }),
      ),
    chooseFolder: (rulesOf) => folders.pass(rulesOf, () => askForFolder(reception().window())),
    latest: (page) => states.text(page),
    refused: (why) => note(`refused: ${why}`),
  })
  const patientWindow = createPatientWindow(
    settingsFor('preload-readonly'),
    () => reception().window(),
    (contents) => ipc.admit(contents, 'patient'),
  )

  return {
    admit: (contents) => ipc.admit(contents, 'desk'),
    start: () => desk.start(),
    mayLeave: () => states.facts()?.mayLeave ?? false,
    tellOfWindow: (what) => desk.ask({ type: 'window', what }),
    stop: () => desk.stop(),
  }
}
