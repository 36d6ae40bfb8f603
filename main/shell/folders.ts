import { mkdirSync, mkdtempSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const dataDirectory = (): string => {
  switch (process.platform) {
    case 'win32':
      return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support')
    default:
      return process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share')
  }
}

/**
 * The folder of journal, settings and keys: the one asked for, or the person's own. Practice has a folder of its
 * own, so that no simulated visit ever stands in the real journal.
 */
export const homeFolder = (asked: string | null, simulated: boolean): string =>
  asked === null ? join(dataDirectory(), simulated ? 'uketsuke-practice' : 'uketsuke') : resolve(asked)

/**
 * Chromium's own folder, inside the home: one lock a home, so that a second start on the same home finds the first.
 * Where the home cannot be written the window still has to come up and say so, on a folder of passing nature.
 */
export const chromiumFolder = (home: string): string => {
  const folder = join(home, 'chromium')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'uketsuke-'))
  }
}
