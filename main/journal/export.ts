import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Day } from '../contract/day.ts'
import { JOURNAL_EVENT_LABELS, type JournalEventName } from '../contract/journal-events.ts'

export type ExportFormat = 'csv' | 'jsonl'
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

const HEADINGS = [...COLUMNS.map(([heading]) => heading), '記号・番号の末尾', 'その他']
const SHOWN: ReadonlySet<string> = new Set([...COLUMNS.map(([, field]) => field), 'insured', 'event'])

/** How a spreadsheet begins a formula; a tab or a return before one is skipped by some. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/**
 * A cell of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front:
 * `=1+1` is written `"'=1+1"`.
 */
const cell = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = Array.isArray(value)
    ? value.join(' ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

const isEventName = (name: string): name is JournalEventName => Object.hasOwn(JOURNAL_EVENT_LABELS, name)

const insuredSchema = z.looseObject({ lastCharacters: z.string() }).optional()

const csvLine = (seq: number, body: string): string => {
  const row: Record<string, unknown> = { ...z.looseObject({}).parse(JSON.parse(body)), seq }
  const others = Object.fromEntries(Object.entries(row).filter(([name]) => !SHOWN.has(name)))
  const name = String(row.event)
  const cells = COLUMNS.map(([, field]) =>
    cell(field === 'event' ? (isEventName(name) ? JOURNAL_EVENT_LABELS[name] : name) : row[field]),
  )
  return [...cells, cell(insuredSchema.parse(row.insured)?.lastCharacters), cell(others)].join(',')
}

const storedSchema = z.tuple([z.number().int(), z.string()])

/** Text is handed on in pieces of about this many characters. */
const PIECE = 64 * 1024

/**
 * The rows of a range of days as text, in pieces, oldest first; memory does not grow with the journal. CSV is UTF-8 with
 * a byte order mark and CRLF, as a Japanese Excel wants it; JSON Lines holds each row whole.
 * @param through rows after this one are left out
 * @param progress called with the number of rows written, at every piece
 */
export function* exportPieces(
  database: Database.Database,
  format: ExportFormat,
  range: ExportRange,
  through: number = Number.MAX_SAFE_INTEGER,
  progress: (rows: number) => void = () => {},
): Generator<string> {
  const rows = database
    .prepare('SELECT seq, body FROM entries WHERE seq <= ? AND day BETWEEN ? AND ? ORDER BY +seq')
    .raw()
    .iterate(through, range.from ?? '0000-00-00', range.to ?? '9999-99-99')
  let piece = format === 'csv' ? `\uFEFF${HEADINGS.join(',')}\r\n` : ''
  let count = 0
  for (const stored of rows) {
    const [seq, body] = storedSchema.parse(stored)
    piece += format === 'csv' ? `${csvLine(seq, body)}\r\n` : `{"seq":${seq},${body.slice(1)}\n`
    count += 1
    if (piece.length >= PIECE) {
      yield piece
      piece = ''
      progress(count)
    }
  }
  yield piece
  progress(count)
}

/** How many rows an export of these days has. */
export const countRows = (database: Database.Database, range: ExportRange): number =>
  z.number().parse(
    database
      .prepare('SELECT count(*) FROM entries WHERE day BETWEEN ? AND ?')
      .pluck()
      .get(range.from ?? '0000-00-00', range.to ?? '9999-99-99'),
  )
