/** Large journals, made quickly. */
import type { JournalPort } from '../../contract/journal.ts'
import { ROWS_PER_ANCHOR, readAnchors } from '../../main/journal/anchors.ts'
import { chainOf, chainsOf } from '../../main/journal/chain.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { connect } from '../../main/journal/database.ts'
import { bodyOf } from '../../main/journal/entry.ts'
import { openHeadFile } from '../../main/journal/head.ts'
import { keepHead } from '../../main/journal/heads.ts'
import { journalHome } from '../../main/journal/home.ts'
import { insuredOf } from '../../main/journal/insured.ts'
import { type KeyRing, newest } from '../../main/journal/keys.ts'
import { derive } from '../../main/journal/mac.ts'
import { openJournal } from '../../main/journal/open.ts'
import { firstDigest, nextDigest } from '../../main/journal/signed-head.ts'
import { openSigner } from '../../main/journal/signing.ts'
import { containsIndividualNumber } from '../../main/rules/fields/individual-number.ts'
import { visit } from '../unit/journal/visits.ts'

export const author = { terminal: '見本端末', session: '00000000' }

/** Opens a journal, or ends the run. */
export const open = (home: string, keys: KeyRing): JournalPort => {
  const journal = openJournal({
    home,
    keys,
    now: readClocks,
    terminal: author.terminal,
    findsIndividualNumber: (text) => containsIndividualNumber(text) === 'valid',
  })
  if (!journal.ok) throw new Error(journal.problem.message)
  return journal.value
}

export const DAYS = 250
export const REASONS = ['OK_ONLINE', 'OK_CERTIFICATE', 'NO_PROOF', 'CERT_GRACE'] as const

/** A visit of invented people over a year, with a number that is searched for. */
export const sample = (journal: Pick<JournalPort, 'insured'>, number: number) => {
  const insured = journal.insured({ symbol: '見本12', number: String(number % 50_000) })
  const day = new Date(Date.UTC(2026, 0, 1 + (number % DAYS))).toISOString().slice(0, 10)
  return visit(number, {
    // An id as the desk makes them.
    checkIn: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    visitDate: day,
    patientNumber: String(number % 20_000).padStart(6, '0'),
    reasons: [REASONS[number % 4] ?? 'OK_ONLINE'],
    ...(insured ? { insured } : {}),
  })
}

/** A journal of so many rows, as the program writes it, in one transaction instead of one a row. */
export const buildJournal = (home: string, keys: KeyRing, rows: number): void => {
  open(home, keys).close()
  const paths = journalHome(home)
  const { database } = connect(paths.database, derive(newest(keys.data), 'file'))
  database.pragma('cache_size = -400000')
  const chain = chainOf(newest(keys.chain))
  const insert = database.prepare('INSERT INTO entries (seq, body, mac) VALUES (?, ?, ?)')
  const insured = (parts: { symbol: string; number: string }) => insuredOf(parts, chain.insured)
  const journal = String(database.prepare(`SELECT value FROM meta WHERE name = 'journal'`).pluck().get())
  let mac = chain.genesis(journal)
  let digest = firstDigest(journal, 0)
  database.exec('BEGIN')
  const signer = openSigner(database, chainsOf(keys), chain)
  for (let seq = 1; seq <= rows; seq += 1) {
    const body = bodyOf(sample({ insured }, seq), readClocks(), author, () => false)
    if (!body.ok) throw new Error(body.problem)
    mac = chain.row(seq, mac, body.value)
    insert.run(seq, body.value, Buffer.from(mac, 'hex'))
    digest = nextDigest(digest, seq, body.value)
    if (seq % ROWS_PER_ANCHOR === 0 || seq === rows)
      keepHead(database, signer.sign({ journal, seq, digest, at: readClocks().iso }))
  }
  database.exec('COMMIT')
  database.close()
  const anchors = readAnchors(paths.anchors)
  if (!anchors.ok) throw new Error(anchors.problem)
  openHeadFile(paths.head, { seq: rows, mac, anchors: anchors.value.lines.length }, chain.head).close()
}
