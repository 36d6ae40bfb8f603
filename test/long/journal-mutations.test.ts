/**
 * 10,000 random mutations of a journal's files: bits flipped, bytes cut, pieces swapped, files exchanged with older ones or
 * with another journal's, and rows edited by somebody who has the data key and not the chain key. Each must be found by
 * verification, or be harmless: then all rows are there as they were. UKETSUKE_MUTATIONS sets another number.
 */
import { hash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Verification } from '../../contract/journal.ts'
import { ROWS_PER_ANCHOR } from '../../main/journal/anchors.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { journalHome } from '../../main/journal/home.ts'
import { createKeyRing } from '../../main/journal/keys.ts'
import { openJournal } from '../../main/journal/open.ts'
import { openJournalForReading } from '../../main/journal/read.ts'
import { parseSlip } from '../../main/journal/slip.ts'
import { verifyJournal } from '../../main/journal/verify.ts'
import { withDatabase } from '../unit/journal/attacker.ts'
import { visit } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const MUTATIONS = Number(process.env.UKETSUKE_MUTATIONS ?? 10_000)
const SEED = 4_649
const random = randomFrom(SEED)
const keys = createKeyRing()
const FILES = ['journal.db', 'journal.db-wal', 'journal.head', 'anchors.log'] as const
/** More than two anchors' worth, so that the anchor file has seen what the older copy has not. */
const ROWS = 2 * ROWS_PER_ANCHOR + 20

/** The number of the next row, in SQL. */
const BEHIND = '(SELECT max(seq) + 1 FROM entries)'

/** Writes rows; gives back the end on a slip, and how to close the journal. */
const write = (home: string, terminal: string, from: number, to: number): { slip: string; close(): void } => {
  const journal = openJournal({ home, keys, now: readClocks, terminal, findsIndividualNumber: () => false })
  if (!journal.ok) throw new Error(journal.problem.message)
  for (let number = from; number <= to; number += 1)
    if (!journal.value.append(visit(number)).ok) throw new Error('not written')
  return { slip: journal.value.slip().payload, close: journal.value.close }
}

/**
 * A journal in three states: `older` with half of its rows, `killed` as a killed process leaves it, with rows in the
 * write-ahead log, and `work`, closed in order.
 */
const make = (folder: string, terminal: string): string => {
  const work = join(folder, 'work')
  write(work, terminal, 1, ROWS / 2).close()
  cpSync(work, join(folder, 'older'), { recursive: true })
  const { slip, close } = write(work, terminal, ROWS / 2 + 1, ROWS)
  cpSync(work, join(folder, 'killed'), { recursive: true })
  close()
  return slip
}

