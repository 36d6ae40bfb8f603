/** Attack §12: who has the rows, the signed heads and the public key verifies, and cannot write. */
import { generateKeyPairSync, sign } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { JournalPort } from '../../../contract/journal.ts'
import { headsIn } from '../../../main/journal/heads.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { createKeyRing, parseKeyRing } from '../../../main/journal/keys.ts'
import { checkHeads, headHolds, type PlainRow, signedText } from '../../../main/journal/signed-head.ts'
import { parseSlip } from '../../../main/journal/slip.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { withDatabase } from './attacker.ts'
import { goTo, makeClock, makeHome, openHome, purgeInTime, verified } from './support.ts'
import { addVisits } from './visits.ts'

const keys = createKeyRing()

/** The output of `journal export`, as plain rows. */
const rowsOf = (journal: JournalPort): PlainRow[] => {
  const exported = journal.export({ staff: 'reception', format: 'jsonl' })
  if (!exported.ok) throw new Error(exported.problem.detail)
  return [...exported.value.pieces]
    .join('')
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, seq, rest] = /^\{"seq":(\d+),(.*)$/.exec(line) ?? []
      return { seq: Number(seq), body: `{${rest}` }
    })
}

const nameIn = (database: Database): string =>
  String(database.prepare(`SELECT value FROM meta WHERE name = 'journal'`).pluck().get())

const signed = (journal: JournalPort) => {
  const head = journal.signHead()
  if (!head.ok) throw new Error(head.problem.detail)
  return head.value
}

const filled = (count = 120) => {
  const home = makeHome()
  const journal = openHome(home, { keys })
  addVisits(journal, count)
  const head = signed(journal)
  return { home, journal, head, rows: rowsOf(journal), heads: journal.signedHeads() }
}

