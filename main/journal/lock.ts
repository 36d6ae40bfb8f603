import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../../contract/result.ts'
import { touch } from './home.ts'

/** The right to write. It ends with {@link Lock.release} or with the process, however that ends. */
export type Lock = { release(): void }

/**
 * Takes the journal for this process. The lock is SQLite's own exclusive lock on an otherwise empty file: the
 * operating system gives it up when the process dies, so that no stale lock can be left behind, and it is the same on
 * Linux, macOS and Windows.
 */
export const takeLock = (path: string): Result<Lock, 'in-use'> => {
  touch(path)
  const database = new Database(path, { timeout: 0 })
  try {
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    return ok({ release: () => database.close() })
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return fail('in-use')
    throw error
  }
}
