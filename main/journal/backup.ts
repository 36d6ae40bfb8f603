import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { JournalFailure } from '../contract/journal.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Chains } from './chain.ts'
import { type Connection, connect, readValue } from './database.ts'
import { problemOf } from './failure.ts'
import { COMPANIONS, exists, makeFolder, syncFolder, touch } from './home.ts'
import { derive } from './mac.ts'
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

const syncFile = (path: string): void => {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const removeDatabase = (path: string): void => {
  for (const companion of COMPANIONS)
    if (exists(`${path}${companion}`)) rmSync(`${path}${companion}`, { force: true })
}

/** The check-in in progress is in no backup. */
export const emptyWorking = (path: string, fileKeyHex: string): void => {
  const { database } = connect(path, fileKeyHex, { journalMode: 'DELETE' })
  try {
    database.exec('DELETE FROM working')
  } finally {
    database.close()
  }
}

/** Opens a copy and walks its whole chain. */
const checkCopy = (
  path: string,
  fileKeyHex: string,
  chains: Chains,
  end: End | null,
): Result<{ rows: number; end: End }, BackupProblem> => {
  const { database } = connect(path, fileKeyHex, { readonly: true })
  try {
    const walk = walkChain(
      database,
      chains,
      end === null ? [] : [{ ...end, line: Infinity, from: 'the journal' }],
      () => {},
    )
    const answer = database.pragma('quick_check(1)', { simple: true })
    const contradiction = walk.contradicted.length > 0 || (end !== null && walk.last < end.seq)
    if (walk.bad || answer !== 'ok' || contradiction)
      return fail({
        why: 'damaged',
        detail: walk.bad?.problem ?? `the copy does not verify (${String(answer)})`,
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
      const checked = checkCopy(path, derive(dataKey, 'file'), chains, null)
      return checked.ok ? ok({ ...checked.value, dataKey }) : checked
    } catch (error) {
      problem = problemOf(error)
    }
  }
  return fail(problem)
}

/**
 * Copies the journal while it is open (`VACUUM INTO`, encrypted with the same key), verifies the copy from its first row to
 * the present end, and only then gives it its name. The oldest backups beyond {@link BACKUPS_KEPT} go.
 * @returns the path of the backup
 */
export const backUp = (
  connection: Connection,
  folder: string,
  about: { readonly at: string; readonly dataKey: string; readonly chains: Chains; readonly end: End },
): Result<{ readonly path: string; readonly rows: number }, BackupProblem> => {
  const path = join(folder, backupName(about.at))
  const unfinished = `${path}.new`
  try {
    makeFolder(folder)
    removeDatabase(unfinished)
    touch(unfinished)
    connection.database.prepare('VACUUM INTO ?').run(unfinished)
    chmodSync(unfinished, 0o600)
    emptyWorking(unfinished, derive(about.dataKey, 'file'))
    const checked = checkCopy(unfinished, derive(about.dataKey, 'file'), about.chains, about.end)
    if (!checked.ok) {
      removeDatabase(unfinished)
      return checked
    }
    syncFile(unfinished)
    renameSync(unfinished, path)
    syncFolder(folder)
    for (const old of backupsIn(folder).slice(0, -BACKUPS_KEPT)) removeDatabase(old)
    return ok({ path, rows: checked.value.rows })
  } catch (error) {
    removeDatabase(unfinished)
    return fail(problemOf(error))
  }
}

/** Removes every backup but one: those from before a purge still hold what was purged. */
export const keepOnly = (folder: string, path: string): void => {
  for (const old of backupsIn(folder)) if (basename(old) !== basename(path)) removeDatabase(old)
}
