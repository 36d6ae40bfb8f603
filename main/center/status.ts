/** Tells what the center holds of each terminal. */
import { z } from 'zod'
import type { Session } from './session.ts'

const number = z.coerce.number().int()
const statusSchema = z
  .tuple([
    z.string(),
    z.string(),
    number,
    z.string().nullable(),
    number.nullable(),
    number.nullable(),
    z.string().nullable(),
    z.string().nullable(),
    z.string().nullable(),
    z.string().nullable(),
  ])
  .transform(([terminal, name, entries, lastAt, behindSeconds, seq, digest, at, key, signature]) => ({
    terminal,
    name,
    entries,
    lastAt,
    head: seq === null ? null : { seq, digest, at, key, signature },
    behindSeconds,
  }))

/**
 * A terminal as the center has it.
 * - `entries`: rows that are held now. `lastAt`: when the last of them was written, by the terminal's clock.
 * - `head`: the newest that it has signed. `behindSeconds`: since it last said that nothing is left to send; null: never.
 */
export type TerminalStatus = z.infer<typeof statusSchema>

const AT = `substring(last.body from '"at":"([^"]{10,40})"')`

/** Every enrolled terminal, by site and name. */
export const statusOf = async ({ ask }: Session): Promise<TerminalStatus[]> =>
  z.array(statusSchema).parse(
    await ask(`
      SELECT t.id::text, t.name, held.rows::text, ${AT},
        greatest(0, floor(extract(epoch FROM now() - p.up_to_date_at)))::text,
        h.seq::text, encode(h.digest, 'hex'), h.at, h.key, h.signature
      FROM uketsuke.terminal t
      JOIN uketsuke.place p ON p.terminal = t.id
      CROSS JOIN LATERAL (SELECT count(*) AS rows FROM uketsuke.row r WHERE r.terminal = t.id) held
      LEFT JOIN LATERAL (
        SELECT r.body FROM uketsuke.row r WHERE r.terminal = t.id ORDER BY r.seq DESC LIMIT 1
      ) last ON true
      LEFT JOIN LATERAL (
        SELECT * FROM uketsuke.head h WHERE h.terminal = t.id AND h.kind = 'batch' ORDER BY h.seq DESC LIMIT 1
      ) h ON true
      WHERE t.enrolled_at IS NOT NULL
      ORDER BY t.site, t.name, t.id`),
  )
