import type Database from 'better-sqlite3'
import { z } from 'zod'
import { readPragma, readValue } from './database.ts'
import { makeTablesOfForm2, makeTablesOfForm3 } from './schema.ts'

/** Brings the tables from the form of its place in the list (the first one: from form 1) to the next. */
export type Migration = (database: Database.Database) => void

/** From form 1 on. A form that has been released is never changed; a new one is a new step here. */
export const MIGRATIONS: readonly Migration[] = [makeTablesOfForm2, makeTablesOfForm3]

/** Stands in the database from a migration until its row does: a kill between the two leaves it for the next opening. */
const MIGRATED_FROM = 'migrated-from'

/** The form that was left by a migration which is not on record yet; null where there is none. */
export const migratedFrom = (database: Database.Database): number | null => {
  const from = readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), MIGRATED_FROM)
  return from === null ? null : Number(from)
}

/** The migration is on record. */
export const forgetMigration = (database: Database.Database): void => {
  database.prepare('DELETE FROM meta WHERE name = ?').run(MIGRATED_FROM)
}

/**
 * Brings the tables to the newest form, all steps or none.
 * @returns the form before
 * @throws what SQLite throws; the database is then as it was
 */
export const migrate = (database: Database.Database, steps: readonly Migration[]): number => {
  const from = readPragma(database, 'user_version')
  database.exec('BEGIN EXCLUSIVE')
  try {
    for (const step of steps.slice(from - 1)) step(database)
    database
      .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
      .run(MIGRATED_FROM, String(from))
    database.pragma(`user_version = ${steps.length + 1}`)
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
  return from
}
