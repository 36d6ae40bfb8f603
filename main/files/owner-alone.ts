/** Tells and sets who may open a file or a folder: mode bits where there are some, an access list on Windows. */
import { chmodSync, statSync } from 'node:fs'
import { accessListOf, ownUser, setAccessList } from './windows-access.ts'

/**
 * Windows' own accounts, which open everything anyway: the system, the administrators (of the machine, of its domain), and
 * whoever made or owns the file. The letters are those of SDDL.
 */
const THE_MACHINE = ['SY', 'BA', 'DA', 'LA', 'OW', 'CO', 'S-1-3-0', 'S-1-3-4', 'S-1-5-18', 'S-1-5-32-544']

/**
 * Tells whether an access list lets anybody in beside a person and the machine's own accounts.
 * @param list in SDDL: `D:P(A;OICI;FA;;;S-1-5-21-1-2-3-1001)(A;OICI;FA;;;SY)(A;;0x1200a9;;;WD)` lets everybody (`WD`) read.
 * One without a list (`D:NO_ACCESS_CONTROL`, or no `D:`) lets in everybody.
 * @param person the person's SID: `S-1-5-21-1-2-3-1001`
 */
export const letsOthersIn = (list: string, person: string): boolean => {
  const entries = [...(/D:[^(]*((?:\([^)]*\))*)/.exec(list)?.[1] ?? '').matchAll(/\(([^)]*)\)/g)]
  if (!/D:/.test(list) || /NO_ACCESS_CONTROL/.test(list)) return true
  return entries.some(([, entry = '']) => {
    const [kind = '', , , , , who = ''] = entry.split(';')
    // Anything but a plain denial (`D`, `OD`, `XD`) may let somebody in.
    return !/^(D|OD|XD)$/.test(kind) && who !== person && !THE_MACHINE.includes(who)
  })
}

/** The list that lets in the person and the machine's own accounts alone, what will lie in a folder included. */
export const listFor = (person: string, what: 'file' | 'folder'): string => {
  const below = what === 'folder' ? 'OICI' : ''
  return `D:P${[person, 'SY', 'BA'].map((who) => `(A;${below};FA;;;${who})`).join('')}`
}

/** Tells whether somebody else could open it. */
export const isOpenToOthers = (path: string): boolean =>
  process.platform === 'win32'
    ? letsOthersIn(accessListOf(path), ownUser())
    : (statSync(path).mode & 0o077) !== 0

/**
 * From now on the person alone can open it.
 * @returns whether that could be brought about: Windows' drives of another form than NTFS have no access lists
 */
export const closeToOthers = (path: string): boolean => {
  const what = statSync(path).isDirectory() ? 'folder' : 'file'
  if (process.platform === 'win32') return setAccessList(path, listFor(ownUser(), what))
  chmodSync(path, what === 'folder' ? 0o700 : 0o600)
  return true
}
