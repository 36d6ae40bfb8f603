import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'

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

/** Makes a file for the owner alone if it is not there; what it holds is left as it is. */
export const touch = (path: string): void => closeSync(openSync(path, 'a', 0o600))
