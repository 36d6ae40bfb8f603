import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import { JOURNAL_EVENT_LABELS } from '../../contract/journal-events.ts'
import { cell, identifierCell } from './csv-cell.ts'
import { VISIT_HEADINGS, visitLine } from './export-visits.ts'
import { rowOf } from './row.ts'
import { allTasksDone, changedVisits, supersededEnds, visitsOfRows } from './visit-reads.ts'

export type ExportFormat = 'csv' | 'jsonl'
/** `events`: every row, with its codes · `visits`: one line a concluded visit, in words. */
export type ExportRows = 'events' | 'visits'
export type ExportRange = { readonly from?: Day | undefined; readonly to?: Day | undefined }

/** The columns of the CSV: heading, and the field that it shows. Fields without a column stand in the last one. */
const COLUMNS = [
  ['連番', 'seq'],
  ['日時', 'at'],
  ['対象日', 'day'],
  ['種別', 'event'],
  ['端末', 'terminal'],
  ['職員', 'staff'],
  ['受付ID', 'checkIn'],
  ['診察券番号', 'patientNumber'],
  ['結果', 'outcome'],
  ['理由', 'reasons'],
  ['確認方法', 'road'],
  ['読取機', 'reader'],
  ['読取不可の理由', 'readerFailure'],
  ['オンライン', 'online'],
  ['資料', 'documents'],
  ['券面の有効期限', 'expiresOn'],
  ['職員による変更', 'overridden'],
  ['未了の事項', 'notesOpen'],
  ['規則の版', 'ruleSet'],
] as const

/** Columns whose values name something, and are no numbers or dates, whatever they look like. */
const IDENTIFIERS: ReadonlySet<string> = new Set(['terminal', 'staff', 'checkIn', 'patientNumber'])

const HEADINGS = [...COLUMNS.map(([heading]) => heading), '記号・番号の末尾', 'その他']
const SHOWN: ReadonlySet<string> = new Set([...COLUMNS.map(([, field]) => field), 'insured', 'event'])

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Checked by hand, like the rows of the walk: a schema's copies would be most of what a million rows leave to collect. */
const recordIn = (body: string): Readonly<Record<string, unknown>> => {
  const row: unknown = JSON.parse(body)
  if (!isRecord(row)) throw new Error('a body that is no object')
  return row
}

const shown = (field: string, value: unknown, seq: number): unknown => {
  if (field === 'seq') return seq
  if (field !== 'event') return value
  const name = String(value)
  return JOURNAL_EVENT_LABELS.get(name) ?? name
}

const csvLine = (seq: number, body: string): string => {
  const row = recordIn(body)
  let line = ''
  for (const [, field] of COLUMNS) {
    const value = shown(field, row[field], seq)
    line += `${IDENTIFIERS.has(field) ? identifierCell(value) : cell(value)},`
  }
  const others: Record<string, unknown> = {}
  for (const name in row) if (!SHOWN.has(name)) others[name] = row[name]
  const last = isRecord(row.insured) ? row.insured.lastCharacters : undefined
  return `${line}${identifierCell(last)},${cell(others)}\r\n`
}

const storedSchema = z.tuple([z.number().int(), z.string()])

const asStored = (stored: unknown): z.infer<typeof storedSchema> =>
  Array.isArray(stored) && typeof stored[0] === 'number' && typeof stored[1] === 'string'
    ? [stored[0], stored[1]]
    : storedSchema.parse(stored)

/** Text is handed on in pieces of about this many characters. */
const PIECE = 64 * 1024

type Days = { readonly from: Day; readonly to: Day }

const daysOf = ({ from, to }: ExportRange): Days => ({ from: from ?? '0000-00-00', to: to ?? '9999-99-99' })

/** Days are looked up where they stand in an index: in the rows they would have to be read out of every body. */
const ofDays = (rows: ExportRows): string =>
  `FROM entries INDEXED BY entries_event WHERE ${rows === 'visits' ? `event = 'concluded' AND ` : ''}day BETWEEN ? AND ?`

const headingsOf = (rows: ExportRows): readonly string[] => (rows === 'visits' ? VISIT_HEADINGS : HEADINGS)

