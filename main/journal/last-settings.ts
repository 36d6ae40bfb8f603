/**
 * Remembers the settings that the terminal ran with, in the encrypted file beside the rows: who edits the files of the home
 * cannot edit what they are compared with.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { readValue } from './database.ts'

export const LAST_SETTINGS = 'last-settings'
const COMING = 'settings-coming'
const RESTORED = 'settings-restored'

/**
 * The settings that were in force last: null where none were remembered yet. `coming`: those that a person was changing them to, where
 * that was cut off. `isRestored`: the journal was restored since, and the settings may have come from elsewhere, or be later ones
 * than it knows.
 */
export type LastSettings = {
  readonly text: string | null
  readonly coming: string | null
  readonly isRestored: boolean
}

export const lastSettings = (database: Database.Database): LastSettings => {
  const value = (name: string): string | null =>
    readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), name)
  return { text: value(LAST_SETTINGS), coming: value(COMING), isRestored: value(RESTORED) !== null }
}

/** Notes that the journal was restored: whatever differs at the next start was not edited by hand. */
export const noteRestored = (database: Database.Database): void => {
  database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(RESTORED, 'yes')
}

/** Notes the settings that are about to be written: a change that is cut off behind their file was not made by hand. */
export const noteComing = (database: Database.Database, text: string): void => {
  database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(COMING, text)
}

/** Remembers the settings in force, once the rows about what differs are written. */
export const keepLastSettings = (database: Database.Database, text: string): void => {
  const statement = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
  database.transaction(() => {
    statement.run(LAST_SETTINGS, text)
    database.prepare('DELETE FROM meta WHERE name IN (?, ?)').run(RESTORED, COMING)
  })()
}
