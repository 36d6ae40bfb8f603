import Database from 'better-sqlite3'
import { z } from 'zod'
import { sizeOf } from '../files/folder.ts'
import { problemOf } from './failure.ts'

/** How long a write waits for somebody who reads or backs up, in milliseconds: the desk stands still meanwhile. */
export const WRITING_PATIENCE = 250
/**
 * How long opening waits for a program that holds the file, in milliseconds. Programs that synchronise or back up a
 * folder hold each file for a second or two; nobody is at the desk yet.
 */
const OPENING_PATIENCE = 5_000

export type Connection = {
  readonly database: Database.Database
  /** Allows rows up to this one to be removed; for the retention alone. */
  allowPurgeThrough(seq: number): void
}

/** The key given whole, so that no password derivation is needed. Reads nothing yet. */
const giveKey = (database: Database.Database, fileKeyHex: string): void => {
  database.pragma(`cipher = 'aegis'`)
  database.pragma(`key = "raw:${fileKeyHex}"`)
}

/**
 * Takes back what a change of the file that was cut off has begun: a process was killed, or the power failed, while SQLite
 * kept what was there before in a file beside it (`-journal`), as it does while the file goes over to its log. Whoever opens for
 * reading alone may not do that, and could not read at all. With another key nothing is changed; and while somebody writes,
 * nothing was cut off.
 * @throws what SQLite says of another key, which the opening that follows would not find
 */
const endCutOff = (path: string, fileKeyHex: string, patience: number): void => {
  if (sizeOf(`${path}-journal`) === 0) return
  let database: Database.Database | null = null
  try {
    database = new Database(path, { timeout: patience, fileMustExist: true })
    giveKey(database, fileKeyHex)
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    // A folder or a drive that forbids it is named by the opening that follows.
    if (problemOf(error).why === 'damaged') throw error
  } finally {
    database?.close()
  }
}

/**
 * Opens the encrypted file: AEGIS-256 with its tag on every page (SQLite3 Multiple Ciphers; three to four times as fast as
 * ChaCha20-Poly1305 where the processor has AES). Does not read it yet: a wrong key shows at
 * the first read as SQLITE_NOTADB, or here where a change was cut off.
 * @throws what SQLite throws; see `problemOf`
 */
export const connect = (
  path: string,
  fileKeyHex: string,
  options: {
    readonly readonly?: boolean
    readonly journalMode?: 'WAL' | 'DELETE'
    /** Milliseconds to wait for whoever holds the file; those of opening when absent. */
    readonly patience?: number
  } = {},
): Connection => {
  const timeout = options.patience ?? OPENING_PATIENCE
  if (options.readonly === true) endCutOff(path, fileKeyHex, timeout)
  const database = new Database(path, { timeout, readonly: options.readonly === true, fileMustExist: true })
  let purgeThrough = 0
  try {
    giveKey(database, fileKeyHex)
    database.function('purge_through', { deterministic: false }, () => purgeThrough)
    if (options.readonly !== true) {
      database.pragma(`journal_mode = ${options.journalMode ?? 'WAL'}`)
      // better-sqlite3 makes NORMAL the default in WAL mode, which may lose the last commits with the power.
      database.pragma('synchronous = FULL')
      // macOS: fsync alone leaves the data in the drive's cache.
      database.pragma('fullfsync = ON')
      database.pragma('checkpoint_fullfsync = ON')
      database.pragma('secure_delete = ON')
    }
    database.pragma('temp_store = MEMORY')
  } catch (error) {
    database.close()
    throw error
  }
  return {
    database,
    allowPurgeThrough: (seq) => {
      purgeThrough = seq
    },
  }
}

/** From now on whoever holds the file is waited for no longer than a write may take. */
export const endOpeningPatience = (database: Database.Database): void => {
  database.pragma(`busy_timeout = ${WRITING_PATIENCE}`)
}

/** One value of one row, parsed. */
export const readValue = <Schema extends z.ZodType>(
  database: Database.Database,
  sql: string,
  schema: Schema,
  ...parameters: readonly unknown[]
): z.output<Schema> | null => {
  const value = database
    .prepare(sql)
    .pluck()
    .get(...parameters)
  return value === undefined ? null : schema.parse(value)
}

export const readPragma = (database: Database.Database, name: string): number =>
  z.number().parse(database.pragma(name, { simple: true }))

const endSchema = z.tuple([z.number().int(), z.string()])

/** The last row's number and code (hex), or null in an empty journal. */
export const readEnd = (database: Database.Database): { seq: number; mac: string } | null => {
  const row = database
    .prepare('SELECT seq, lower(hex(mac)) FROM entries ORDER BY seq DESC LIMIT 1')
    .raw()
    .get()
  if (row === undefined) return null
  const [seq, mac] = endSchema.parse(row)
  return { seq, mac }
}