describe('§12 who has the rows, the signed heads and the public key', () => {
  test('the rows hold with the public key alone; there is a head at every fifty rows and where one was asked for', () => {
    const { head, rows, heads } = filled()
    expect(heads.map(({ seq }) => seq)).toEqual([0, 50, 100, 121])
    expect(headHolds(head, head.key)).toBe(true)
    expect(checkHeads(rows, heads, [head.key])).toEqual({
      entries: 121,
      ok: true,
      firstBad: null,
      problem: null,
      signedThrough: 121,
    })
  })

  test.each([
    [
      'altered',
      (rows: PlainRow[]) => rows.map((row) => (row.seq === 70 ? { ...row, body: `${row.body} ` } : row)),
      51,
    ],
    ['left out', (rows: PlainRow[]) => rows.filter(({ seq }) => seq !== 70), 51],
    ['put in another order', (rows: PlainRow[]) => [...rows.slice(0, 5), ...rows.slice(5).reverse()], 1],
    ['cut off at the end', (rows: PlainRow[]) => rows.slice(0, 110), 111],
    ['cut off at the beginning', (rows: PlainRow[]) => rows.slice(3), 1],
  ])('rows that were %s are noticed', (_, change, firstBad) => {
    const { head, rows, heads } = filled()
    expect(checkHeads(change(rows), heads, [head.key])).toMatchObject({ ok: false, firstBad })
  })

  test('a head of another key, or moved to another row, does not hold', () => {
    const { head, rows, heads } = filled()
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? ''
    expect(headHolds(head, other)).toBe(false)
    expect(headHolds({ ...head, seq: 120 }, head.key)).toBe(false)
    expect(checkHeads(rows, heads, [other])).toMatchObject({ ok: false })
  })

  test('the chain of digests goes on across a change of keys, a purge and a restart; the key stays the same', () => {
    const home = makeHome()
    const clock = makeClock(Date.parse('2019-05-01T00:00:00Z'))
    let journal = openHome(home, { keys, clock })
    addVisits(journal, 60)
    const first = signed(journal)
    const rows = rowsOf(journal)
    const ring = journal.extendedKeys()
    expect(journal.rotateKeys({ staff: 'reception', keys: ring })).toMatchObject({ ok: true })
    const parsed = parseKeyRing(ring)
    if (!parsed.ok) throw new Error(parsed.problem)
    addVisits(journal, 10, 100)
    journal.close()
    journal = openHome(home, { keys: parsed.value, clock })
    const second = signed(journal)
    expect(second.key).toBe(first.key)
    expect(checkHeads(rowsOf(journal), journal.signedHeads(), [first.key])).toMatchObject({ ok: true })
    expect(rows.length).toBeGreaterThan(60)
    goTo(journal, clock, '2026-11-22T00:00:00Z')
    expect(purgeInTime(journal, clock, { staff: 'a', years: 5 })).toMatchObject({ value: { state: 'done' } })
    const third = signed(journal)
    const left = rowsOf(journal)
    expect(left[0]?.seq).toBeGreaterThan(second.seq)
    expect(checkHeads(left, journal.signedHeads(), [first.key])).toMatchObject({
      ok: true,
      signedThrough: third.seq,
    })
  })

  test('keys go on being named when the rows that named them are removed: old slips and heads are still known', () => {
    const home = makeHome()
    const clock = makeClock(Date.parse('2019-05-01T00:00:00Z'))
    const early = openHome(home, { keys, clock })
    addVisits(early, 60)
    const { payload, key } = { payload: early.slip().payload, key: signed(early).key }
    addVisits(early, 3, 80)
    // Within the retention, and still under the first key.
    goTo(early, clock, '2026-11-01T00:00:00Z')
    addVisits(early, 60, 100)
    early.close()
    withDatabase(home, keys, (database) => database.exec('DELETE FROM signing'))
    const journal = openHome(home, { keys, clock })
    const slip = parseSlip(payload)
    if (!slip.ok) throw new Error(slip.problem)
    goTo(journal, clock, '2026-11-22T00:00:00Z')
    expect(purgeInTime(journal, clock, { staff: 'a', years: 5 })).toMatchObject({ value: { state: 'done' } })
    expect(journal.signedHeads().some((head) => head.key === key)).toBe(true)
    expect(verifyJournal({ home, keys }, [slip.value])).toMatchObject({
      value: {
        ok: true,
        witness: 'not-compared',
        problem: expect.stringMatching(/was signed by this terminal/),
      },
    })
    const named = journal.search({ events: ['signing-key'] }).rows.map(({ event }) => event)
    const now = signed(journal)
    expect(named).toMatchObject([
      { publicKey: now.key, cause: 'lost' },
      { publicKey: key, cause: 'made' },
      { publicKey: now.key, cause: 'lost' },
    ])
    expect(journal.search({ events: ['signing-key'] }).found).toBe(named.length)
  })

  test('heads that somebody else has signed anew are noticed, until an administrator has put it on record', () => {
    const { home, journal } = filled()
    journal.close()
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const key = publicKey.export({ format: 'jwk' }).x ?? ''
    withDatabase(home, keys, (database) => {
      for (const head of headsIn(database, nameIn(database))) {
        const signature = sign(null, Buffer.from(signedText(head)), privateKey).toString('base64url')
        database
          .prepare('UPDATE heads SET key = ?, signature = ? WHERE seq = ?')
          .run(key, signature, head.seq)
      }
    })
    expect(verifyJournal({ home, keys })).toMatchObject({
      value: { ok: false, problem: expect.stringMatching(/a key that is not this terminal’s/) },
    })
    const again = openHome(home, { keys })
    again.acknowledgeLosses({ staff: 'a', why: '見本' })
    again.close()
    expect(verifyJournal({ home, keys })).toMatchObject({ value: { ok: true } })
  })

  test('a head in the database that was altered is noticed by verification', () => {
    const { home, journal } = filled()
    journal.close()
    withDatabase(home, keys, (database) =>
      database.exec(`UPDATE heads SET digest = '${'0'.repeat(64)}' WHERE seq = 100`),
    )
    expect(verifyJournal({ home, keys })).toMatchObject({ value: { ok: false } })
  })

  test('a signing key that is gone is made anew, and a row says so', () => {
    const { home, journal, head } = filled()
    journal.close()
    withDatabase(home, keys, (database) => database.exec('DELETE FROM signing'))
    const again = openHome(home, { keys })
    const rows = again.search({ events: ['signing-key'] }).rows.map(({ event }) => event)
    expect(rows).toMatchObject([{ cause: 'lost' }, { cause: 'made', publicKey: head.key }])
    const next = signed(again)
    expect(next.key).not.toBe(head.key)
    expect(checkHeads(rowsOf(again), again.signedHeads(), [head.key, next.key])).toMatchObject({ ok: true })
    expect(checkHeads(rowsOf(again), again.signedHeads(), [head.key])).toMatchObject({ ok: false })
  })

  test('the private key lies sealed: neither the file nor the database holds it in the clear', () => {
    const { home, journal } = filled(1)
    journal.close()
    withDatabase(home, keys, (database) => {
      const sealed = String(database.prepare('SELECT sealed FROM signing').pluck().get())
      // A PKCS #8 of Ed25519 begins with these bytes.
      expect(Buffer.from(sealed, 'base64url').includes(Buffer.from('302e020100300506032b6570', 'hex'))).toBe(
        false,
      )
    })
    expect(journalHome(home).database).toContain('journal.db')
  })
})

describe('§12 another public key beside the signing key', () => {
  const other = String(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x)
  const altered = () => {
    const { home, journal } = filled(3)
    const own = signed(journal).key
    journal.close()
    withDatabase(home, keys, (database) => database.prepare('UPDATE signing SET public = ?').run(other))
    return { home, own }
  }

  test('is named by a verification, with both keys', () => {
    const { home, own } = altered()
    expect(verifyJournal({ home, keys })).toMatchObject({
      value: { ok: false, firstBad: null, problem: expect.stringContaining(other) },
    })
    expect(verifyJournal({ home, keys })).toMatchObject({
      value: { problem: expect.stringContaining(own) },
    })
  })

  test('is on no slip and under no head; it goes on record when the journal is opened, until somebody has looked at it', () => {
    const { home, own } = altered()
    const journal = openHome(home, { keys })
    expect(journal.warnings).toMatchObject([{ code: 'loss-found', what: 'signing-key-altered' }])
    expect(journal.slip().payload).toContain(own)
    expect(journal.slip().payload).not.toContain(other)
    expect(signed(journal).key).toBe(own)
    expect(journal.search({ events: ['signing-key'] }).rows.map(({ event }) => event)).toMatchObject([
      { publicKey: own, cause: 'made' },
    ])
    expect(verified(journal)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('signing-key-altered'),
    })
    journal.acknowledgeLosses({ staff: 'staff-1', why: '見本' })
    expect(verified(journal)).toMatchObject({ ok: true })
    journal.close()
    expect(openHome(home, { keys }).warnings).toEqual([])
  })
})
