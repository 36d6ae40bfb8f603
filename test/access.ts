/** Tells who may open a file, for tests on any system. */
import { chmodSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isOpenToOthers } from '../main/files/owner-alone.ts'
import { setAccessList } from '../main/files/windows-access.ts'

/**
 * Tells whether a file or folder is its owner's alone. On Windows a file is what the folder's access list makes it, and
 * the folder is looked at: NTFS hands the list down to what is made in it, and Wine does not.
 */
export const isOwnersAlone = (path: string): boolean =>
  !isOpenToOthers(process.platform === 'win32' && statSync(path).isFile() ? dirname(path) : path)

/** Lets everybody open a file. */
export const openToAll = (path: string): void => {
  if (process.platform === 'win32') setAccessList(path, 'D:P(A;;FA;;;WD)')
  else chmodSync(path, 0o644)
}
