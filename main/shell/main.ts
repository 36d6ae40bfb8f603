/** Where the program begins. What it decides is in the modules beside it. */
import { app } from 'electron'
import { argumentsOf, parseArguments } from './arguments.ts'
import { chromiumFolder, homeFolder } from './folders.ts'
import { lockEveryPage } from './page/lock-down.ts'
import { declareScheme } from './page/scheme.ts'
import { openProgram } from './program.ts'

/**
 * A bug ends the program, and whatever started it starts it again. Without this, Electron would show a box that stands
 * still in front of the patients, with the names of files in it.
 */
const endOnBug = (error: unknown): void => {
  process.stderr.write(`uketsuke: ${error instanceof Error ? (error.stack ?? error.message) : 'a bug'}\n`)
  app.exit(70)
}
process.on('uncaughtException', endOnBug)
process.on('unhandledRejection', endOnBug)

const begin = (): void => {
  const parsed = parseArguments(argumentsOf(process.argv, app.getAppPath(), app.isPackaged), app.isPackaged)
  if (!parsed.ok) {
    process.stderr.write(`uketsuke: ${parsed.problem}\n`)
    app.exit(2)
    return
  }
  const home = homeFolder(parsed.value.home, parsed.value.simulated)
  app.setPath('userData', chromiumFolder(home))
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('uketsuke: already running on this home; its window comes to the front\n')
    app.exit(0)
    return
  }
  // For every page ever opened, not only those that ask for it. The two contradict each other, and as root, where a
  // development runtime knows no sandbox, the contradiction ends Chromium's processes.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  declareScheme()
  lockEveryPage()
  void app.whenReady().then(() => openProgram(parsed.value, home))
}

begin()
