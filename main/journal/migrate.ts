import type Database from 'better-sqlite3'
import { readPragma } from './database.ts'
import { makeTablesOfForm2, makeTablesOfForm3 } from './schema.ts'

/** Brings the tables from the form of its place in the list (the first one: from form 1) to the next. */
export type Migration = (database: Database.Database) => void

/** From form 1 on. A form that has been released is never changed; a new one is a new step here. */
export const MIGRATIONS: readonly Migration[] = [makeTablesOfForm2, makeTablesOfForm3]

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
    database.pragma(`user_version = ${steps.length + 1}`)
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
  return from
}
