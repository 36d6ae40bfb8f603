/**
 * Sends a journal's rows to the center, in order, each once: what the server holds is compared with the journal, never
 * overwritten, and a row counts as sent when the server has committed it.
 */
import { z } from 'zod'
import { instantInTokyo } from '../../contract/tokyo.ts'
import type { ForwardingJournal, Place } from '../journal/index.ts'
import { type CenterHead, centerHeadText, NO_ROWS, nextRows, sealOf } from './center-head.ts'
import type { Line } from './line.ts'
import { type Ask, type CenterProblem, problemOfError, ServerError } from './session.ts'

/** Rows and characters of one transaction: several round trips go with each, whatever its size. */
const BATCH_ROWS = 2_000
const BATCH_CHARACTERS = 2 * 1024 * 1024

/**
 * The problem of a forwarding, with a line for the log. `DIVERGED`: the center holds other rows than the journal · `ELSEWHERE`: this
 * copy of the journal is not the terminal.
 */
export type ForwardProblem =
  | CenterProblem
  | { readonly problem: 'DIVERGED' | 'ELSEWHERE'; readonly detail: string; readonly why?: undefined }

/** Nothing is sent from a copy that was restored or put elsewhere, for a drill perhaps: the center would take it for the terminal. */
export const elsewhereProblem = (
  journal: Pick<ForwardingJournal, 'isElsewhere' | 'enrolment'>,
): ForwardProblem | null =>
  journal.isElsewhere && journal.enrolment() !== null
    ? {
        problem: 'ELSEWHERE',
        detail:
          'this journal was restored or copied here from another machine or folder, and nothing is sent; where this one takes the place of the terminal, an administrator says so: journal take-over',
      }
    : null

/** The end of the center's rows of this terminal. `place`: the same in the journal, where it is known already. */
type Held = { readonly seq: number; readonly mac: string | null; readonly place?: Place }

const heldSchema = z.array(z.tuple([z.coerce.number().int().nonnegative(), z.string().nullable()])).max(1)

const heldOf = async ({ session, role, terminal }: Line): Promise<Held> => {
  const [held] = heldSchema.parse(
    await session.within(role, (ask) =>
      ask(`SELECT seq::text, encode(mac, 'hex') FROM uketsuke.place WHERE terminal = $1::text::uuid`, [
        terminal,
      ]),
    ),
  )
  return { seq: held?.[0] ?? 0, mac: held?.[1] ?? null }
}

/**
 * Compares the end of what the center holds with the journal.
 * @returns null where it fits; else what does not
 */
export const divergence = (held: Held, journal: ForwardingJournal): string | null => {
  if (held.seq === 0) return null
  const end = journal.end()
  if (held.seq > end && held.seq > journal.beginning().seq)
    return `the center holds rows through ${held.seq}, the journal ends with ${end}`
  const mac = journal.macAt(held.seq)
  // Rows that the retention has removed here may lie there: that is no contradiction, and nothing is left to compare.
  if (mac === null && held.seq < journal.beginning().seq) return null
  if (mac === null) return `the center holds row ${held.seq}, which the journal has lost`
  return mac === held.mac ? null : `row ${held.seq} of the center is another than the journal's`
}

