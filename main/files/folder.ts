/** Folders, and what is in them. */
import { accessSync, constants, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { closeToOthers } from './owner-alone.ts'

export const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/** Bytes of a file; 0 when it is not there. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** The paths of what is in a folder; none where there is no folder. */
export const filesIn = (folder: string): string[] =>
  exists(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []

/**
 * Makes a folder, and those above it, for the owner alone. One that is there is left as it is. Step by step, because
 * Node's recursive form never returns below a folder of the kernel's (`/proc`).
 */
export const makeFolder = (folder: string): void => {
  if (exists(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  // Windows has no mode: without a list of its own the folder is as open as the one above it.
  if (process.platform === 'win32') closeToOthers(folder)
}

/**
 * Looks for what may lie on a drive that was taken away or on another computer. What cannot be reached is not there: the system
 * says so in several ways, Windows for a share even in some that Node has no name for.
 * @throws where the system forbids to look
 */
export const statusOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['', 'EACCES', 'EPERM'].includes(code) || code.startsWith('ERR_')) throw error
    return undefined
  }
}

/** Finds what keeps a folder from use: it is there, is a folder and takes files, or the problem. */
export const folderProblem = (folder: string): 'missing' | 'not-a-folder' | 'not-writable' | null => {
  const status = statusOf(folder)
  if (!status) return 'missing'
  if (!status.isDirectory()) return 'not-a-folder'
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch {
    return 'not-writable'
  }
}
