/** Remembers a backup folder that is on another drive than the home: found on the home's own drive, it is not that folder. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type BackupFolder, isApart } from './backup.ts'
import { readValue } from './database.ts'

const NAME = 'backup-folder-apart'

/** The folder where the last backup was made on another drive; null where it was made on the home's. */
export const apartFolder = (database: Database.Database): string | null =>
  readValue(database, `SELECT value FROM meta WHERE name = '${NAME}'`, z.string())

/** Remembers where a backup was made. The home's own folder says nothing of another. */
export const keepApartFolder = (
  database: Database.Database,
  home: string,
  { path, isOwn }: BackupFolder,
): void => {
  if (isOwn) return
  if (isApart(path, home))
    database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(NAME, path)
  else database.prepare('DELETE FROM meta WHERE name = ?').run(NAME)
}
