/** Brings two accounts of one journal together: rows that are there already, and rows that come from outside. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Chains } from './chain.ts'
import type { Connection } from './database.ts'
import { purgedThrough } from './purge.ts'

/** A row as it was kept. `mac` in hex. */
export type KeptRow = { readonly seq: number; readonly body: string; readonly mac: string }

/** Numbers from–to. */
export type Span = { readonly from: number; readonly to: number }

const rowSchema = z.tuple([z.number().int(), z.string(), z.string()])

const asKept = (stored: unknown): KeptRow => {
  const [seq, body, mac] = rowSchema.parse(stored)
  return { seq, body, mac }
}

const COLUMNS = 'SELECT seq, body, lower(hex(mac)) FROM entries'

/** A verified journal's own rows in order, the next one at hand. */
const ownRows = (base: Database.Database | null) => {
  const rows: Iterator<unknown> =
    base !== null ? base.prepare(`${COLUMNS} ORDER BY seq`).raw().iterate() : [][Symbol.iterator]()
  const take = (): KeptRow | null => {
    const next = rows.next()
    return next.done === true ? null : asKept(next.value)
  }
  let next = take()
  return {
    next: () => next,
    skip: () => {
      next = take()
    },
    /** Rows that were passed already, once more. */
    again: ({ from, to }: Span): IterableIterator<unknown> =>
      base !== null
        ? base.prepare(`${COLUMNS} WHERE seq BETWEEN ? AND ? ORDER BY seq`).raw().iterate(from, to)
        : [][Symbol.iterator](),
    stop: () => rows.return?.(),
  }
}

/**
 * Merges row by row into an empty table. Own rows stay as long as the codes lead from one to the next: a row says by its own
 * code which one it was written behind. Where rows from outside fill a hole that was on record here, what was written behind the
 * hole leads nowhere any more: it is set apart, like rows under numbers of others.
 * @param base a verified journal; null where every row comes from outside
 */
export const mergeRows = (connection: Connection, base: Database.Database | null, chains: Chains) => {
  const { database: to } = connection
  const insert = to.prepare(`INSERT INTO entries (seq, body, mac) VALUES (?, ?, ?)`)
  const own = ownRows(base)
  const begins = base === null ? 0 : purgedThrough(base)
  let last: { readonly seq: number; readonly mac: string } | null = null
  let agreed = 0
  let hasSeen = false
  /** The numbers of the rows from outside. */
  const outside: number[] = []
  let other: Span | null = null
  const put = ({ seq, body, mac }: KeptRow): void => {
    insert.run(seq, body, Buffer.from(mac, 'hex'))
    last = { seq, mac }
  }
  const keep = (row: KeptRow): void => {
    put(row)
    agreed = row.seq
  }
  const setApart = ({ from, to: through }: Span): void => {
    other = { from: other?.from ?? from, to: through }
  }
  const isBehind = ({ seq, body, mac }: KeptRow, before: string): boolean =>
    chains.all.some((chain) => chain.row(seq, before, body) === mac)

  /** Own rows where there is none from outside: the row behind them tells whether they are of the same journal. */
  const passOwn = (row: KeptRow): void => {
    const first = own.next()
    let passed: KeptRow | null = null
    for (let ours = first; ours !== null && ours.seq < row.seq; ours = own.next()) {
      passed = ours
      own.skip()
    }
    if (first === null || passed === null) return
    const span = { from: first.seq, to: passed.seq }
    // Before the first row from outside lies what the center's retention has removed.
    if (other === null && (!hasSeen || isBehind(row, passed.mac)))
      for (const stored of own.again(span)) keep(asKept(stored))
    else setApart(span)
  }

  const fitsBehind = (ours: KeptRow): boolean =>
    last === null || last.seq <= begins || last.seq === agreed || isBehind(ours, last.mac)

  return {
    add: (row: KeptRow): void => {
      passOwn(row)
      hasSeen = true
      const ours = own.next()
      if (ours?.seq === row.seq) {
        own.skip()
        if (other === null && ours.mac === row.mac && ours.body === row.body) {
          keep(ours)
          return
        }
        setApart({ from: ours.seq, to: ours.seq })
      }
      outside.push(row.seq)
      put(row)
    },
    /**
     * `rows`: how many came from outside. `other`: own rows that are set apart. `agreedThrough`: the last own row that
     * stayed.
     */
    end: (): { readonly rows: number; readonly other: Span | null; readonly agreedThrough: number } => {
      for (let ours = own.next(); ours !== null; ours = own.next()) {
        if (other === null && fitsBehind(ours)) keep(ours)
        else setApart({ from: ours.seq, to: ours.seq })
        own.skip()
      }
      // The retention has removed here what the center may still hold.
      const purged = purgedThrough(to)
      connection.allowPurgeThrough(purged)
      to.prepare('DELETE FROM entries WHERE seq <= ?').run(purged)
      connection.allowPurgeThrough(0)
      return { rows: outside.filter((seq) => seq > purged).length, other, agreedThrough: agreed }
    },
    stop: own.stop,
  }
}
