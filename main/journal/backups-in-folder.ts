/** Knows backups by what the file itself says, never by its name: whose they are, and how far they reach. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { exists, sizeOf } from '../files/folder.ts'
import { connect, readValue } from './database.ts'
import { COMPANIONS } from './home.ts'
import { derive } from './mac.ts'
import { isSamePlace, type Standing } from './places.ts'

/** How many backups of a terminal are kept in a folder. */
export const BACKUPS_KEPT = 14

/** A journal on a terminal: what a backup is of. */
type Of = { readonly journal: string; readonly terminal: string }

/** A copy of a journal that makes backups, with where it stands. */
export type Whose = Of & Standing

/** A backup that our keys open. `journal` is its name, `terminal` the one that wrote its last row. */
export type KnownBackup = Of & {
  readonly path: string
  readonly firstSeq: number
  readonly throughSeq: number
  /** The place of the copy that made it; null in one of an earlier version. */
  readonly madeAt: string | null
  /** The instant of its last row. */
  readonly at: string
}

export type BackupsInFolder = {
  /** Backups of this journal, from whatever terminal, the one that reaches furthest last. */
  readonly ours: readonly KnownBackup[]
  /** How many files look like backups and are another journal's, or cannot be opened with our keys. */
  readonly others: number
}

const lastSchema = z.tuple([z.number().int(), z.string(), z.string()])

/** The rows of table `meta` that name who made a backup; those of form 1 say it in their last row alone. */
const TERMINAL = 'terminal'
const MADE_AT = 'made-at'

/** Writes into a backup which terminal has made it, and where. */
export const nameMaker = (
  database: Database.Database,
  { terminal, here }: Pick<Whose, 'terminal' | 'here'>,
): void => {
  const put = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
  put.run(TERMINAL, terminal)
  put.run(MADE_AT, here)
}

const readMeta = (database: Database.Database, name: string): string | null =>
  readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), name)

const readBackup = (database: Database.Database, path: string): KnownBackup | null => {
  const journal = readMeta(database, 'journal')
  if (journal === null) return null
  const firstSeq = readValue(database, 'SELECT min(seq) FROM entries', z.number().int().nullable()) ?? 0
  const last = database
    .prepare(`SELECT seq, body ->> '$.at', body ->> '$.terminal' FROM entries ORDER BY seq DESC LIMIT 1`)
    .raw()
    .get()
  const [throughSeq, at, writer] = last === undefined ? [0, '', ''] : lastSchema.parse(last)
  const terminal = readMeta(database, TERMINAL) ?? writer
  return { path, journal, terminal, madeAt: readMeta(database, MADE_AT), firstSeq, throughSeq, at }
}

/** Reads a file's account of itself; null if none of the keys opens it. */
const identify = (path: string, dataKeys: readonly string[]): KnownBackup | null => {
  if (sizeOf(path) === 0) return null
  for (const dataKey of [...dataKeys].reverse()) {
    let database: Database.Database | null = null
    try {
      ;({ database } = connect(path, derive(dataKey, 'file'), { readonly: true }))
      const found = readBackup(database, path)
      if (found !== null) return found
    } catch {
      // Another key's, or no journal at all: the next key is tried, and what none opens is nobody's to remove.
    } finally {
      database?.close()
    }
  }
  return null
}

/** A name that one of our backups may have: what has another is no business of ours. */
const LIKELY = /^(?:journal|before-form)-.*\.db$/

/** Looks at every backup in a folder. */
export const backupsIn = (folder: string, journal: string, dataKeys: readonly string[]): BackupsInFolder => {
  const files = exists(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter(
        (file) => file.isFile() && file.name.endsWith('.db'),
      )
    : []
  const ours: KnownBackup[] = []
  let others = 0
  for (const { name } of files) {
    const known = identify(join(folder, name), dataKeys)
    if (known?.journal === journal) ours.push(known)
    else if (known !== null || LIKELY.test(name)) others += 1
  }
  ours.sort(
    (one, other) =>
      one.throughSeq - other.throughSeq ||
      one.at.localeCompare(other.at) ||
      one.path.localeCompare(other.path),
  )
  return { ours, others }
}

/** Removes a database and what SQLite keeps beside it. */
export const removeDatabase = (path: string): void => {
  for (const companion of COMPANIONS) rmSync(`${path}${companion}`, { force: true })
}

/** Tells whether a copy of a journal has made a backup, or has taken the place of the one that has. */
const isOwn = ({ terminal, madeAt }: KnownBackup, whose: Whose): boolean => {
  if (madeAt === null) return !whose.isElsewhere && terminal === whose.terminal
  return isSamePlace(madeAt, whose.here)
    ? terminal === whose.terminal
    : whose.before.some((place) => isSamePlace(madeAt, place))
}

/** Removes this terminal's oldest backups beyond {@link BACKUPS_KEPT}: never the one that was just made. */
export const pruneBackups = (found: BackupsInFolder, whose: Whose, made: string): void => {
  const kept = found.ours.filter((backup) => isOwn(backup, whose) && backup.path !== made)
  for (const { path } of kept.slice(0, Math.max(0, kept.length + 1 - BACKUPS_KEPT))) removeDatabase(path)
}

/**
 * Removes the backups of this journal that still hold rows that the retention has removed. A copy that is not at home leaves
 * those of the terminal, which decides on its own retention.
 */
export const removePurged = (found: BackupsInFolder, whose: Whose, throughSeq: number): void => {
  for (const backup of found.ours)
    if (backup.firstSeq <= throughSeq && (!whose.isElsewhere || isOwn(backup, whose)))
      removeDatabase(backup.path)
}
