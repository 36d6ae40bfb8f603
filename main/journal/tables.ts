/** Takes the small tables of a journal's database out as values, and puts them into another one of the same form. */
import type Database from 'better-sqlite3'
import { z } from 'zod'

/** A row of a table by its columns. */
export const tableRowSchema = z.record(
  z.string().regex(/^[a-z_]{1,30}$/),
  z.union([z.string(), z.number(), z.null()]),
)
export type TableRow = z.infer<typeof tableRowSchema>

type Table = 'meta' | 'staff' | 'signing' | 'heads' | 'working'

export const rowsOfTable = (database: Database.Database, table: Table): TableRow[] =>
  z.array(tableRowSchema).parse(database.prepare(`SELECT * FROM ${table}`).all())

/** Puts rows in; one that has the same key goes. */
export const putIntoTable = (database: Database.Database, table: Table, rows: readonly TableRow[]): void => {
  for (const row of rows) {
    const columns = Object.keys(row)
    database
      .prepare(
        `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row))
  }
}
