import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type JournalEvent, journalEventSchema, type Steps } from '../../contract/journal.ts'
import type { SignedHead } from '../../contract/signed-head.ts'
import type { Chain, Chains } from './chain.ts'
import { readValue } from './database.ts'
import { problemOf } from './failure.ts'
import { headHolds, nextDigest } from './signed-head.ts'

const storedSchema = z.tuple([z.number().int(), z.string(), z.string()])

/** A row as it is stored: its number, its body, and its code in hex. */
type Stored = z.infer<typeof storedSchema>

/** Looked at by hand: over a million rows zod would take most of the time. */
const isStored = (stored: unknown): stored is Stored =>
  Array.isArray(stored) &&
  typeof stored[0] === 'number' &&
  typeof stored[1] === 'string' &&
  typeof stored[2] === 'string'

const asStored = (stored: unknown): Stored => (isStored(stored) ? stored : storedSchema.parse(stored))

/** The lowest number that a row can have in SQLite. */
const LOWEST = -(2n ** 63n)

/** Rows by their numbers, both ends included. */
export type Span = { readonly from: number | bigint; readonly through: number }

/** All rows, wrong ones with impossible numbers included. */
export const ALL: Span = { from: LOWEST, through: Number.MAX_SAFE_INTEGER }

/** Rows are taken so many at a time: one by one, a row takes 3.3 µs to read and authenticate, and so 2.6. */
const ROWS_AT_ONCE = 200

/**
 * The rows of a span in order, a few at a time. Where so many cannot be read, one by one up to the one that cannot, so that it is
 * known which.
 */
function* rowsInOrder(
  database: Database.Database,
  { from: first, through }: Span,
): Generator<readonly unknown[], void> {
  const select = 'SELECT seq, body, lower(hex(mac)) FROM entries WHERE seq >= ? AND seq <= ? ORDER BY seq'
  const several = database.prepare(`${select} LIMIT ${ROWS_AT_ONCE}`).raw()
  let from = first
  for (;;) {
    let rows: readonly unknown[]
    try {
      rows = several.all(from, through)
    } catch {
      // A row that cannot be read spoils the transaction that has tried to.
      if (database.inTransaction) database.exec('ROLLBACK; BEGIN')
      for (const row of database.prepare(select).raw().iterate(from, through)) yield [row]
      return
    }
    if (rows.length === 0) return
    yield rows
    from = asStored(rows.at(-1))[0] + 1
  }
}

/** Events that verification itself has to understand. */
const TELLING = new Set<string>([
  'loss-found',
  'loss-acknowledged',
  'restored',
  'key-rotated',
] satisfies JournalEvent['event'][])

/** The name in a canonical body. A quotation mark inside a text is escaped there, so that this cannot be a text. */
const eventName = (body: string): string => {
  const start = body.indexOf('"event":"') + 9
  return body.slice(start, body.indexOf('"', start))
}

const eventIn = (body: string): JournalEvent => {
  const { at, day, doubt, monotonic, session, terminal, ...event } = z.looseObject({}).parse(JSON.parse(body))
  return journalEventSchema.parse(event)
}

/** A finding: the row, where one can be named. */
export type Bad = { readonly seq: number | null; readonly problem: string }

/** An end of the chain that is known from outside the database. `line` is its place in the anchor file, or infinity. */
export type Known = {
  readonly seq: number
  readonly mac: string
  readonly line: number
  readonly from: string
  /** Tells whether it could be compared. */
  readonly isWitness?: boolean
}

/** Rows from–to are missing, and row `by` says so. */
export type Gap = { readonly from: number; readonly to: number; readonly by: number }

export type Walk = {
  readonly entries: number
  /** The last row that holds. */
  readonly last: number
  readonly bad: Bad | null
  /** Losses that the rows name themselves, and through which row an administrator has put them on record. */
  readonly losses: readonly { readonly seq: number; readonly what: string; readonly from: number }[]
  readonly gaps: readonly Gap[]
  readonly acknowledgedThrough: number
  readonly anchorsAcknowledged: number
  /** Facts from outside that do not fit the rows. */
  readonly contradicted: readonly Known[]
  /** Witnesses that were compared with a row, whether or not they fit. */
  readonly compared: readonly Known[]
  /** The number behind which the rows begin: 0, or the last one that the retention has removed. */
  readonly begins: number
  /** The fault of the signed heads; null if there is none. */
  readonly headProblem: string | null
}

export const span = (from: number, to: number): string =>
  from === to ? `row ${from}` : `rows ${from} to ${to}`

export type Beginning = { readonly seq: number; readonly mac: string; readonly chain: Chain }

/** The beginning of the chain: before row 1, or behind the tombstone of what the retention has removed. */
export const beginningOf = (database: Database.Database, chains: Chains): Beginning | Bad => {
  const stored = database
    .prepare(
      `SELECT seq, body, lower(hex(mac)) FROM entries WHERE event = 'purged' ORDER BY seq DESC LIMIT 1`,
    )
    .raw()
    .get()
  if (stored === undefined) {
    const { oldest } = chains
    const journal = readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''
    return { seq: 0, mac: oldest.genesis(journal), chain: oldest }
  }
  const [seq, body, mac] = asStored(stored)
  const event = eventIn(body)
  if (event.event !== 'purged') return { seq, problem: `row ${seq} was altered` }
  const before =
    readValue(
      database,
      'SELECT lower(hex(mac)) FROM entries WHERE seq < ? ORDER BY seq DESC LIMIT 1',
      z.string(),
      seq,
    ) ?? event.throughMac
  const chain = chains.all.find(({ fingerprint }) => fingerprint === event.chainKey)
  if (!chain || !chains.all.some((one) => one.row(seq, before, body) === mac))
    return { seq, problem: `row ${seq}, which stands for the rows that the retention removed, was altered` }
  return { seq: event.throughSeq, mac: event.throughMac, chain }
}

