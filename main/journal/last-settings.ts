/**
 * Remembers the settings that the terminal ran with, in the encrypted file beside the rows: who edits the files of the home
 * cannot edit what they are compared with.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { readValue } from './database.ts'

const NAME = 'last-settings'

/** The text of the settings that were in force last; null where none were remembered yet. */
export const lastSettings = (database: Database.Database): string | null =>
  readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), NAME)

/** Remembers the settings in force, once the rows about what differs are written. */
export const keepLastSettings = (database: Database.Database, text: string): void => {
  database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(NAME, text)
}