const pick = <Value>(values: readonly Value[]): Value => {
  const value = values[random(values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

type Place = { readonly home: string; readonly older: string; readonly other: string }

const readIf = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

/** Every kind of mutation, by name. Each returns what it did, or null when there was nothing to do it to. */
const MUTATION: Readonly<Record<string, (place: Place) => string | null>> = {
  flip: ({ home }) => {
    const file = pick(FILES)
    const bytes = readIf(join(home, file))
    if (bytes.length === 0) return null
    const at = random(bytes.length)
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random(8)), at)
    writeFileSync(join(home, file), bytes)
    return `${file} at ${at}`
  },
  overwrite: ({ home }) => {
    const file = pick(FILES)
    const bytes = readIf(join(home, file))
    if (bytes.length === 0) return null
    const at = random(bytes.length)
    const end = Math.min(bytes.length, at + 1 + random(600))
    for (let place = at; place < end; place += 1) bytes.writeUInt8(random(256), place)
    writeFileSync(join(home, file), bytes)
    return `${file} ${at}–${end}`
  },
  cut: ({ home }) => {
    const file = pick(FILES)
    const bytes = readIf(join(home, file))
    if (bytes.length === 0) return null
    const length = random(bytes.length)
    writeFileSync(join(home, file), bytes.subarray(0, length))
    return `${file} to ${length}`
  },
  lengthen: ({ home }) => {
    const file = pick(FILES)
    const bytes = readIf(join(home, file))
    writeFileSync(join(home, file), Buffer.concat([bytes, Buffer.alloc(1 + random(9_000), random(256))]))
    return file
  },
  remove: ({ home }) => {
    const file = pick(FILES)
    rmSync(join(home, file), { force: true })
    return file
  },
  'swap pages': ({ home }) => {
    const file = pick(['journal.db', 'journal.db-wal'] as const)
    const bytes = readIf(join(home, file))
    const pages = Math.floor(bytes.length / 4_096)
    if (pages < 2) return null
    const [one, other] = [random(pages) * 4_096, random(pages) * 4_096]
    const copy = Buffer.from(bytes.subarray(one, one + 4_096))
    bytes.copyWithin(one, other, other + 4_096)
    copy.copy(bytes, other)
    writeFileSync(join(home, file), bytes)
    return `${file} ${one} and ${other}`
  },
  'older files': ({ home, older }) => {
    const files = FILES.filter(() => random(2) === 0)
    if (files.length === 0 || files.length === FILES.length) return null
    for (const file of files) {
      const bytes = readIf(join(older, file))
      if (bytes.length === 0) rmSync(join(home, file), { force: true })
      else writeFileSync(join(home, file), bytes)
    }
    return files.join(' ')
  },
  "another journal's file": ({ home, other }) => {
    const file = pick(FILES)
    const bytes = readIf(join(other, file))
    if (bytes.length === 0) return null
    writeFileSync(join(home, file), bytes)
    return file
  },
  'edit rows': ({ home }) => {
    const seq = 1 + random(ROWS)
    const other = 1 + random(ROWS)
    const statement = pick([
      `UPDATE entries SET body = replace(body, 'accept', 'need-more') WHERE seq = ${seq}`,
      `UPDATE entries SET body = json_set(body, '$.at', '2020-01-01T00:00:00.000+09:00') WHERE seq = ${seq}`,
      `UPDATE entries SET body = ' ' || body WHERE seq = ${seq}`,
      `UPDATE entries SET mac = (SELECT mac FROM entries WHERE seq = ${other === seq ? (seq % ROWS) + 1 : other}) WHERE seq = ${seq}`,
      `UPDATE entries SET mac = randomblob(32) WHERE seq = ${seq}`,
      `DELETE FROM entries WHERE seq = ${seq}`,
      `DELETE FROM entries WHERE seq >= ${seq}`,
      `DELETE FROM entries WHERE seq <= ${seq}`,
      `UPDATE entries SET seq = seq + 1000 WHERE seq >= ${seq}`,
      `INSERT INTO entries (seq, body, mac) SELECT ${BEHIND}, body, mac FROM entries WHERE seq = ${seq}`,
      `INSERT INTO entries (seq, body, mac) VALUES (${BEHIND}, (SELECT body FROM entries WHERE seq = ${seq}), randomblob(32))`,
      `UPDATE meta SET value = 'another'`,
    ])
    withDatabase(home, keys, (database) => database.exec(statement))
    return statement
  },
}

/** How many rows are read back, and a hash over all of them. */
const rowsOf = (home: string): string => {
  const reader = openJournalForReading({ home, keys })
  if (!reader.ok) return reader.problem.message
  try {
    const { database } = reader.value.connection
    const rows = database.prepare('SELECT seq, body, hex(mac) FROM entries ORDER BY seq').raw().all()
    return `${rows.length} rows ${hash('sha256', JSON.stringify(rows))}`
  } finally {
    reader.value.close()
  }
}

test(`${MUTATIONS} mutations are each found or harmless`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-mutation-'))
  try {
    const [one, another] = [join(folder, 'one'), join(folder, 'another')]
    const slip = parseSlip(make(one, '見本端末'))
    if (!slip.ok) throw new Error(slip.problem)
    make(another, '別の端末')
    const states = ['work', 'killed'].map((name) => ({ name, home: join(one, name) }))
    const truth = new Map(states.map(({ name, home }) => [name, rowsOf(home)]))
    const counts: Record<string, { found: number; harmless: number }> = {}
    const home = join(folder, 'mutated')
    let done = 0
    while (done < MUTATIONS) {
      const state = pick(states)
      const [kind, mutate] = pick(Object.entries(MUTATION))
      rmSync(home, { recursive: true, force: true })
      cpSync(state.home, home, { recursive: true })
      // Kept from before a process died, and made anew by the next one that opens the journal.
      rmSync(`${journalHome(home).database}-shm`, { force: true })
      const what = mutate({ home, older: join(one, 'older'), other: join(another, state.name) })
      if (what === null) continue
      done += 1
      if (done % 1_000 === 0) console.log(`${done} mutations: ${JSON.stringify(counts)}`)
      // With nothing left that has seen the newer rows, only what was kept elsewhere can tell.
      const everythingOlder = what.includes('journal.head') && what.includes('anchors.log')
      const verification = verifyJournal({ home, keys }, everythingOlder ? [slip.value] : [])
      const verdict: Verification | null = verification.ok ? verification.value : null
      const count = counts[kind] ?? { found: 0, harmless: 0 }
      counts[kind] = count
      if (verdict === null || !verdict.ok) count.found += 1
      else {
        expect({ kind, what, state: state.name, rows: rowsOf(home) }).toEqual({
          kind,
          what,
          state: state.name,
          rows: truth.get(state.name),
        })
        count.harmless += 1
      }
    }
    console.log(`${done} mutations (seed ${SEED}): ${JSON.stringify(counts)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
