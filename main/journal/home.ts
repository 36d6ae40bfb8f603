import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { SEALED_KEYS, SETTINGS_FILE } from '../../contract/home-files.ts'
import { ok } from '../../contract/result.ts'
import { folderProblem, makeFolder } from '../files/folder.ts'
import { type Failing, failure } from './failure.ts'

/** The places of the journal's files. All are readable by the owner alone. */
export type JournalHome = {
  readonly folder: string
  readonly database: string
  readonly lock: string
  readonly head: string
  readonly anchors: string
  readonly dataKey: string
  readonly chainKey: string
  /** Both, sealed by the system's key store where there is one. */
  readonly sealed: string
  /** A restoring that is under way. */
  readonly restoring: string
  /** The settings, which the desk writes; a backup brings them along. */
  readonly settings: string
  readonly backups: string
  readonly exports: string
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
  sealed: join(folder, SEALED_KEYS),
  restoring: join(folder, 'journal.restoring'),
  settings: join(folder, SETTINGS_FILE),
  backups: join(folder, 'backups'),
  exports: join(folder, 'exports'),
  aside: join(folder, 'aside'),
})

/** The files that SQLite keeps beside a database. */
export const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const

/** Makes the folder if it is not there, and looks whether it takes files. */
export const makeHomeReady = ({ folder }: JournalHome): Failing<void> => {
  makeFolder(folder)
  const problem = folderProblem(folder)
  if (problem === 'not-a-folder') return failure(problem, 'unknown', `${folder}: not a folder`)
  return problem === null
    ? ok(undefined)
    : failure('not-writable', 'read-only', `${folder}: cannot be written`)
}

/** Makes a file for the owner alone if it is not there; what it holds is left as it is. */
export const touch = (path: string): void => closeSync(openSync(path, 'a', 0o600))
