/** Writes the installer for Windows by `makensis` (Debian: `nsis`), which runs on any system, from packaging/windows/uketsuke.nsi. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SCRIPT = join(import.meta.dirname, '..', '..', 'packaging', 'windows', 'uketsuke.nsi')

export type Installer = {
  /** The folder whose content is installed. */
  readonly payload: string
  /** Name in the menu and in Windows' list of programs. */
  readonly title: string
  /** Names its folder under `Program Files` and its entry in the registry. */
  readonly key: string
  readonly version: string
  /** The program within the payload: `uketsuke.exe`. */
  readonly executable: string
  /** The installer's own file; the two lists that it is made from lie beside it. */
  readonly out: string
}

/** A folder's files and folders as paths below it, each folder before what is in it. */
const walk = (folder: string, below = ''): { readonly folders: string[]; readonly files: string[] } => {
  const found = { folders: [] as string[], files: [] as string[] }
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) {
      const inside = walk(folder, path)
      found.folders.push(path, ...inside.folders)
      found.files.push(...inside.files)
    } else if (entry.isFile()) found.files.push(path)
    else throw new Error(`neither a file nor a folder: ${join(folder, path)}`)
  }
  return found
}

/** A name as it stands between quotes of NSIS. */
const quotable = (name: string): string => {
  if (/["\r\n`]|\$\{/.test(name)) throw new Error(`a name that an installer cannot hold: ${name}`)
  return name
}
/** The place of a file; a dollar begins a variable there: `a$b` → `a$$b`. */
const windowsName = (path: string): string => quotable(path).replaceAll('/', '\\').replaceAll('$', '$$$$')

/** The lines that install the files, and those that remove them again, folders from the innermost. */
export const listsFor = (payload: string): { readonly install: string; readonly remove: string } => {
  const { folders, files } = walk(payload)
  const at = (path: string): string => `$INSTDIR\\${windowsName(path)}`
  const install = [
    'SetOutPath $INSTDIR',
    ...folders.map((path) => `CreateDirectory "${at(path)}"`),
    ...files.map((path) => `File "/oname=${at(path)}" "${quotable(join(payload, path))}"`),
  ]
  const remove = [
    ...files.map((path) => `Delete "${at(path)}"`),
    ...folders.toReversed().map((path) => `RMDir "${at(path)}"`),
  ]
  return { install: `${install.join('\n')}\n`, remove: `${remove.join('\n')}\n` }
}

const kibibytesOf = (payload: string): number =>
  walk(payload).files.reduce((sum, path) => sum + Math.ceil(statSync(join(payload, path)).size / 1024), 0)

/**
 * Writes an installer.
 * @throws with one line where there is no `makensis`, or with what it says
 */
export const writeInstaller = (installer: Installer): void => {
  const { install, remove } = listsFor(installer.payload)
  const [installList, removeList] = [`${installer.out}.install.nsh`, `${installer.out}.remove.nsh`]
  writeFileSync(installList, `\uFEFF${install}`)
  writeFileSync(removeList, `\uFEFF${remove}`)
  const defines = {
    VERSION: installer.version,
    TITLE: installer.title,
    KEY: installer.key,
    EXECUTABLE: installer.executable,
    OUT: installer.out,
    PAYLOAD_FILES: installList,
    REMOVE_FILES: removeList,
    KIBIBYTES: kibibytesOf(installer.payload),
  }
  const made = spawnSync(
    'makensis',
    [
      ...['-V2', '-WX', '-INPUTCHARSET', 'UTF8'],
      ...Object.entries(defines).map(([name, value]) => `-D${name}=${value}`),
      SCRIPT,
    ],
    { encoding: 'utf8' },
  )
  if (made.error) throw new Error('the installer needs makensis; on Debian type: sudo apt-get install nsis')
  if (made.status !== 0) throw new Error(`makensis: ${`${made.stdout}${made.stderr}`.trim()}`)
}
