/** Starts the program. The decisions are in the modules beside it. */
import { app } from 'electron'
import { systemTimers } from '../../contract/clock.ts'
import { forbidCoreDumps } from '../desk/process/no-core.ts'
import { argumentsOf, parseArguments, refusalOf } from './arguments.ts'
import { commandIn, runInThread, runOnNode } from './command-line.ts'
import { KEEP_CODE } from './desk/engine-flags.ts'
import { findPinnedNode } from './desk/pinned-node.ts'
import { runtimeHoldsDesk } from './desk/process.ts'
import { chromiumFolder, homeFolder } from './folders.ts'
import { layoutOf } from './layout.ts'
import { lockEveryPage } from './page/lock-down.ts'
import { declareScheme } from './page/scheme.ts'
import { openProgram } from './program.ts'
import { isStandIn } from './runtime.ts'
import { AFTER_START_MS } from './start-time.ts'

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

const refuse = (line: string): void => {
  process.stderr.write(`uketsuke: ${line}\n`)
  app.exit(2)
}

const beginWindow = (args: readonly string[], standIn: boolean): void => {
  const parsed = parseArguments(args, app.isPackaged && !standIn)
  if (!parsed.ok) {
    refuse(parsed.problem)
    return
  }
  const refusal = refusalOf(parsed.value, app.isPackaged, standIn)
  if (refusal !== null) {
    refuse(refusal)
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
  // The first page waits for the graphics process, and a card or a driver that fails takes that process along
  // (docs/decisions/drawn-by-the-processor.md).
  app.disableHardwareAcceleration()
  app.commandLine.appendSwitch('js-flags', KEEP_CODE)
  declareScheme()
  lockEveryPage()
  const layout = layoutOf(app.getAppPath(), app.isPackaged, standIn)
  void app.whenReady().then(() => {
    openProgram(parsed.value, home, layout)
    // To start a program from this process takes time that the first page needs.
    systemTimers.after(AFTER_START_MS, () =>
      forbidCoreDumps((line) => process.stderr.write(`uketsuke: ${line}\n`)),
    )
  })
}

const begin = (): void => {
  const folder = app.getAppPath()
  const standIn = isStandIn()
  const args = argumentsOf(process.argv, folder, app.isPackaged)
  const command = commandIn(args)
  if (command === null) {
    beginWindow(args, standIn)
    return
  }
  const layout = layoutOf(folder, app.isPackaged, standIn)
  const code = runtimeHoldsDesk()
    ? runInThread(layout.commandLineThread, command)
    : runOnNode(findPinnedNode(folder), layout.commandLine, command)
  app.exit(code)
}

begin()
