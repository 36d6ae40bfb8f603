/** Somebody with the data key and a SQLite of their own, but without the chain key. */
import Database from 'better-sqlite3'
import { z } from 'zod'
import { journalHome } from '../../../main/journal/home.ts'
import type { KeyRing } from '../../../main/journal/keys.ts'
import { newest } from '../../../main/journal/keys.ts'
import { derive } from '../../../main/journal/mac.ts'

/** Opens the database and takes the triggers out of the way while `act` runs; they are put back as they were. */
export const withDatabase = (
  folder: string,
  keys: KeyRing,
  act: (database: Database.Database) => void,
): void => {
  const database = new Database(journalHome(folder).database)
  try {
    database.pragma(`cipher = 'aegis'`)
    database.pragma(`key = "raw:${derive(newest(keys.data), 'file')}"`)
    const triggers = z
      .array(z.strictObject({ name: z.string(), sql: z.string() }))
      .parse(database.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all())
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
    act(database)
    for (const { sql } of triggers) database.exec(sql)
  } finally {
    database.close()
  }
}