const explains = (body: string, from: number, to: number): boolean => {
  const event = eventIn(body)
  return (
    (event.event === 'loss-found' || event.event === 'restored') &&
    event.fromSeq === from &&
    event.toSeq === to
  )
}

/**
 * The number of heads, the newest, whose signatures are checked: each takes as long as twenty rows. Older ones need no check, because
 * the newest head covers every row before it, and the digest of each head is compared with its row's all the same.
 */
const SIGNATURES_CHECKED = 16

const signatureProblem = (heads: readonly SignedHead[]): string | null => {
  const wrong = heads.slice(-SIGNATURES_CHECKED).find((head) => !headHolds(head, head.key))
  return wrong === undefined ? null : `the signature of the head of row ${wrong.seq} does not hold`
}

/** A step of the walk is so many rows: about ten milliseconds. */
const ROWS_PER_STEP = 2_000

/** The place where a walk begins: behind row `seq`, whose code is `mac` and behind which the digests stand at `digest`. */
export type Start = {
  readonly seq: number
  readonly mac: string
  readonly digest: string
  /** The generation that the next row is written with. */
  readonly chain: Chain
}

/** Walks rows and remembers what they say. */
export type RowWalker = {
  /** Walks on, from where the last span ended, up to the first row that does not hold. */
  through(span: Span): Steps<Walk>
  /** The generation that the next row is written with. */
  chain(): Chain
}

export const rowWalker = (
  database: Database.Database,
  chains: Chains,
  known: readonly Known[],
  start: Start,
  heads: readonly SignedHead[],
): RowWalker => {
  const losses: { seq: number; what: string; from: number }[] = []
  const gaps: Gap[] = []
  const contradicted: Known[] = []
  const compared: Known[] = []
  const begins = start.seq
  const knownAt = Map.groupBy(known, ({ seq }) => seq)
  const signedAt = new Map(heads.map((head) => [head.seq, head.digest]))
  let acknowledgedThrough = 0
  let anchorsAcknowledged = 0
  let entries = 0
  let { seq: last, mac: before, digest, chain } = start
  let headProblem = signatureProblem(heads)
  const end = (bad: Bad | null): Walk => ({
    entries,
    last,
    bad,
    losses,
    gaps,
    acknowledgedThrough,
    anchorsAcknowledged,
    contradicted,
    compared,
    begins,
    headProblem,
  })
  const compare = (seq: number, mac: string): void => {
    for (const one of knownAt.get(seq) ?? []) {
      if (one.mac !== mac) contradicted.push(one)
      if (one.isWitness === true) compared.push(one)
    }
  }
  const compareHead = (seq: number): void => {
    const signed = signedAt.get(seq)
    if (signed !== undefined && signed !== digest)
      headProblem ??= `the signed head of row ${seq} is not of these rows`
  }
  const listen = (seq: number, event: JournalEvent): void => {
    if (event.event === 'loss-found') {
      losses.push({ seq, what: event.what, from: event.fromSeq })
      if (event.what === 'rows-missing') gaps.push({ from: event.fromSeq, to: event.toSeq, by: seq })
    }
    if (event.event === 'restored') {
      anchorsAcknowledged = event.anchors
      if (event.toSeq > 0) gaps.push({ from: event.fromSeq, to: event.toSeq, by: seq })
    }
    if (event.event === 'loss-acknowledged') {
      acknowledgedThrough = event.throughSeq
      anchorsAcknowledged = event.anchors
    }
  }
  compareHead(last)
  compare(last, before)
  function* through(rowsOf: Span): Steps<Walk> {
    try {
      for (const rows of rowsInOrder(database, rowsOf))
        for (const stored of rows) {
          const [seq, body, mac] = asStored(stored)
          const telling = TELLING.has(eventName(body))
          if (seq <= last) return end({ seq, problem: `row ${seq} does not belong here` })
          if (chain.row(seq, before, body) !== mac)
            return end(
              seq === last + 1
                ? { seq, problem: `row ${seq} was altered or put in` }
                : { seq: last + 1, problem: `${span(last + 1, seq - 1)} missing` },
            )
          if (seq !== last + 1 && !(telling && explains(body, last + 1, seq - 1)))
            return end({ seq: last + 1, problem: `${span(last + 1, seq - 1)} missing` })
          compare(seq, mac)
          digest = nextDigest(digest, seq, body)
          compareHead(seq)
          entries += 1
          last = seq
          before = mac
          if (telling) {
            const event = eventIn(body)
            listen(seq, event)
            if (event.event === 'key-rotated') {
              const next = chains.all.find(({ fingerprint }) => fingerprint === event.chainKey)
              if (!next)
                return end({ seq: seq + 1, problem: `the chain key from row ${seq + 1} on is not here` })
              chain = next
            }
          }
          if (entries % ROWS_PER_STEP === 0) yield entries
        }
      return end(null)
    } catch (error) {
      return end(damagedBehind(last, error))
    }
  }
  return { through, chain: () => chain }
}

/** The finding that the file itself cannot be read behind a row. */
export const damagedBehind = (row: number, error: unknown): Bad => ({
  seq: row + 1,
  problem: `the database is damaged behind row ${row} (${problemOf(error).detail})`,
})
