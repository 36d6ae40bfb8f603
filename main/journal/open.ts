import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { JournalPort, JournalWarning } from '../contract/journal.ts'
import { ok } from '../contract/result.ts'
import { TERMINAL } from '../contract/staff.ts'
import {
  connectExisting,
  dataKeyOf,
  type Failing,
  failure,
  findKeys,
  type Opened,
  openingProblem,
} from './access.ts'
import { openAnchorFile } from './anchors.ts'
import { chainsOf } from './chain.ts'
import { connect, readPragma, readValue } from './database.ts'
import type { FindsIndividualNumber } from './entry.ts'
import { type Beginning, lookAround } from './findings.ts'
import { openHeadFile } from './head.ts'
import { exists, folderProblem, type JournalHome, journalHome, makeFolder, sizeOf, touch } from './home.ts'
import { createKeyRing, type KeyRing, writeKeyFiles } from './keys.ts'
import { takeLock } from './lock.ts'
import { derive, fingerprint } from './mac.ts'
import type { Moment } from './moment.ts'
import { createPort } from './port.ts'
import { createForm } from './schema.ts'
import { createWriter, type Writer } from './writer.ts'

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

/** The keys for writing: a new journal gets new ones. */
const keysForWriting = (
  home: JournalHome,
  given: KeyRing | undefined,
): Failing<{ ring: KeyRing; warnings: JournalWarning[] }> => {
  const keys = findKeys(home, given)
  if (!keys.ok) return keys
  if (keys.value !== null) return ok(keys.value)
  const ring = createKeyRing()
  writeKeyFiles(home, ring)
  return ok({ ring, warnings: [{ code: 'key-file', path: home.dataKey }] })
}

/** Makes the tables in a database that has none yet: a new file, or one whose making was interrupted. */
const makeTables = ({ connection: { database } }: Opened): void => {
  database.exec('BEGIN IMMEDIATE')
  createForm(database)
  database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('journal', randomUUID())
  database.exec('COMMIT')
}

/** Opens the encrypted file, and makes it when it is new. */
const openDatabase = (home: JournalHome, ring: KeyRing): Failing<Opened> => {
  if (sizeOf(home.database) === 0) {
    if (sizeOf(`${home.database}-wal`) > 0 || exists(home.head) || exists(home.anchors))
      return failure(
        'half-written',
        'damaged',
        `${home.database}: the database is missing, and files that belong to it are here`,
      )
    touch(home.database)
    const dataKey = dataKeyOf(ring)
    const opened = { connection: connect(home.database, derive(dataKey, 'file')), dataKey }
    makeTables(opened)
    return ok(opened)
  }
  const opened = connectExisting(home, ring, { readonly: false })
  if (!opened.ok) return opened
  if (readPragma(opened.value.connection.database, 'user_version') === 0) makeTables(opened.value)
  return opened
}

/** Keeps a file that is not usable any more where it can still be looked at. */
const putAside = (home: JournalHome, path: string, at: string): void => {
  if (!exists(path)) return
  mkdirSync(home.aside, { recursive: true, mode: 0o700 })
  renameSync(path, join(home.aside, `${at.replaceAll(/[^0-9]/g, '').slice(0, 17)}-${basename(path)}`))
}

const writerFor = (
  options: OpenJournal,
  home: JournalHome,
  ring: KeyRing,
  { connection, dataKey }: Opened,
): { writer: Writer; beginning: Beginning } => {
  const chains = chainsOf(ring)
  const journal = readValue(connection.database, `SELECT value FROM meta WHERE name = 'journal'`, z.string())
  const oldest = chains.all[0] ?? chains.current
  const beginning = lookAround(home, connection.database, chains, oldest.genesis(journal ?? ''))
  if (beginning.anchors === null) putAside(home, home.anchors, options.now().iso)
  const anchorFile = openAnchorFile(home.anchors, beginning.anchors, {
    journal: journal ?? '',
    chain: chains.current,
    dataKey: fingerprint(dataKey),
    lost: beginning.lostAnchors,
  })
  const headFile = openHeadFile(
    home.head,
    { ...beginning.end, anchors: anchorFile.count() },
    chains.current.head,
  )
  const writer = createWriter({
    path: home.database,
    connect: () => connect(home.database, derive(dataKey, 'file')),
    connection,
    chain: chains.current,
    end: beginning.end,
    headFile,
    anchorFile,
    author: { terminal: options.terminal, session: randomBytes(4).toString('hex') },
    now: options.now,
    findsIndividualNumber: options.findsIndividualNumber,
  })
  return { writer, beginning }
}

/** Puts on record what opening has found. */
const recordFindings = (writer: Writer, { findings }: Beginning): Failing<JournalWarning[]> => {
  for (const finding of findings) {
    const written = writer.append({ event: 'loss-found', staff: TERMINAL, ...finding })
    if (!written.ok) {
      const { why, detail } = written.problem
      if (why === 'refused') throw new Error(detail)
      return failure('not-writable', why, detail)
    }
  }
  return ok(findings.map((finding) => ({ code: 'loss-found', ...finding })))
}

const openLocked = (options: OpenJournal, home: JournalHome, release: () => void): Failing<JournalPort> => {
  const keys = keysForWriting(home, options.keys)
  if (!keys.ok) return keys
  const opened = openDatabase(home, keys.value.ring)
  if (!opened.ok) return opened
  try {
    const { writer, beginning } = writerFor(options, home, keys.value.ring, opened.value)
    const found = recordFindings(writer, beginning)
    if (!found.ok) {
      writer.close()
      return found
    }
    const anchored = writer.anchor('opened')
    if (!anchored.ok && anchored.problem.why !== 'refused') {
      writer.close()
      return failure('not-writable', anchored.problem.why, anchored.problem.detail)
    }
    return ok(
      createPort({
        home,
        ring: keys.value.ring,
        writer,
        now: options.now,
        warnings: [...keys.value.warnings, ...found.value],
        release,
      }),
    )
  } catch (error) {
    opened.value.connection.database.close()
    throw error
  }
}

/**
 * Opens the journal in a folder for writing, and makes it when there is none. One process at a time.
 * @returns the journal, or why it cannot be opened, in one line for people
 */
export const openJournal = (options: OpenJournal): Failing<JournalPort> => {
  const home = journalHome(options.home)
  try {
    makeFolder(home.folder)
    const folder = folderProblem(home.folder)
    if (folder === 'not-a-folder') return failure(folder, 'unknown', `${home.folder}: not a folder`)
    if (folder) return failure(folder, 'read-only', `${home.folder}: cannot be written`)
    const lock = takeLock(home.lock)
    if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
    const { release } = lock.value
    try {
      const journal = openLocked(options, home, release)
      if (!journal.ok) release()
      return journal
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    return { ok: false, problem: openingProblem(options.home, error) }
  }
}
