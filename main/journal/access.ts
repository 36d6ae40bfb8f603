/** Shared by opening for writing and opening for reading: keys, files, and what can be wrong with them. */
import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs'
import type { JournalOpenFailure } from '../../contract/journal.ts'
import { ok, unreachable } from '../../contract/result.ts'
import { statusOf } from '../files/folder.ts'
import { type Connection, readPragma } from './database.ts'
import { type Failing, failure, problemOf } from './failure.ts'
import type { JournalHome } from './home.ts'
import { otherKeys, tryKey } from './key-search.ts'
import { type KeyRing, newest } from './keys.ts'
import { APPLICATION_ID, FORM } from './schema.ts'

/** The first bytes of a database that nobody has encrypted. */
const PLAIN_HEADER = 'SQLite format 3\u0000'

const isPlainDatabase = (path: string): boolean => {
  const start = Buffer.alloc(PLAIN_HEADER.length)
  const handle = openSync(path, 'r')
  try {
    readSync(handle, start, 0, start.length, 0)
  } finally {
    closeSync(handle)
  }
  return start.toString('latin1') === PLAIN_HEADER
}

/** A connection, and the data key that opens the file: while a rotation is under way there are two to try. */
export type Opened = { readonly connection: Connection; readonly dataKey: string }

/**
 * Connects to a database that is there.
 * @returns the connection, or in words: another key, damage, another program's file, a newer program's file
 * @throws what SQLite or the system says for other reasons (a full disk, a file or a folder that cannot be written)
 */
export const connectExisting = (
  home: JournalHome,
  ring: KeyRing,
  options: { readonly readonly: boolean; readonly form?: number },
): Failing<Opened> => {
  if (isPlainDatabase(home.database))
    return failure('foreign', 'damaged', `${home.database}: not a journal of this program`)
  // SQLite opens what it may not write for reading instead, and says so at the first row only.
  if (!options.readonly) accessSync(home.database, constants.W_OK)
  const other = otherKeys(home, ring)
  if (other !== null) return failure('key-lost', 'key-lost', other)
  let opened: Opened | null = null
  let detail = ''
  for (const dataKey of [...ring.data].reverse()) {
    const connection = tryKey(home.database, dataKey, options)
    if (connection.ok) opened = { connection: connection.value, dataKey }
    else detail = connection.problem
    if (opened) break
  }
  if (!opened)
    return failure(
      'damaged',
      'damaged',
      `${home.database}: the journal is damaged, or its key is another (${detail})`,
    )
  const { database } = opened.connection
  const form = readPragma(database, 'user_version')
  const owner = readPragma(database, 'application_id')
  const newestForm = options.form ?? FORM
  if (form <= newestForm && (owner === APPLICATION_ID || form === 0)) return ok(opened)
  database.close()
  return owner === APPLICATION_ID
    ? failure(
        'newer-form',
        'unknown',
        `${home.database}: written by a newer version of this program (form ${form}, here ${newestForm})`,
      )
    : failure('foreign', 'damaged', `${home.database}: not a journal of this program`)
}

/** The data key that a new database is made with. */
export const dataKeyOf = (ring: KeyRing): string => newest(ring.data)

/** Looks for the backup that is to be restored. @returns why it cannot be, where it is not there or cannot be looked for */
export const findBackup = (backup: string): Failing<void> => {
  try {
    return statusOf(backup)
      ? ok(undefined)
      : failure('not-a-folder', 'unknown', `${backup}: there is no such file`)
  } catch (error) {
    return { ok: false, problem: openingProblem(backup, error) }
  }
}

/** Puts an error of the system while opening into words for people. */
export const openingProblem = (folder: string, error: unknown): JournalOpenFailure => {
  const { why, detail } = problemOf(error)
  switch (why) {
    case 'disk-full':
      return { why: 'disk-full', status: why, message: `${folder}: the disk is full (${detail})` }
    case 'read-only':
      return { why: 'not-writable', status: why, message: `${folder}: cannot be written (${detail})` }
    case 'damaged':
      return { why: 'damaged', status: why, message: `${folder}: the journal is damaged (${detail})` }
    case 'locked':
      return {
        // Another desk would hold the lock file, which is taken before.
        why: 'held',
        status: why,
        message: `${folder}: another program, which synchronises or backs up this folder perhaps, holds the journal's file (${detail})`,
      }
    case 'key-lost':
    case 'unknown':
      return { why: 'unknown', status: why, message: `${folder}: ${detail}` }
    default:
      return unreachable(why)
  }
}
