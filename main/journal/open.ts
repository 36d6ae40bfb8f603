import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { JournalOpenFailure, JournalPort, JournalWarning } from '../contract/journal.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { type Chain, chainOf } from './chain.ts'
import { type Connection, connect, readEnd, readPragma, readValue } from './database.ts'
import type { FindsIndividualNumber } from './entry.ts'
import { problemOf } from './failure.ts'
import { type Head, openHeadFile, readHead } from './head.ts'
import { exists, folderProblem, type JournalHome, journalHome, makeFolder, sizeOf, touch } from './home.ts'
import { insuredOf } from './insured.ts'
import { createKeyRing, type KeyRing, newest, readKeyFiles, writeKeyFiles } from './keys.ts'
import { takeLock } from './lock.ts'
import { derive } from './mac.ts'
import type { Moment } from './moment.ts'
import { APPLICATION_ID, createForm, FORM } from './schema.ts'
import { openTasksOf, searchIn, visitsOf } from './search.ts'
import { createWriter } from './writer.ts'

export type OpenJournal = {
  /** The folder that holds everything. */
  readonly home: string
  /** The keys that the system's key store has given out; without them, the key files in the folder are used. */
  readonly keys?: KeyRing
  readonly now: () => Moment
  /** This terminal's name in the rows. */
  readonly terminal: string
  readonly findsIndividualNumber: FindsIndividualNumber
}

type Failing<Value> = Result<Value, JournalOpenFailure>

const failure = (
  why: JournalOpenFailure['why'],
  status: JournalOpenFailure['status'],
  message: string,
): { readonly ok: false; readonly problem: JournalOpenFailure } => fail({ why, status, message })

/** A database that nobody has encrypted, or something that is no database at all. */
const PLAIN_HEADER = 'SQLite format 3\u0000'

const findKeys = (
  home: JournalHome,
  given: KeyRing | undefined,
): Failing<{ ring: KeyRing; warnings: JournalWarning[] }> => {
  if (given) return ok({ ring: given, warnings: [] })
  const files = readKeyFiles(home)
  if (!files.ok) return failure('key-lost', 'key-lost', files.problem)
  if (files.value) return ok(files.value)
  if (sizeOf(home.database) > 0)
    return failure('key-lost', 'key-lost', `${home.dataKey}: the journal is here and its key is not`)
  const ring = createKeyRing()
  writeKeyFiles(home, ring)
  return ok({ ring, warnings: [{ code: 'key-file', path: home.dataKey }] })
}

/** Opens the encrypted file, and makes it when it is new. */
const openDatabase = (home: JournalHome, ring: KeyRing): Failing<Connection> => {
  const isNew = sizeOf(home.database) === 0
  if (isNew && (sizeOf(`${home.database}-wal`) > 0 || exists(home.head)))
    return failure(
      'half-written',
      'damaged',
      `${home.database}: the journal is missing, and files that belong to it are here`,
    )
  if (
    !isNew &&
    readFileSync(home.database).subarray(0, PLAIN_HEADER.length).toString('latin1') === PLAIN_HEADER
  )
    return failure('foreign', 'damaged', `${home.database}: not a journal of this program`)
  touch(home.database)
  const connection = connect(home.database, derive(newest(ring.data), 'file'))
  const { database } = connection
  if (isNew || readPragma(database, 'user_version') === 0) {
    database.exec('BEGIN IMMEDIATE')
    createForm(database)
    database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('journal', randomUUID())
    database.exec('COMMIT')
  }
  const form = readPragma(database, 'user_version')
  if (readPragma(database, 'application_id') !== APPLICATION_ID || form > FORM) {
    database.close()
    return failure(
      'newer-form',
      'damaged',
      `${home.database}: written by a newer version of this program (form ${form})`,
    )
  }
  return ok(connection)
}

const openParts = (options: OpenJournal): Failing<JournalPort> => {
  const home = journalHome(options.home)
  makeFolder(home.folder)
  const folder = folderProblem(home.folder)
  if (folder === 'not-a-folder') return failure(folder, 'unknown', `${home.folder}: not a folder`)
  if (folder) return failure(folder, 'read-only', `${home.folder}: cannot be written`)
  const lock = takeLock(home.lock)
  if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
  const keys = findKeys(home, options.keys)
  if (!keys.ok) {
    lock.value.release()
    return keys
  }
  const { ring, warnings } = keys.value
  const connection = openDatabase(home, ring)
  if (!connection.ok) {
    lock.value.release()
    return connection
  }
  const chain = chainOf(newest(ring.chain))
  const head = findHead(home, connection.value, chain)
  const writer = createWriter({
    path: home.database,
    connect: () => connect(home.database, derive(newest(ring.data), 'file')),
    connection: connection.value,
    chain,
    head,
    headFile: openHeadFile(home.head, head, chain.head),
    author: { terminal: options.terminal, session: randomBytes(4).toString('hex') },
    now: options.now,
    findsIndividualNumber: options.findsIndividualNumber,
  })
  const database = () => writer.connection().database
  return ok({
    warnings,
    append: writer.append,
    insured: (parts) => insuredOf(parts, chain.insured),
    visits: (day) => visitsOf(database(), day),
    openTasks: () => openTasksOf(database()),
    search: (query) =>
      searchIn(database(), query, (parts) => {
        const insured = insuredOf(parts, chain.insured)
        return insured ? [insured] : []
      }),
    saveWorking: writer.saveWorking,
    loadWorking: writer.loadWorking,
    close: () => {
      writer.close()
      lock.value.release()
    },
  })
}

/** Where the chain goes on. */
const findHead = (home: JournalHome, connection: Connection, chain: Chain): Head => {
  const journal = readValue(connection.database, `SELECT value FROM meta WHERE name = 'journal'`, z.string())
  const end = readEnd(connection.database) ?? { seq: 0, mac: chain.genesis(journal ?? '') }
  const known = readHead(home.head, [chain.head])
  return { ...end, anchors: known.ok ? known.value.anchors : 0 }
}

/**
 * Opens the journal in a folder for writing, and makes it when there is none. One process at a time.
 * @returns the journal, or why it cannot be opened, in one line for people
 */
export const openJournal = (options: OpenJournal): Failing<JournalPort> => {
  try {
    return openParts(options)
  } catch (error) {
    const { why, detail } = problemOf(error)
    const place = options.home
    if (why === 'disk-full') return failure('disk-full', why, `${place}: the disk is full (${detail})`)
    if (why === 'read-only') return failure('not-writable', why, `${place}: cannot be written (${detail})`)
    if (why === 'damaged')
      return failure('damaged', why, `${place}: the journal is damaged, or its key is another (${detail})`)
    return failure('unknown', why, `${place}: ${detail}`)
  }
}
