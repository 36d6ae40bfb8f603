/** Opens the terminal: the desk, and the window in front of it. */
import { join } from 'node:path'
import { app, Menu, powerSaveBlocker, session as sessions } from 'electron'
import type { Arguments } from './arguments.ts'
import { compose } from './compose.ts'
import type { Layout } from './layout.ts'
import { lockSession } from './page/lock-down.ts'
import { addressOf } from './page/policy.ts'
import { servePages } from './page/scheme.ts'
import { readRuntimeFacts, titleOf } from './runtime.ts'
import { keepRunning } from './window/kiosk.ts'
import type { PageSettings } from './window/page-window.ts'
import { openReceptionWindow } from './window/reception-window.ts'

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

  const settingsFor = (preload: string): PageSettings => ({
    session,
    preload: join(layout.preloads, `${preload}.cjs`),
    title: titleOf(facts),
    developer: asked.developer,
  })

  const behind = compose({
    asked,
    home,
    layout,
    facts,
    settingsFor,
    reception: () => reception,
    note,
  })
  const reception = openReceptionWindow(
    {
      ...settingsFor('preload-desk'),
      kiosk: asked.kiosk,
      mayLeave: behind.mayLeave,
      admit: behind.admit,
      happened: (what) => {
        if (what !== 'back') note(`the window has ${what}; it comes back`)
        behind.tellOfWindow(what)
      },
    },
    addressOf('desk'),
  )
  // The window's process is on its way, and the desk's comes up beside it.
  behind.start()
  if (asked.kiosk) keepRunning(behind.mayLeave)
  powerSaveBlocker.start('prevent-display-sleep')

  app.on('second-instance', () => reception.bringToFront())
  let leaving = false
  app.on('will-quit', (event) => {
    if (leaving) return
    event.preventDefault()
    leaving = true
    void behind.stop().then(() => app.exit(0))
  })
}
