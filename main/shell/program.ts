/** Opens the terminal: the window first, and while Chromium starts its process, what stands behind it. */
import { join } from 'node:path'
import { app, Menu, powerSaveBlocker, session as sessions } from 'electron'
import type { Arguments } from './arguments.ts'
import type { DeskAndDoor } from './desk-and-door.ts'
import type { Layout } from './layout.ts'
import { lockSession } from './page/lock-down.ts'
import { addressOf } from './page/policy.ts'
import { servePages } from './page/scheme.ts'
import { readRuntimeFacts, titleOf } from './runtime.ts'
import { keepRunning, mayLeave } from './window/kiosk.ts'
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

  // The schemas of everything that crosses a border are more to read than all the rest, and the page that sends the
  // first message is not there before its process is. The import goes on when this function has ended: after the
  // window has begun to load, and before any message can arrive.
  let behind: DeskAndDoor | null = null
  const opening = import('./desk-and-door.ts').then(({ openDeskAndDoor }) => {
    behind = openDeskAndDoor({ asked, home, layout, facts, settingsFor, reception, note })
    return behind
  })

  const mayEnd = (): boolean => mayLeave(behind?.state() ?? null)
  const reception = openReceptionWindow(
    {
      ...settingsFor('preload-desk'),
      kiosk: asked.kiosk,
      mayLeave: mayEnd,
      admit: (contents) => void opening.then(({ admit }) => admit(contents)),
      note,
    },
    addressOf('desk'),
  )
  if (asked.kiosk) keepRunning(mayEnd)
  powerSaveBlocker.start('prevent-display-sleep')

  app.on('second-instance', () => reception.bringToFront())
  let leaving = false
  app.on('will-quit', (event) => {
    if (leaving) return
    event.preventDefault()
    leaving = true
    void opening.then(({ stop }) => stop()).then(() => app.exit(0))
  })
}
