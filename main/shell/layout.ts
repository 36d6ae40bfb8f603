/** Finds the parts of the program: in a checkout under `build/`, in a package inside and beside `app.asar`. */
import { join } from 'node:path'

export type Layout = {
  readonly pages: string
  readonly preloads: string
  readonly desk: string
  readonly commandLine: string
  readonly commandLineThread: string
}

/**
 * @param programFolder Electron's `app.getAppPath()`
 * @param practice a package that stands on the development stand-in: its simulated desk lies beside the bundle, which
 *   holds none
 */
export const layoutOf = (programFolder: string, packaged: boolean, practice: boolean): Layout => {
  const build = join(programFolder, 'build')
  // Threads and other programs than Electron cannot look into the archive.
  const outside = packaged ? programFolder.replace(/app\.asar$/, 'app.asar.unpacked') : programFolder
  return {
    pages: join(build, 'renderer'),
    preloads: join(build, 'shell'),
    desk: packaged && practice ? join(outside, 'practice', 'desk.mjs') : join(build, 'desk', 'desk.mjs'),
    commandLine: join(outside, 'build', 'cli', 'uketsuke.mjs'),
    commandLineThread: join(outside, 'build', 'cli', 'worker.mjs'),
  }
}
