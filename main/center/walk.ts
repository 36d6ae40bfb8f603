/**
 * Walks what the center holds of terminals, a page of rows at a time: the rows are those that its heads were signed over, each
 * head going on where the one before ended.
 */
import { z } from 'zod'
import { firstDigest, nextDigest } from '../journal/index.ts'
import { type CenterHead, centerHeadHolds, NO_ROWS, nextRows, sealOf } from './center-head.ts'
import type { Ask, Values } from './session.ts'

/** Rows that are asked for at a time; while they are looked at, the next ones are under way. */
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
export type Head = CenterHead & { readonly month: string }

const rowsSchema = z.array(z.tuple([z.string(), number, z.string(), z.string(), z.string().nullable()]))
export type Row = {
  readonly terminal: string
  readonly seq: number
  readonly body: string
  readonly mac: string
  readonly seal: string | null
}

/** Rows and heads in order, each of them by terminal and number. */
export type Held = { readonly rows: AsyncGenerator<Row>; readonly heads: AsyncGenerator<Head> }

/** Takes what a query gives, a page at a time, by a cursor of this name: the query is planned once, and nothing of it is gathered. */
async function* byCursor<Item>(
  ask: Ask,
  name: string,
  query: string,
  read: (page: readonly Values[]) => readonly Item[],
): AsyncGenerator<Item> {
  await ask(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`)
  const fetchPage = (): Promise<readonly Values[]> => {
    const page = ask(`FETCH ${PAGE} FROM ${name}`)
    // A page that is under way when the reader stops is waited for by nobody.
    page.catch(() => {})
    return page
  }
  let next = fetchPage()
  for (;;) {
    const page = await next
    const isLast = page.length < PAGE
    if (!isLast) next = fetchPage()
    yield* read(page)
    if (isLast) break
  }
  await ask(`CLOSE ${name}`)
}

/** @param only a terminal's id as the database writes it; all of them where it is null */
const whereTerminal = (only: string | null): string =>
  only === null ? '' : `WHERE terminal = '${z.uuid().parse(only)}'`

/** Everything that the center holds of one terminal, or of all. Once in a transaction. */
export const heldOf = async (ask: Ask, only: string | null): Promise<Held> => {
  // Each partition has its rows in order in an index: the server, too, gathers nothing.
  await ask('SET LOCAL enable_sort = off')
  const heads = byCursor<Head>(
    ask,
    'uketsuke_heads',
    `SELECT terminal::text, kind, journal, prev::text, after::text, encode(before, 'hex'), seq::text, encode(digest, 'hex'),
       encode(rows, 'hex'), at, key, signature, to_char(received_at AT TIME ZONE 'Asia/Tokyo', 'YYYY_MM')
     FROM uketsuke.head h ${whereTerminal(only)} ORDER BY h.terminal, h.seq, h.digest`,
    (page) =>
      headsSchema
        .parse(page)
        .map(
          ([terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature, month]) => ({
            ...{ terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature, month },
          }),
        ),
  )
  const rows = byCursor<Row>(
    ask,
    'uketsuke_rows',
    `SELECT terminal::text, seq::text, body, encode(mac, 'hex'), encode(seal, 'hex')
     FROM uketsuke.row r ${whereTerminal(only)} ORDER BY r.terminal, r.seq, r.received_at`,
    (page) =>
      rowsSchema.parse(page).map(([terminal, seq, body, mac, seal]) => ({ terminal, seq, body, mac, seal })),
  )
  return { rows, heads }
}

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

/**
 * Looks whether a head is the terminal's, and goes on where the one before ended.
 * @param isAged its month was removed by the retention, and nothing older is here
 */
const checkHead = (
  head: Head,
  terminal: Terminal,
  before: { seq: number; digest: string | null },
  isAged: boolean,
): void => {
  const first = before.seq + 1
  if (!terminal.keys.includes(head.key) || !centerHeadHolds(head, head.key))
    throw new Bad(first, `the head of row ${head.seq} is not signed with a key that is believed`)
  if (terminal.journal !== null && head.journal !== terminal.journal)
    throw new Bad(first, `the head of row ${head.seq} is of another journal`)
  // Of a month that has aged out the last head alone is left.
  if (head.prev > before.seq && !isAged)
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
 * @param held its rows, and its heads: of those that are claims nothing is asked here
 * @param each given each row that holds, before its head has been compared
 * @throws {@link Bad}
 */
export const walkTerminal = async (
  { rows, heads }: Held,
  terminal: Terminal,
  months: ReadonlySet<string>,
  each: (row: Row) => void,
  remarks: Remarks,
): Promise<void> => {
  let next = await rows.next()
  let last = { seq: 0, digest: null as string | null }
  let hasRows = false
  for await (const head of heads) {
    if (head.kind !== 'batch') continue
    const isHere = next.done !== true && next.value.seq <= head.seq
    const isAged = !isHere && !hasRows && !months.has(head.month)
    checkHead(head, terminal, last, isAged)
    if (head.after > head.prev) remarks.unsent.push([head.prev + 1, head.after])
    if (isAged) {
      remarks.aged.push([last.seq + 1, head.seq])
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
      each(next.value)
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
