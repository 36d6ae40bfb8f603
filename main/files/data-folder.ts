/** The folder in which each person's data lies on this system. */
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/** The things that the answer depends on: passed in, so that each system has a test on any. */
export type Machine = {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly home: string
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  environment: process.env,
  home: homedir(),
})

/** A folder named by the environment, or undefined where it is unset or empty. */
const named = ({ environment }: Machine, name: string): string | undefined => environment[name] || undefined

const dataFolder = (machine: Machine): string => {
  switch (machine.platform) {
    case 'win32':
      return named(machine, 'LOCALAPPDATA') ?? win32.join(machine.home, 'AppData', 'Local')
    case 'darwin':
      return posix.join(machine.home, 'Library', 'Application Support')
    default:
      return named(machine, 'XDG_DATA_HOME') ?? posix.join(machine.home, '.local', 'share')
  }
}

/**
 * The person's own home folder of the program: `C:\Users\見本\AppData\Local\uketsuke` on Windows,
 * `/home/mihon/.local/share/uketsuke` on Linux. Practice has a folder of its own, so that no simulated visit ever stands
 * in the real journal.
 */
export const personalHome = (simulated: boolean, machine: Machine = thisMachine()): string =>
  (machine.platform === 'win32' ? win32 : posix).join(
    dataFolder(machine),
    simulated ? 'uketsuke-practice' : 'uketsuke',
  )
