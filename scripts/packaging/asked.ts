/** The packages that `npm run package` is asked for, and the one line with which it refuses what cannot be made here. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** `dir`: the unpacked program · `all`: everything that electron-builder.yml names for this system · `nsis`: an installer for Windows. */
export type Asked =
  | { readonly what: 'dir' | 'deb' | 'all' }
  | { readonly what: 'nsis'; readonly payload: string; readonly executable: string }
  | { readonly what: 'refused'; readonly why: string }

const refused = (why: string): Asked => ({ what: 'refused', why })

/** The program's file in an unpacked Windows package, by either of the names that it may have. */
const EXECUTABLES: readonly string[] = ['Uketsuke.exe', 'uketsuke.exe']

const nsis = (folder: string | undefined): Asked => {
  const executable = EXECUTABLES.find((name) => folder !== undefined && existsSync(join(folder, name)))
  return folder === undefined || executable === undefined
    ? refused(
        `--nsis is followed by a folder with ${EXECUTABLES[0]}: what npm run package leaves on Windows in build/package/out/win-unpacked`,
      )
    : { what: 'nsis', payload: folder, executable }
}

const DOWNLOADED =
  'is made by a tool that electron-builder downloads; type: npm run package -- --installers, where that can be reached'

/**
 * Reads the arguments.
 * @param runtime the runtime that there is; installers are made of the one that ships
 */
export const readAsked = (
  args: readonly string[],
  runtime: { readonly standIn: boolean; readonly version: string },
): Asked => {
  const [option, value, ...more] = args
  switch (option) {
    case undefined:
      return { what: 'dir' }
    case '--deb':
      return value === undefined ? { what: 'deb' } : refused('--deb stands alone')
    case '--installers':
      return runtime.standIn
        ? refused(
            `installers need the runtime that ships, and this is the stand-in (Electron ${runtime.version})`,
          )
        : { what: 'all' }
    case '--nsis':
      return more.length === 0 ? nsis(value) : refused('--nsis is followed by one folder')
    case '--appimage':
      return refused(`an AppImage ${DOWNLOADED} (--deb needs none)`)
    case '--portable':
      return refused(`the portable program ${DOWNLOADED}, on Windows`)
    default:
      return refused(`${option}: there are --deb, --installers, --nsis FOLDER, --appimage, --portable`)
  }
}