/** One text of an array for PostgreSQL: bodies are ASCII, and hold quotation marks and backslashes. */
const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`

const insertHead = (ask: Ask, head: CenterHead): Promise<unknown> =>
  ask(
    `INSERT INTO uketsuke.head (terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature)
     VALUES ($1::text::uuid, $2, $3, $4::text::bigint, $5::text::bigint, decode($6, 'hex'), $7::text::bigint,
       decode($8, 'hex'), decode($9, 'hex'), $10, $11, $12)
     ON CONFLICT DO NOTHING`,
    [
      head.terminal,
      head.kind,
      head.journal,
      String(head.prev),
      String(head.after),
      head.before,
      String(head.seq),
      head.digest,
      head.rows,
      head.at,
      head.key,
      head.signature,
    ],
  )

const signed = (journal: ForwardingJournal, head: Omit<CenterHead, 'key' | 'signature'>): CenterHead => ({
  ...head,
  key: journal.publicKey,
  signature: journal.sign(centerHeadText(head)),
})

/** SQLSTATE of the guard: somebody has added rows of this terminal meanwhile. */
const NOT_AT_THE_END = 'UK001'

/** Sends the next rows. @returns how far the center's rows reach now, and how many were sent; null where none are left */
const sendBatch = async (
  { session, role, terminal }: Line,
  journal: ForwardingJournal,
  held: Held,
): Promise<{ readonly held: Held; readonly rows: number } | null> => {
  const beginning = journal.beginning()
  const from = beginning.seq > held.seq ? beginning : (held.place ?? journal.placeAt(held.seq))
  const rows = journal.rowsAfter(from, BATCH_ROWS, BATCH_CHARACTERS)
  const last = rows.at(-1)
  if (last === undefined) return null
  const seals = rows.map(({ digest, mac }) => sealOf(digest, mac))
  const head = signed(journal, {
    terminal,
    kind: 'batch',
    journal: journal.journal,
    prev: held.seq,
    after: from.seq,
    before: from.digest,
    seq: last.seq,
    digest: last.digest,
    rows: seals.reduce(nextRows, NO_ROWS),
    at: instantInTokyo(Date.now()),
  })
  await session.within(role, async (ask) => {
    await ask(
      `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal)
       SELECT $1::text::uuid, seq, body, decode(mac, 'hex'), decode(seal, 'hex')
       FROM unnest($2::text::bigint[], $3::text::text[], $4::text::text[], $5::text::text[]) AS one (seq, body, mac, seal)`,
      [
        terminal,
        `{${rows.map(({ seq }) => seq).join(',')}}`,
        arrayText(rows.map(({ body }) => body)),
        `{${rows.map(({ mac }) => mac).join(',')}}`,
        `{${seals.join(',')}}`,
      ],
    )
    await insertHead(ask, head)
  })
  const place = { seq: last.seq, digest: last.digest }
  return { held: { seq: last.seq, mac: last.mac, place }, rows: rows.length }
}

/** Puts on record, at the center, where a journal ends that is not what the center holds: two heads of one key are the proof. */
const claim = async ({ session, role, terminal }: Line, journal: ForwardingJournal): Promise<void> => {
  const { seq, digest } = journal.placeAt(journal.end())
  const head = signed(journal, {
    terminal,
    kind: 'claim',
    journal: journal.journal,
    prev: seq,
    after: seq,
    before: digest,
    seq,
    digest,
    rows: NO_ROWS,
    at: instantInTokyo(Date.now()),
  })
  await session.within(role, async (ask) => {
    await insertHead(ask, head)
    await ask('SELECT uketsuke.report($1::text::bigint, true)::text', [String(journal.countAfter(seq))])
  })
}

/** The outcome of a round. */
export type Round = {
  readonly sent: number
  /** Through which row the center is known to hold the journal; null where it could not be asked. */
  readonly through: number | null
  readonly problem: ForwardProblem | null
}

/** A batch may find so often that another process of this terminal was faster, before it is given up. */
const MAX_CONFLICTS = 5

/**
 * Sends everything that there is.
 * @param onSent called after each batch that the server has committed, with the last row in it
 */
export const sendAll = async (
  line: Line,
  journal: ForwardingJournal,
  onSent: (through: number) => void = () => {},
): Promise<Round> => {
  let sent = 0
  let held: Held | null = null
  let conflicts = 0
  try {
    for (;;) {
      if (held === null) {
        held = await heldOf(line)
        const detail = divergence(held, journal)
        if (detail !== null) {
          await claim(line, journal)
          return { sent, through: held.seq, problem: { problem: 'DIVERGED', detail } }
        }
        onSent(held.seq)
      }
      try {
        const batch = await sendBatch(line, journal, held)
        if (batch === null) break
        held = batch.held
        sent += batch.rows
        onSent(held.seq)
      } catch (error) {
        if (!(error instanceof ServerError && error.state === NOT_AT_THE_END) || conflicts >= MAX_CONFLICTS)
          throw error
        conflicts += 1
        held = null
      }
    }
    await sayBehind(line, 0)
    return { sent, through: held.seq, problem: null }
  } catch (error) {
    const problem = problemOfError(error)
    if (problem === null) throw error
    return { sent, through: held?.seq ?? null, problem }
  }
}

/** Compares the center with the journal, and sends nothing. @throws what the session throws */
export const lookOver = async (
  line: Line,
  journal: ForwardingJournal,
): Promise<{ readonly behind: number; readonly divergence: string | null }> => {
  const held = await heldOf(line)
  return { behind: journal.countAfter(held.seq), divergence: divergence(held, journal) }
}

/** Tells the center how many rows it lacks. */
export const sayBehind = ({ session, role }: Line, behind: number): Promise<unknown> =>
  session.within(role, (ask) =>
    ask('SELECT uketsuke.report($1::text::bigint, false)::text', [String(behind)]),
  )
