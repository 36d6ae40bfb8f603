import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { personalHome } from '../files/data-folder.ts'
import { makeFolder } from '../files/folder.ts'

/** The folder of journal, settings and keys: the one asked for, or the person's own. */
export const homeFolder = (asked: string | null, simulated: boolean): string =>
  asked === null ? personalHome(simulated) : resolve(asked)

/**
 * Chromium's own folder, inside the home: one lock a home, so that a second start on the same home finds the first.
 * Where the home cannot be written the window still has to come up and say so, on a folder of passing nature.
 */
export const chromiumFolder = (home: string): string => {
  const folder = join(home, 'chromium')
  try {
    makeFolder(folder)
    return folder
  } catch {
    return mkdtempSync(join(tmpdir(), 'uketsuke-'))
  }
}