const eventLine = (format: ExportFormat): ((seq: number, body: string) => string) =>
  format === 'csv' ? csvLine : (seq, body) => `{"seq":${seq},${body.slice(1)}\n`

const spanSchema = z.tuple([z.number().int().nullable(), z.number().int().nullable()])

/** The first and the last row of these days; other days' rows may stand between. */
const spanOf = (
  database: Database.Database,
  kind: ExportRows,
  { from, to }: Days,
): { first: number; last: number } => {
  const [first, last] = spanSchema.parse(
    database
      .prepare(`SELECT min(seq), max(seq) ${ofDays(kind)}`)
      .raw()
      .get(from, to),
  )
  return { first: first ?? 1, last: last ?? 0 }
}

/** Visits that are read at a time. */
const BATCH = 500

/** Lines of visits as they stand now, in the order of their last ends. */
function* visitLines(
  database: Database.Database,
  format: ExportFormat,
  days: Days,
  through: number,
  staffName: (id: string) => string,
): Generator<string> {
  const { first, last } = spanOf(database, 'visits', days)
  const tasks = allTasksDone(database)
  const batch = database
    .prepare(
      `SELECT seq, body FROM entries WHERE seq > ? AND seq <= ? AND day BETWEEN ? AND ? AND event = 'concluded'
       ORDER BY seq LIMIT ${BATCH}`,
    )
    .raw()
  for (let after = first - 1; after < last; ) {
    const rows = batch.all(after, Math.min(last, through), days.from, days.to).map(rowOf)
    const end = rows.at(-1)
    if (end === undefined) return
    after = end.seq
    const seqs = new Set(rows.map(({ seq }) => seq))
    for (const visit of visitsOfRows(database, rows, tasks))
      if (seqs.has(visit.row.seq)) yield visitLine(format, visit, staffName)
  }
}

/** Lines of rows, with their codes. */
function* eventLines(
  database: Database.Database,
  format: ExportFormat,
  days: Days,
  through: number,
): Generator<string> {
  const { first, last } = spanOf(database, 'events', days)
  const write = eventLine(format)
  const rows = database
    .prepare('SELECT seq, body FROM entries WHERE seq BETWEEN ? AND ? AND day BETWEEN ? AND ? ORDER BY seq')
    .raw()
    .iterate(first, Math.min(last, through), days.from, days.to)
  for (const stored of rows) {
    const [seq, body] = asStored(stored)
    yield write(seq, body)
  }
}

/**
 * The rows of a range of days as text, in pieces, oldest first; memory does not grow with the journal. CSV is UTF-8 with
 * a byte order mark and CRLF, as a Japanese Excel wants it; JSON Lines holds each row whole.
 * @param through rows after this one are left out
 * @param kind which rows, and whether in codes or in words
 * @param progress called with the number of rows written, at every piece
 */
export function* exportPieces(
  database: Database.Database,
  format: ExportFormat,
  range: ExportRange,
  through: number = Number.MAX_SAFE_INTEGER,
  progress: (rows: number) => void = () => {},
  kind: ExportRows = 'events',
  staffName: (id: string) => string = (id) => id,
): Generator<string> {
  const days = daysOf(range)
  let lines = [format === 'csv' ? `\uFEFF${headingsOf(kind).join(',')}\r\n` : '']
  let length = 0
  let count = 0
  const all =
    kind === 'visits'
      ? visitLines(database, format, days, through, staffName)
      : eventLines(database, format, days, through)
  for (const line of all) {
    lines.push(line)
    length += line.length
    count += 1
    if (length >= PIECE) {
      yield lines.join('')
      lines = []
      length = 0
      progress(count)
    }
  }
  yield lines.join('')
  progress(count)
}

/** How many rows an export of these days has. */
export const countRows = (
  database: Database.Database,
  range: ExportRange,
  kind: ExportRows = 'events',
): number => {
  const { from, to } = daysOf(range)
  const count = z.number().parse(
    database
      .prepare(`SELECT count(*) ${ofDays(kind)}`)
      .pluck()
      .get(from, to),
  )
  return kind === 'visits' ? count - supersededEnds(changedVisits(database, range)).length : count
}
