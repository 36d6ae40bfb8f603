/** Brings two accounts of one journal together: rows that are there already, and rows that come from outside. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Connection } from './database.ts'
import { purgedThrough } from './purge.ts'

/** A row as it was kept. `mac` in hex. */
export type KeptRow = { readonly seq: number; readonly body: string; readonly mac: string }

const rowSchema = z.tuple([z.number().int(), z.string(), z.string()])

/**
 * Merges row by row into an empty table.
 * @param base a verified journal; null where every row comes from outside
 */
export const mergeRows = (connection: Connection, base: Database.Database | null) => {
  const { database: to } = connection
  const insert = to.prepare(`INSERT INTO entries (seq, body, mac) VALUES (?, ?, ?)`)
  const put = ({ seq, body, mac }: KeptRow): void => {
    insert.run(seq, body, Buffer.from(mac, 'hex'))
  }
  const own: Iterator<unknown> =
    base !== null
      ? base.prepare('SELECT seq, body, lower(hex(mac)) FROM entries ORDER BY seq').raw().iterate()
      : [][Symbol.iterator]()
  const take = (): KeptRow | null => {
    const next = own.next()
    if (next.done === true) return null
    const [seq, body, mac] = rowSchema.parse(next.value)
    return { seq, body, mac }
  }
  let ours = take()
  let hasSeen = false
  let rows = 0
  let other: { from: number; to: number } | null = null
  const setApart = (row: KeptRow): void => {
    other = { from: other?.from ?? row.seq, to: row.seq }
  }
  return {
    add: (row: KeptRow): void => {
      for (; ours !== null && ours.seq < row.seq; ours = take()) {
        // Before the first row from outside lies what the center's retention has removed.
        if (hasSeen || other !== null) setApart(ours)
        else put(ours)
      }
      hasSeen = true
      const isSame = ours?.seq === row.seq && ours.mac === row.mac && ours.body === row.body && other === null
      if (ours?.seq === row.seq) {
        if (!isSame) setApart(ours)
        ours = take()
      }
      if (!isSame) rows += 1
      put(row)
    },
    end: () => {
      for (; ours !== null; ours = take()) {
        if (other !== null) setApart(ours)
        else put(ours)
      }
      // The retention has removed here what the center may still hold.
      const purged = purgedThrough(to)
      connection.allowPurgeThrough(purged)
      const late = to.prepare('DELETE FROM entries WHERE seq <= ?').run(purged).changes
      connection.allowPurgeThrough(0)
      return { rows: Math.max(0, rows - late), other }
    },
    stop: () => own.return?.(),
  }
}
