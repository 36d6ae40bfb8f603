import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the journal's files are. All are readable by the owner alone. */
export type JournalHome = {
  readonly folder: string
  readonly database: string
  readonly lock: string
  readonly head: string
  readonly anchors: string
  readonly dataKey: string
  readonly chainKey: string
  readonly backups: string
  readonly aside: string
}

/** The layout of a home folder. */
export const journalHome = (folder: string): JournalHome => ({
  folder,
  database: join(folder, 'journal.db'),
  lock: join(folder, 'journal.lock'),
  head: join(folder, 'journal.head'),
  anchors: join(folder, 'anchors.log'),
  dataKey: join(folder, 'journal.key'),
  chainKey: join(folder, 'chain.key'),
  backups: join(folder, 'backups'),
  aside: join(folder, 'aside'),
})

/** What SQLite keeps beside a database. */
export const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const

export const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/** Bytes of a file; 0 when it is not there. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/**
 * Makes a folder, and those above it, for the owner alone. One that is there is left as it is. Step by step, because
 * Node's recursive form never returns below a folder of the kernel's (`/proc`).
 */
export const makeFolder = (folder: string): void => {
  if (exists(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Whether the folder is there, is a folder, and takes files. */
export const folderProblem = (folder: string): 'not-a-folder' | 'not-writable' | null => {
  const status = statSync(folder, { throwIfNoEntry: false })
  if (!status) return 'not-writable'
  if (!status.isDirectory()) return 'not-a-folder'
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch {
    return 'not-writable'
  }
}

/** Makes a file for the owner alone if it is not there; what it holds is left as it is. */
export const touch = (path: string): void => closeSync(openSync(path, 'a', 0o600))

/** Makes the names in a folder durable. Windows has no such call and needs none. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Replaces a file by a new one, whole or not at all, durable when it returns. */
export const writeWhole = (path: string, content: string): void => {
  const beside = `${path}.new`
  rmSync(beside, { force: true })
  const handle = openSync(beside, 'wx', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, path)
  syncFolder(dirname(path))
}
