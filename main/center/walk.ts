/**
 * Walks what the center holds of a terminal, a page of rows at a time: the rows are those that its heads were signed over, each
 * head going on where the one before ended.
 */
import { z } from 'zod'
import { firstDigest, nextDigest } from '../journal/index.ts'
import { type CenterHead, centerHeadHolds, NO_ROWS, nextRows, sealOf } from './center-head.ts'
import type { Ask } from './session.ts'

const PAGE = 1_000

const number = z.coerce.number().int()

/** A terminal whose rows are walked. `keys`: the public keys that are believed. `held`: the last row that was ever here. */
export type Terminal = {
  readonly id: string
  readonly journal: string | null
  readonly keys: readonly string[]
  readonly held: number
}

const headsSchema = z.array(
  z.tuple([
    z.string(),
    z.enum(['batch', 'claim']),
    z.string(),
    number,
    number,
    z.string(),
    number,
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
  ]),
)
/** `month`: of its arrival, as the partitions are named. */
type Head = CenterHead & { readonly month: string }

const rowsSchema = z.array(z.tuple([number, z.string(), z.string(), z.string().nullable(), z.string()]))
export type Row = {
  readonly seq: number
  readonly body: string
  readonly mac: string
  readonly seal: string | null
}

/** Takes things page by page from a list that is asked for by where the page before ended. */
async function* paged<Item>(page: (after: Item | null) => Promise<readonly Item[]>): AsyncGenerator<Item> {
  let after: Item | null = null
  for (;;) {
    const items: readonly Item[] = await page(after)
    if (items.length === 0) return
    yield* items
    after = items.at(-1) ?? null
  }
}

export const headsOf = (ask: Ask, terminal: string, kind: Head['kind']): AsyncGenerator<Head> =>
  paged<Head>(async (after) => {
    const stored = headsSchema.parse(
      await ask(
        `SELECT terminal::text, kind, journal, prev::text, after::text, encode(before, 'hex'), seq::text, encode(digest, 'hex'),
           encode(rows, 'hex'), at, key, signature, to_char(received_at AT TIME ZONE 'Asia/Tokyo', 'YYYY_MM')
         FROM uketsuke.head h WHERE terminal = $1::text::uuid AND kind = $2
           AND (h.seq, h.digest) > ($3::text::bigint, decode($4, 'hex'))
         ORDER BY h.seq, h.digest LIMIT ${PAGE}`,
        [terminal, kind, String(after?.seq ?? -1), after?.digest ?? ''],
      ),
    )
    return stored.map(
      ([id, what, journal, prev, from, before, seq, digest, rows, at, key, signature, month]) => ({
        terminal: id,
        kind: what,
        journal,
        prev,
        after: from,
        before,
        seq,
        digest,
        rows,
        at,
        key,
        signature,
        month,
      }),
    )
  })

const rowsOf = (ask: Ask, terminal: string): AsyncGenerator<Row & { readonly at: string }> =>
  paged(async (after) => {
    const stored = rowsSchema.parse(
      await ask(
        `SELECT seq::text, body, encode(mac, 'hex'), encode(seal, 'hex'), received_at::text FROM uketsuke.row r
         WHERE terminal = $1::text::uuid AND (r.seq, r.received_at) > ($2::text::bigint, $3::text::timestamptz)
         ORDER BY r.seq, r.received_at LIMIT ${PAGE}`,
        [terminal, String(after?.seq ?? -1), after?.at ?? '-infinity'],
      ),
    )
    return stored.map(([seq, body, mac, seal, at]) => ({ seq, body, mac, seal, at }))
  })

/** The months of arrival whose rows are held, as the partitions are named: `2026_11`. */
export const monthsHeld = async (ask: Ask): Promise<ReadonlySet<string>> => {
  const parts = z.array(z.tuple([z.string()])).parse(
    await ask(
      `SELECT substring(c.relname::text FROM 5) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'uketsuke.row'::regclass`,
    ),
  )
  return new Set(parts.map(([month]) => month))
}

