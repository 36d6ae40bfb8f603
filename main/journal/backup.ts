import { hash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { BackupProblem, JournalFailure, MadeBackup, Steps } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { removeIfPossible } from '../files/clear-out.ts'
import { exists, makeFolder, statusOf } from '../files/folder.ts'
import { putInPlace } from '../files/whole-file.ts'
import { backupsIn, nameMaker, pruneBackups, removeDatabase, type Whose } from './backups-in-folder.ts'
import type { Chains } from './chain.ts'
import { connect, readPragma, readValue } from './database.ts'
import { appendSealedRing } from './enclosed.ts'
import { problemOf } from './failure.ts'
import { walkChain } from './halves.ts'
import { touch } from './home.ts'
import { derive } from './mac.ts'
import type { SealedRing } from './recovery.ts'
import { createForm, indexProblem } from './schema.ts'
import { atOnce } from './steps.ts'
import { putIntoTable, rowsOfTable } from './tables.ts'
import type { End } from './writer.ts'

/** `2026-11-22T09:00:00.000+09:00` gives `journal-20261122090000000.db`. */
export const backupName = (at: string): string => `journal-${at.replaceAll(/\D/g, '').slice(0, 17)}.db`

/** A name that nothing in the folder has yet: another terminal may have made its backup at the same millisecond. */
const freePath = (folder: string, at: string): string => {
  for (let later = 0; ; later += 1) {
    const path = join(folder, backupName(instantInTokyo(Date.parse(at) + later)))
    if (!exists(path)) return path
  }
}

/**
 * The beginning of the names of unfinished copies of this journal on this terminal, in a folder that others may use
 * too.
 */
const unfinishedPrefix = ({ journal, terminal, here }: Whose): string =>
  `.uketsuke-${hash('sha256', `${journal}\n${terminal}\n${here}`, 'hex').slice(0, 16)}-`

/** In the home's own folder, what versions before this one called a copy that they had not finished. */
const OLD_UNFINISHED = /\.db\.new(?:-wal|-shm|-journal)?$/

/** Removes what an interrupted backup has left. @param isOwn the folder is this home's own */
export const clearUnfinished = (folder: string, whose: Whose, isOwn: boolean): void => {
  if (!exists(folder)) return
  const prefix = unfinishedPrefix(whose)
  for (const name of readdirSync(folder))
    if (name.startsWith(prefix) || (isOwn && OLD_UNFINISHED.test(name))) removeIfPossible(join(folder, name))
}

/** Look-ups under way are in no backup: their answers will not come again. Visits that are not over are, encrypted like the rest. */
export const dropLookUps = (path: string, fileKeyHex: string): void => {
  const { database } = connect(path, fileKeyHex, { journalMode: 'DELETE' })
  try {
    if (readPragma(database, 'user_version') >= 3) database.exec('DELETE FROM look_ups')
  } finally {
    database.close()
  }
}

/** The content of a copy that verifies, and the name of its journal. */
type Checked = { readonly rows: number; readonly end: End; readonly journal: string }

type FileProblem = { readonly why: JournalFailure; readonly detail: string }

/** Opens a copy and walks its whole chain. */
function* checkCopy(
  path: string,
  fileKeyHex: string,
  chains: Chains,
  end: End | null,
): Steps<Result<Checked, FileProblem>> {
  const { database } = connect(path, fileKeyHex, { readonly: true })
  try {
    // Another key shows here, as an error: that is no finding about the rows.
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    const walk = yield* walkChain(
      database,
      chains,
      end === null ? [] : [{ ...end, line: Infinity, from: 'the journal' }],
    )
    const index = walk.bad === null ? yield* indexProblem(database, walk.entries) : null
    const contradiction = walk.contradicted.length > 0 || (end !== null && walk.last < end.seq)
    if (walk.bad || index !== null || contradiction)
      return fail({
        why: 'damaged',
        detail: walk.bad?.problem ?? `the copy does not verify (${index ?? 'its end'})`,
      })
    const journal = readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''
    const mac =
      readValue(database, 'SELECT lower(hex(mac)) FROM entries ORDER BY seq DESC LIMIT 1', z.string()) ??
      chains.oldest.genesis(journal)
    return ok({ rows: walk.entries, end: { seq: walk.last, mac }, journal })
  } finally {
    database.close()
  }
}

/** Verifies a backup. It is opened with the key, so that it can be restored with it too. */
export const checkBackup = (
  path: string,
  dataKeys: readonly string[],
  chains: Chains,
): Result<Checked & { readonly dataKey: string }, FileProblem> => {
  let problem: FileProblem = { why: 'key-lost', detail: 'no key opens it' }
  for (const dataKey of [...dataKeys].reverse()) {
    try {
      const checked = atOnce(checkCopy(path, derive(dataKey, 'file'), chains, null))
      return checked.ok ? ok({ ...checked.value, dataKey }) : checked
    } catch (error) {
      problem = problemOf(error)
    }
  }
  return fail(problem)
}

/** Rows that are copied in a step: about ten milliseconds. */
const ROWS_PER_STEP = 500

/**
 * Copies what a journal holds into a new file of the same key: compact, its indexes built anew, with the visits that are not
 * over, and without what deleted rows have left in free pages.
 */
function* copyInto(
  from: Database.Database,
  path: string,
  fileKeyHex: string,
  { terminal, here, enclose }: Pick<BackupAbout, 'terminal' | 'here' | 'enclose'>,
): Steps<SealedRing | null> {
  const { database: to } = connect(path, fileKeyHex, { journalMode: 'DELETE' })
  try {
    // Nothing is lost with a copy that a power failure has left unfinished; the whole file is synced at its end.
    to.pragma('synchronous = OFF')
    to.exec('BEGIN')
    createForm(to)
    putIntoTable(to, 'meta', rowsOfTable(from, 'meta'))
    nameMaker(to, { terminal, here })
    putIntoTable(to, 'staff', rowsOfTable(from, 'staff'))
    putIntoTable(to, 'signing', rowsOfTable(from, 'signing'))
    putIntoTable(to, 'heads', rowsOfTable(from, 'heads'))
    putIntoTable(to, 'working', rowsOfTable(from, 'working'))
    const insert = to.prepare('INSERT INTO entries (seq, body, mac) VALUES (?, ?, ?)')
    let rows = 0
    for (const row of from.prepare('SELECT seq, body, mac FROM entries ORDER BY seq').raw().iterate()) {
      insert.run(row)
      rows += 1
      if (rows % ROWS_PER_STEP === 0) yield rows
    }
    const sealed = enclose(to)
    to.exec('COMMIT')
    return sealed
  } finally {
    to.close()
  }
}

/** A backup's folder: the home's own is made where it is not there, another never is. */
export type BackupFolder = { readonly path: string; readonly isOwn: boolean }

/**
 * Tells what is wrong with a folder. One that is not there means a drive that is not there; and so does one that lies
 * on the home's own drive by now and did not when the last backup was put there: it is the empty place that the drive
 * was mounted on.
 */
const folderProblem = (
  { path, isOwn }: BackupFolder,
  home: string,
  wasApart: boolean,
): BackupProblem | null => {
  if (isOwn) return null
  const status = statusOf(path)
  if (!status?.isDirectory())
    return { why: 'folder-missing', detail: `${path}: the folder is not there; is the drive connected?` }
  return wasApart && status.dev === statSync(home).dev
    ? { why: 'folder-missing', detail: `${path}: the drive that the last backup was put on is not there` }
    : null
}

/** Tells whether a folder is on another drive than the home. */
export const isApart = (folder: string, home: string): boolean => statSync(folder).dev !== statSync(home).dev

export type BackupAbout = Whose & {
  readonly at: string
  readonly dataKey: string
  /** Every data key that a backup in the folder may have been made with. */
  readonly dataKeys: readonly string[]
  readonly chains: Chains
  readonly end: End
  readonly home: string
  /** The last backup in this folder was on another drive than the home. */
  readonly wasApart: boolean
  /** Adds what a backup holds besides the journal. */
  readonly enclose: (copy: Database.Database) => SealedRing | null
  /** True when the oldest ones may go: not while the clock cannot be right. */
  readonly mayPrune: boolean
}

/**
 * Copies the journal while it is open and goes on being written, verifies the copy from its first row to the present
 * end, and only then gives it its name. This terminal's oldest backups beyond the newest fourteen go.
 * @param from a connection of its own: what it sees stays one moment
 */
export function* backUp(
  from: Database.Database,
  folder: BackupFolder,
  about: BackupAbout,
): Steps<Result<MadeBackup, BackupProblem>> {
  let unfinished: string | null = null
  try {
    const problem = folderProblem(folder, about.home, about.wasApart)
    if (problem !== null) return fail(problem)
    if (folder.isOwn) makeFolder(folder.path)
    clearUnfinished(folder.path, about, folder.isOwn)
    unfinished = join(folder.path, `${unfinishedPrefix(about)}${backupName(about.at)}.new`)
    touch(unfinished)
    const fileKey = derive(about.dataKey, 'file')
    from.exec('BEGIN')
    const sealed = yield* copyInto(from, unfinished, fileKey, about)
    if (sealed !== null) appendSealedRing(unfinished, sealed)
    const checked = yield* checkCopy(unfinished, fileKey, about.chains, about.end)
    if (!checked.ok) return checked
    const path = freePath(folder.path, about.at)
    putInPlace(unfinished, path)
    const found = backupsIn(folder.path, about.journal, about.dataKeys)
    if (about.mayPrune) pruneBackups(found, about, path)
    return ok({ path, rows: checked.value.rows, others: found.others })
  } catch (error) {
    return fail(problemOf(error))
  } finally {
    if (from.inTransaction) from.exec('ROLLBACK')
    if (unfinished !== null) removeDatabase(unfinished)
  }
}
