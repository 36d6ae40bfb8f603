/** Keeps the look-ups at the official bridge in the encrypted file, beside the chain: they are no rows of it. */
import { z } from 'zod'
import type { LookUpStore } from '../../contract/look-ups.ts'
import { authenticator, derive } from './mac.ts'
import type { Writer } from './writer.ts'

const rowsSchema = z.array(z.strictObject({ name: z.string(), day: z.string(), json: z.string() }))

/** @param terminal the journal's own name and the machine's, so that a restored copy elsewhere is another terminal */
export const createLookUpStore = (writer: Writer, dataKey: string, terminal: string): LookUpStore => {
  const authenticate = authenticator(derive(dataKey, 'look-up'))
  return {
    all: () =>
      rowsSchema.parse(
        writer.connection().database.prepare('SELECT name, day, json FROM look_ups ORDER BY name').all(),
      ),
    keep: ({ name, day, json }) =>
      writer.change(({ database }) => {
        database
          .prepare(
            'INSERT INTO look_ups (name, day, json) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json',
          )
          .run(name, day, json)
      }),
    dropBefore: (day) =>
      writer.change(({ database }) => {
        database.prepare('DELETE FROM look_ups WHERE day < ?').run(day)
      }),
    digest: authenticate,
    terminal,
  }
}
