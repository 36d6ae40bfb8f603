import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { JournalEvent } from '../../contract/journal.ts'
import type { Result } from '../../contract/result.ts'
import { type Anchors, anchorsHold, readAnchors } from './anchors.ts'
import type { Chains } from './chain.ts'
import { readEnd, readValue } from './database.ts'
import { type Head, readHead } from './head.ts'
import type { JournalHome } from './home.ts'
import { alteredKey } from './signing.ts'
import type { End } from './writer.ts'

export type Finding = Pick<Extract<JournalEvent, { event: 'loss-found' }>, 'what' | 'fromSeq' | 'toSeq'>

/** The place at which the chain goes on, and what does not fit. */
export type Beginning = {
  readonly end: End
  readonly anchors: Anchors | null
  /** Anchor lines that were there and are not usable any more. */
  readonly lostAnchors: number
  readonly findings: readonly Finding[]
}

const codeAt = (database: Database, seq: number): string | null =>
  readValue(database, 'SELECT lower(hex(mac)) FROM entries WHERE seq = ?', z.string(), seq)

const noRow = { fromSeq: 0, toSeq: 0 } as const

/**
 * Compares the database with the files beside it when a journal is opened. What does not fit is recorded as a row, so
 * that it stays known; and numbering goes on behind the furthest row that anything has seen, so that no number is ever
 * given twice.
 * @param genesis the code before row 1
 */
export const lookAround = (
  home: JournalHome,
  database: Database,
  chains: Chains,
  genesis: string,
): Beginning => {
  const stored = readEnd(database)
  const head = readHead(
    home.head,
    chains.all.map((chain) => chain.head),
  )
  const read = readAnchors(home.anchors)
  const anchors = read.ok && anchorsHold(read.value, chains.all) ? read.value : null
  const lines = anchors?.lines ?? []
  const end = stored ?? { seq: 0, mac: genesis }
  const seen = [...(head.ok ? [head.value] : []), ...lines]
  const furthest = seen.reduce((most, { seq }) => Math.max(most, seq), 0)
  // Making a journal was interrupted before its first row: nothing is lost.
  if (stored === null && furthest === 0 && !head.ok) return { end, anchors, lostAnchors: 0, findings: [] }
  return {
    end: { seq: Math.max(end.seq, furthest), mac: end.mac },
    anchors,
    lostAnchors: Math.max(head.ok ? head.value.anchors : 0, read.ok ? read.value.lines.length : 0),
    findings: [
      ...headFinding(head),
      ...anchorFinding(read, anchors, head),
      ...(furthest > end.seq
        ? [{ what: 'rows-missing' as const, fromSeq: end.seq + 1, toSeq: furthest }]
        : []),
      ...differing(database, head.ok ? head.value : null, lines.at(-1) ?? null),
      ...(alteredKey(database, chains) === null ? [] : [{ what: 'signing-key-altered' as const, ...noRow }]),
    ],
  }
}

const headFinding = (head: Result<Head, 'missing' | 'altered'>): Finding[] =>
  head.ok ? [] : [{ what: `head-${head.problem}`, ...noRow }]

const anchorFinding = (
  read: Result<Anchors, 'missing' | 'altered'>,
  usable: Anchors | null,
  head: Result<Head, 'missing' | 'altered'>,
): Finding[] => {
  if (!read.ok) return [{ what: `anchors-${read.problem}`, ...noRow }]
  if (usable === null) return [{ what: 'anchors-altered', ...noRow }]
  const known = head.ok ? head.value.anchors : 0
  return (usable.lines.at(-1)?.line ?? 0) < known ? [{ what: 'anchors-missing', ...noRow }] : []
}

const differing = (database: Database, ...seen: readonly (End | null)[]): Finding[] => {
  const different = seen
    .filter((one) => one !== null)
    .filter(({ seq, mac }) => {
      const code = codeAt(database, seq)
      return code !== null && code !== mac
    })
  const [first] = different.map(({ seq }) => seq).sort((one, other) => one - other)
  return first === undefined ? [] : [{ what: 'rows-differ', fromSeq: first, toSeq: first }]
}