export const span = (from: number, to: number): string =>
  from >= to ? `row ${from}` : `rows ${from} to ${to}`

/** A finding that ends the verification of a terminal. */
export class Bad extends Error {
  readonly row: number | null
  constructor(row: number | null, problem: string) {
    super(problem)
    this.row = row
  }
}

/** Looks whether a head is the terminal's, and goes on where the one before ended. */
const checkHead = (head: Head, terminal: Terminal, before: { seq: number; digest: string | null }): void => {
  const first = before.seq + 1
  if (!terminal.keys.includes(head.key) || !centerHeadHolds(head, head.key))
    throw new Bad(first, `the head of row ${head.seq} is not signed with a key that is believed`)
  if (terminal.journal !== null && head.journal !== terminal.journal)
    throw new Bad(first, `the head of row ${head.seq} is of another journal`)
  if (head.prev > before.seq)
    throw new Bad(first, `${span(first, head.prev)} missing, with the heads that were signed over them`)
  if (head.prev < before.seq || head.after < head.prev || head.seq <= head.after)
    throw new Bad(first, `the head of row ${head.seq} does not go on where the one before ended`)
  const digest =
    head.after === 0 ? firstDigest(head.journal, 0) : head.after === before.seq ? before.digest : null
  if (digest !== null && head.before !== digest)
    throw new Bad(first, `the head of row ${head.seq} begins with other rows than are here`)
}

/** Remarks on rows that hold: removed here by the retention; removed there before they were sent. */
export type Remarks = { readonly aged: [number, number][]; readonly unsent: [number, number][] }

/**
 * Verifies one terminal's rows.
 * @param each given each row that holds, before its head has been compared
 * @throws {@link Bad}
 */
export const walkTerminal = async (
  ask: Ask,
  terminal: Terminal,
  months: ReadonlySet<string>,
  each: (row: Row) => void,
  remarks: Remarks,
): Promise<void> => {
  const rows = rowsOf(ask, terminal.id)
  let next = await rows.next()
  let last = { seq: 0, digest: null as string | null }
  let hasRows = false
  for await (const head of headsOf(ask, terminal.id, 'batch')) {
    checkHead(head, terminal, last)
    if (head.after > head.prev) remarks.unsent.push([head.prev + 1, head.after])
    const isHere = next.done !== true && next.value.seq <= head.seq
    if (!isHere && !hasRows && !months.has(head.month)) {
      remarks.aged.push([head.after + 1, head.seq])
      last = { seq: head.seq, digest: head.digest }
      continue
    }
    let at = head.after
    let digest = head.before
    let sum = NO_ROWS
    while (next.done !== true && next.value.seq <= head.seq) {
      const { seq, body, mac, seal } = next.value
      if (seq <= at) throw new Bad(seq, `row ${seq} does not belong here`)
      digest = nextDigest(digest, seq, body)
      const own = sealOf(digest, mac)
      if (own !== seal)
        throw seq === at + 1
          ? new Bad(seq, `row ${seq} was altered or put in`)
          : new Bad(at + 1, `${span(at + 1, seq - 1)} missing`)
      sum = nextRows(sum, own)
      at = seq
      hasRows = true
      each({ seq, body, mac, seal })
      next = await rows.next()
    }
    if (at < head.seq) throw new Bad(at + 1, `${span(at + 1, head.seq)} missing`)
    if (digest !== head.digest || sum !== head.rows)
      throw new Bad(head.after + 1, `${span(head.after + 1, head.seq)}: not those that were signed`)
    last = { seq: head.seq, digest }
  }
  if (next.done !== true) throw new Bad(next.value.seq, `row ${next.value.seq} is covered by no signed head`)
  if (terminal.held > last.seq)
    throw new Bad(last.seq + 1, `${span(last.seq + 1, terminal.held)} missing: they were here`)
}
