/** Verification in two halves says what verification in one walk says, of whole journals and of altered ones. */
import { cpSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { journalHome } from '../../../main/journal/home.ts'
import { writeKeyFiles } from '../../../main/journal/key-files.ts'
import { type KeyRing, parseKeyRing } from '../../../main/journal/keys.ts'
import { secondWalkFor } from '../../../main/journal/second-walk.ts'
import { parseSlip } from '../../../main/journal/slip.ts'
import { type SecondFor, verifyJournal, type Witness } from '../../../main/journal/verify.ts'
import { withDatabase } from './attacker.ts'
import { makeHome, openHome } from './support.ts'
import { addVisits } from './visits.ts'

/** A journal of 261 rows whose keys were changed behind row `changed`, and a slip of row `seen`. */
const journalWith = (changed: number, seen: number): { home: string; ring: KeyRing; slip: Witness } => {
  const home = makeHome()
  const journal = openHome(home)
  const ring = parseKeyRing(journal.extendedKeys())
  if (!ring.ok) throw new Error(ring.problem)
  let slip = ''
  for (let row = 1; row <= 260; row += 1) {
    addVisits(journal, 1, row)
    if (row === seen) slip = journal.slip().payload
    if (row !== changed) continue
    const keys = journal.extendedKeys()
    const next = parseKeyRing(keys)
    if (next.ok) writeKeyFiles(journalHome(home), next.value)
    expect(journal.rotateKeys({ staff: '見本', keys })).toMatchObject({ ok: true })
  }
  const keys = parseKeyRing(journal.keys())
  const witness = parseSlip(slip)
  journal.close()
  if (!keys.ok || !witness.ok) throw new Error('no keys or no slip')
  return { home, ring: keys.value, slip: witness.value }
}

/** Halves from so few rows on, and what the second of them was. */
const halves = (): { secondFor: SecondFor; said: { from: number; entries: number | null }[] } => {
  const said: { from: number; entries: number | null }[] = []
  return {
    said,
    secondFor: (of) => ({
      worth: 200,
      start: (half, known) => {
        const walk = secondWalkFor(of).start(half, known)
        return {
          ...walk,
          *answer(walked) {
            const answer = yield* walk.answer(walked)
            said.push({ from: half.start.seq, entries: answer?.entries ?? null })
            return answer
          },
        }
      },
    }),
  }
}

const early = journalWith(60, 200)
const late = journalWith(220, 30)

const alterRow = (seq: number) => (database: Database.Database) =>
  database.prepare(`UPDATE entries SET body = replace(body, 'reception', 'receptioN') WHERE seq = ?`).run(seq)
const removeRow = (seq: number) => (database: Database.Database) =>
  database.prepare('DELETE FROM entries WHERE seq = ?').run(seq)
const alterHead = (seq: number) => (database: Database.Database) =>
  database
    .prepare(
      `UPDATE heads SET digest = '${'0'.repeat(64)}' WHERE seq = (SELECT min(seq) FROM heads WHERE seq >= ?)`,
    )
    .run(seq)

const CASES: readonly (readonly [string, ((database: Database.Database) => unknown) | null])[] = [
  ['whole', null],
  ...[2, 100, 101, 102, 131, 200, 260].map((seq) => [`row ${seq} altered`, alterRow(seq)] as const),
  ...[2, 100, 101, 102, 131, 200, 260].map((seq) => [`row ${seq} gone`, removeRow(seq)] as const),
  ...[2, 100, 150, 200].map((seq) => [`head at or after ${seq} altered`, alterHead(seq)] as const),
]

test.each(
  [early, late].flatMap((journal) =>
    CASES.map(([name, act]) => [journal === early ? 'early' : 'late', name, journal, act] as const),
  ),
)('keys changed %s, %s', (_, name, { home: original, ring, slip }, act) => {
  const home = makeHome()
  cpSync(original, home, { recursive: true })
  if (act) withDatabase(home, ring, act)
  const { secondFor, said } = halves()
  const one = verifyJournal({ home }, [slip])
  const two = verifyJournal({ home }, [slip], undefined, secondFor)
  expect(two).toEqual(one)
  expect(two).toMatchObject({ value: { ok: name === 'whole', witness: act ? expect.any(String) : 'agrees' } })
  // The second half's word was taken, but where it has something to tell: that keys were changed is none of it.
  if (act === null) expect(said).toEqual([{ from: expect.any(Number), entries: expect.any(Number) }])
})

test('a thread that cannot begin costs time, and nothing else', () => {
  const secondFor: SecondFor = (of) => ({
    worth: 200,
    start: (half, known) => secondWalkFor({ ...of, home: `${of.home}-is-not-there` }).start(half, known),
  })
  expect(verifyJournal({ home: early.home }, [], undefined, secondFor)).toEqual(
    verifyJournal({ home: early.home }),
  )
})
