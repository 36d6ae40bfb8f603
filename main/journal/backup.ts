import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { JournalFailure, Steps } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { exists, makeFolder } from '../files/folder.ts'
import { putInPlace, unfinishedName } from '../files/whole-file.ts'
import type { Chains } from './chain.ts'
import { connect, readPragma, readValue } from './database.ts'
import { appendSealedRing } from './enclosed.ts'
import { problemOf } from './failure.ts'
import { COMPANIONS, touch } from './home.ts'
import { derive } from './mac.ts'
import type { SealedRing } from './recovery.ts'
import { createForm, indexProblem } from './schema.ts'
import { atOnce } from './steps.ts'
import { walkChain } from './walk.ts'
import type { End } from './writer.ts'

export type BackupProblem = { readonly why: JournalFailure; readonly detail: string }

/** How many backups are kept in a folder. */
export const BACKUPS_KEPT = 14

const NAME = /^journal-\d{17}\.db$/

/** `2026-11-22T09:00:00.000+09:00` gives `journal-20261122090000000.db`: names sort by time. */
export const backupName = (at: string): string => `journal-${at.replaceAll(/\D/g, '').slice(0, 17)}.db`

/** The backups in a folder, oldest first. */
export const backupsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
        .map((name) => join(folder, name))
    : []

const removeDatabase = (path: string): void => {
  for (const companion of COMPANIONS)
    if (exists(`${path}${companion}`)) rmSync(`${path}${companion}`, { force: true })
}

/** The check-in in progress, and look-ups under way, are in no backup. */
export const emptyWorking = (path: string, fileKeyHex: string): void => {
  const { database } = connect(path, fileKeyHex, { journalMode: 'DELETE' })
  try {
    database.exec('DELETE FROM working')
    if (readPragma(database, 'user_version') >= 3) database.exec('DELETE FROM look_ups')
  } finally {
    database.close()
  }
}

/** Opens a copy and walks its whole chain. */
function* checkCopy(
  path: string,
  fileKeyHex: string,
  chains: Chains,
  end: End | null,
): Steps<Result<{ rows: number; end: End }, BackupProblem>> {
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
    const mac =
      readValue(database, 'SELECT lower(hex(mac)) FROM entries ORDER BY seq DESC LIMIT 1', z.string()) ??
      chains.oldest.genesis(
        readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? '',
      )
    return ok({ rows: walk.entries, end: { seq: walk.last, mac } })
  } finally {
    database.close()
  }
}

/** Verifies a backup. It is opened with the key, so that it can be restored with it too. */
export const checkBackup = (
  path: string,
  dataKeys: readonly string[],
  chains: Chains,
): Result<{ rows: number; end: End; dataKey: string }, BackupProblem> => {
  let problem: BackupProblem = { why: 'key-lost', detail: 'no key opens it' }
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

const copyTable = (
  from: Database.Database,
  to: Database.Database,
  table: 'meta' | 'staff' | 'signing' | 'heads',
): void => {
  for (const row of z
    .array(z.record(z.string(), z.unknown()))
    .parse(from.prepare(`SELECT * FROM ${table}`).all()))
    to.prepare(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
    ).run(...Object.values(row))
}

/**
 * Copies what a journal holds into a new file of the same key: compact, its indexes built anew, without the check-in in
 * progress, and without what deleted rows have left in free pages.
 */
function* copyInto(
  from: Database.Database,
  path: string,
  fileKeyHex: string,
  enclose: (copy: Database.Database) => SealedRing | null,
): Steps<SealedRing | null> {
  const { database: to } = connect(path, fileKeyHex, { journalMode: 'DELETE' })
  try {
    // Nothing is lost with a copy that a power failure has left unfinished; the whole file is synced at its end.
    to.pragma('synchronous = OFF')
    to.exec('BEGIN')
    createForm(to)
    copyTable(from, to, 'meta')
    copyTable(from, to, 'staff')
    copyTable(from, to, 'signing')
    copyTable(from, to, 'heads')
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

/**
 * Copies the journal while it is open and goes on being written, verifies the copy from its first row to the present
 * end, and only then gives it its name. The oldest backups beyond {@link BACKUPS_KEPT} go.
 * @param from a connection of its own: what it sees stays one moment
 * @returns the path of the backup
 */
export function* backUp(
  from: Database.Database,
  folder: string,
  about: {
    readonly at: string
    readonly dataKey: string
    readonly chains: Chains
    readonly end: End
    /** Adds what a backup holds besides the journal. */
    readonly enclose: (copy: Database.Database) => SealedRing | null
  },
): Steps<Result<{ readonly path: string; readonly rows: number }, BackupProblem>> {
  const path = join(folder, backupName(about.at))
  const unfinished = unfinishedName(path)
  const fileKey = derive(about.dataKey, 'file')
  try {
    makeFolder(folder)
    removeDatabase(unfinished)
    touch(unfinished)
    from.exec('BEGIN')
    const sealed = yield* copyInto(from, unfinished, fileKey, about.enclose)
    if (sealed !== null) appendSealedRing(unfinished, sealed)
    const checked = yield* checkCopy(unfinished, fileKey, about.chains, about.end)
    if (!checked.ok) return checked
    putInPlace(unfinished, path)
    for (const old of backupsIn(folder).slice(0, -BACKUPS_KEPT)) removeDatabase(old)
    return ok({ path, rows: checked.value.rows })
  } catch (error) {
    return fail(problemOf(error))
  } finally {
    if (from.inTransaction) from.exec('ROLLBACK')
    removeDatabase(unfinished)
  }
}

/** Removes every backup but one: those from before a purge still hold what was purged. */
export const keepOnly = (folder: string, path: string): void => {
  for (const old of backupsIn(folder)) if (basename(old) !== basename(path)) removeDatabase(old)
}
