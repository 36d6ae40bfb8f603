/** What opening for writing and opening for reading have in common: keys, files, and what can be wrong with them. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { JournalOpenFailure, JournalWarning } from '../../contract/journal.ts'
import { fail, ok, type Result, unreachable } from '../../contract/result.ts'
import { exists, sizeOf } from '../files/folder.ts'
import { type Anchors, readAnchors } from './anchors.ts'
import { type Connection, connect, readPragma } from './database.ts'
import { problemOf } from './failure.ts'
import type { JournalHome } from './home.ts'
import { type KeyRing, newest, readKeyFiles } from './keys.ts'
import { derive, fingerprint } from './mac.ts'
import { APPLICATION_ID, FORM } from './schema.ts'

export type Failing<Value> = Result<Value, JournalOpenFailure>

export const failure = (
  why: JournalOpenFailure['why'],
  status: JournalOpenFailure['status'],
  message: string,
): { readonly ok: false; readonly problem: JournalOpenFailure } => fail({ why, status, message })

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

/** Whether anything of a journal is in the folder, apart from its keys: then it needs its own keys, not new ones. */
export const hasTraces = (home: JournalHome): boolean =>
  sizeOf(home.database) > 0 || sizeOf(`${home.database}-wal`) > 0 || exists(home.head) || exists(home.anchors)

/**
 * The keys for a journal that is there.
 * @param given what the system's key store has given out; without it the key files are read
 */
export const findKeys = (
  home: JournalHome,
  given: KeyRing | undefined,
): Failing<{ ring: KeyRing; warnings: JournalWarning[] } | null> => {
  if (given) return ok({ ring: given, warnings: [] })
  const files = readKeyFiles(home)
  if (!files.ok) return failure('key-lost', 'key-lost', files.problem)
  if (files.value === null && hasTraces(home))
    return failure('key-lost', 'key-lost', `${home.dataKey}: the journal is here and its key is not`)
  return files
}

/** The keys that the journal says it was last written with, by its anchor file. */
const writtenWith = (home: JournalHome): Anchors['lines'][number] | null => {
  const anchors = readAnchors(home.anchors)
  return anchors.ok ? (anchors.value.lines.at(-1) ?? null) : null
}

/** A connection, and the data key that opens the file: while a rotation is under way there are two to try. */
export type Opened = { readonly connection: Connection; readonly dataKey: string }

/**
 * Connects to a database that is there.
 * @returns the connection, or in words: another key, damage, another program's file, a newer program's file
 * @throws what SQLite throws for other reasons (a full disk, a folder that cannot be written)
 */
export const connectExisting = (
  home: JournalHome,
  ring: KeyRing,
  options: { readonly readonly: boolean; readonly form?: number },
): Failing<Opened> => {
  if (isPlainDatabase(home.database))
    return failure('foreign', 'damaged', `${home.database}: not a journal of this program`)
  const last = writtenWith(home)
  if (last && !ring.data.some((key) => fingerprint(key) === last.dataKey))
    return failure('key-lost', 'key-lost', `${home.database}: written with another key (${last.dataKey})`)
  if (last && !ring.chain.some((key) => fingerprint(key) === last.chainKey))
    return failure(
      'key-lost',
      'key-lost',
      `${home.chainKey}: not the key that wrote this journal (${last.chainKey})`,
    )
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

/** Connects with one key and reads the first page, which is where a wrong key shows. */
const tryKey = (
  path: string,
  dataKey: string,
  options: { readonly readonly: boolean },
): Result<Connection, string> => {
  let connection: Connection | null = null
  try {
    connection = connect(path, derive(dataKey, 'file'), options)
    connection.database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return ok(connection)
  } catch (error) {
    connection?.database.close()
    const { why, detail } = problemOf(error)
    if (why !== 'damaged') throw error
    return fail(detail)
  }
}

/** The data key that a new database is made with. */
export const dataKeyOf = (ring: KeyRing): string => newest(ring.data)

/** What the system threw while opening, in words for people. */
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
        why: 'in-use',
        status: why,
        message: `${folder}: another process has this journal open (${detail})`,
      }
    case 'key-lost':
    case 'unknown':
      return { why: 'unknown', status: why, message: `${folder}: ${detail}` }
    default:
      return unreachable(why)
  }
}
