import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { chainOf } from '../../../main/journal/chain.ts'
import { connect } from '../../../main/journal/database.ts'
import { type JournalHome, journalHome } from '../../../main/journal/home.ts'
import { createKeyRing, newest } from '../../../main/journal/keys.ts'
import { derive } from '../../../main/journal/mac.ts'
import { parseSlip } from '../../../main/journal/slip.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { withDatabase } from './attacker.ts'
import { makeHome, openHome, verified } from './support.ts'
import { addVisits } from './visits.ts'

const keys = createKeyRing()
const ROWS = 12
let folder = ''
let home: JournalHome

const verdict = (slips: string[] = []) => {
  const witnesses = slips.map((slip) => {
    const parsed = parseSlip(slip)
    if (!parsed.ok) throw new Error(parsed.problem)
    return parsed.value
  })
  const verification = verifyJournal({ home: folder, keys }, witnesses)
  if (!verification.ok) throw new Error(verification.problem.message)
  return verification.value
}

const attack = (act: (database: Database.Database) => void) => withDatabase(folder, keys, act)

beforeEach(() => {
  folder = makeHome()
  home = journalHome(folder)
  const journal = openHome(folder, { keys })
  addVisits(journal, ROWS)
  journal.close()
})

test('an untouched journal verifies', () => {
  expect(verdict()).toEqual({ entries: ROWS, ok: true, firstBad: null, problem: null, witness: null })
})

describe('with the data key and without the chain key, it is found and the first bad row named:', () => {
  const otherCode = chainOf('ab'.repeat(32))
  test.each<[string, number | null, (database: Database.Database) => void]>([
    [
      'a row edited',
      5,
      (database) =>
        database.exec(`UPDATE entries SET body = replace(body, '"accept"', '"not-confirmed"') WHERE seq = 5`),
    ],
    [
      'a row edited and its code made anew with another key',
      5,
      (database) => {
        const body = String(database.prepare('SELECT body FROM entries WHERE seq = 5').pluck().get()).replace(
          'accept',
          'need-more',
        )
        const before = String(
          database.prepare('SELECT lower(hex(mac)) FROM entries WHERE seq = 4').pluck().get(),
        )
        database
          .prepare('UPDATE entries SET body = ?, mac = ? WHERE seq = 5')
          .run(body, Buffer.from(otherCode.row(5, before, body), 'hex'))
      },
    ],
    [
      'a code edited',
      7,
      (database) => database.exec('UPDATE entries SET mac = randomblob(32) WHERE seq = 7'),
    ],
    ['a row in the middle removed', 6, (database) => database.exec('DELETE FROM entries WHERE seq = 6')],
    [
      'a row removed and the others moved up',
      6,
      (database) => {
        database.exec('DELETE FROM entries WHERE seq = 6')
        for (let seq = 7; seq <= ROWS; seq += 1)
          database.exec(`UPDATE entries SET seq = ${seq - 1} WHERE seq = ${seq}`)
      },
    ],
    ['the first rows removed', 1, (database) => database.exec('DELETE FROM entries WHERE seq <= 3')],
    ['the last row removed', ROWS, (database) => database.exec(`DELETE FROM entries WHERE seq = ${ROWS}`)],
    ['the last five removed', 8, (database) => database.exec('DELETE FROM entries WHERE seq >= 8')],
    ['all rows removed', 1, (database) => database.exec('DELETE FROM entries')],
    [
      'two rows exchanged',
      3,
      (database) => {
        database.exec(
          'UPDATE entries SET seq = 100 WHERE seq = 3; UPDATE entries SET seq = 3 WHERE seq = 4; UPDATE entries SET seq = 4 WHERE seq = 100',
        )
      },
    ],
    [
      'a row doubled at the end',
      ROWS + 1,
      (database) =>
        database.exec(
          `INSERT INTO entries (seq, body, mac) SELECT ${ROWS + 1}, body, mac FROM entries WHERE seq = 4`,
        ),
    ],
    [
      'a row put in before the first',
      0,
      (database) =>
        database.exec('INSERT INTO entries (seq, body, mac) SELECT 0, body, mac FROM entries WHERE seq = 4'),
    ],
    [
      'a row put in far behind the end',
      ROWS + 1,
      (database) =>
        database.exec(
          'INSERT INTO entries (seq, body, mac) SELECT 900, body, mac FROM entries WHERE seq = 4',
        ),
    ],
    [
      'a tombstone forged over removed rows',
      null,
      (database) => {
        const mac = String(
          database.prepare('SELECT lower(hex(mac)) FROM entries WHERE seq = 4').pluck().get(),
        )
        const body = `{"at":"2026-11-22T09:00:00.000+09:00","beforeDay":"2026-11-22","chainKey":"${chainOf(keys.chain[0] ?? '').fingerprint}","day":"2026-11-22","event":"purged","monotonic":1,"rows":4,"session":"x","staff":"reception","terminal":"t","throughMac":"${mac}","throughSeq":4,"years":5}`
        database.exec('DELETE FROM entries WHERE seq <= 4')
        database
          .prepare('INSERT INTO entries (seq, body, mac) VALUES (?, ?, randomblob(32))')
          .run(ROWS + 1, body)
      },
    ],
    [
      'an acknowledgement forged',
      ROWS + 1,
      (database) => {
        database
          .prepare('INSERT INTO entries (seq, body, mac) VALUES (?, ?, randomblob(32))')
          .run(
            ROWS + 1,
            '{"anchors":99,"at":"2026-11-22T09:00:00.000+09:00","day":"2026-11-22","event":"loss-acknowledged","monotonic":1,"session":"x","staff":"reception","terminal":"t","throughSeq":99,"why":""}',
          )
      },
    ],
    ['the journal renamed', 1, (database) => database.exec(`UPDATE meta SET value = 'another'`)],
    [
      'a trigger added',
      null,
      (database) => database.exec('CREATE TRIGGER weak AFTER INSERT ON entries BEGIN SELECT 1; END'),
    ],
    ['an index removed', null, (database) => database.exec('DROP INDEX entries_event')],
  ])('%s', (_, firstBad, act) => {
    attack(act)
    const { ok, firstBad: found, problem } = verdict()
    expect({ ok, problem }).toEqual({ ok: false, problem: expect.any(String) })
    if (firstBad !== null) expect(found).toBe(firstBad)
  })
})

describe('a database swapped', () => {
  const copyDatabase = (from: string, to: string) => {
    for (const companion of ['', '-wal', '-shm']) {
      rmSync(`${to}${companion}`, { force: true })
      if (existsSync(`${from}${companion}`)) cpSync(`${from}${companion}`, `${to}${companion}`)
    }
  }

  test('for an older copy of itself is found: the head file has seen more', () => {
    const older = journalHome(makeHome())
    cpSync(folder, older.folder, { recursive: true })
    const journal = openHome(folder, { keys })
    addVisits(journal, 3, 50)
    journal.close()
    copyDatabase(older.database, home.database)
    expect(verdict()).toMatchObject({
      ok: false,
      firstBad: ROWS + 1,
      problem: 'rows 13 to 15 at the end missing',
    })
  })

  test('together with its head file is found: the anchor file has seen more', () => {
    const older = journalHome(makeHome())
    cpSync(folder, older.folder, { recursive: true })
    const journal = openHome(folder, { keys })
    addVisits(journal, 3, 50)
    journal.close()
    copyDatabase(older.database, home.database)
    cpSync(older.head, home.head)
    expect(verdict()).toMatchObject({ ok: false, firstBad: ROWS + 1 })
  })

  test('together with everything in the folder is found with a slip that was kept elsewhere', () => {
    const older = makeHome()
    cpSync(folder, older, { recursive: true })
    const journal = openHome(folder, { keys })
    addVisits(journal, 3, 50)
    const { payload } = journal.slip()
    journal.close()
    rmSync(folder, { recursive: true })
    cpSync(older, folder, { recursive: true })
    expect(verdict().ok).toBe(true)
    expect(verdict([payload])).toMatchObject({ ok: false, firstBad: ROWS + 1 })
  })

  test('for another journal under the same keys is found', () => {
    const other = makeHome()
    const journal = openHome(other, { keys })
    addVisits(journal, ROWS + 5)
    journal.close()
    copyDatabase(journalHome(other).database, home.database)
    expect(verdict()).toMatchObject({ ok: false, problem: expect.stringContaining('does not begin where') })
  })

  test('merged with another: rows of one put into the other are found', () => {
    const other = makeHome()
    const journal = openHome(other, { keys })
    addVisits(journal, ROWS + 5)
    journal.close()
    const rows: unknown[][] = []
    withDatabase(other, keys, (database) => {
      for (const row of database.prepare('SELECT seq, body, mac FROM entries WHERE seq > ?').raw().all(ROWS))
        if (Array.isArray(row)) rows.push(row)
    })
    attack((database) => {
      for (const row of rows)
        database.prepare('INSERT INTO entries (seq, body, mac) VALUES (?, ?, ?)').run(...row)
    })
    expect(verdict()).toMatchObject({ ok: false, firstBad: ROWS + 1 })
  })
})

describe('the files beside the database', () => {
  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(path, bytes)
  }

  test.each<[string, () => void, string]>([
    ['the head file removed', () => rmSync(home.head), 'the head file is missing'],
    ['the head file changed', () => flip(home.head, 5), 'the head file is altered'],
    ['the head file cut', () => truncateSync(home.head, 400), 'the head file is altered'],
    ['the anchor file removed', () => rmSync(home.anchors), 'the anchor file is missing'],
    ['the anchor file changed', () => flip(home.anchors, 120), 'the anchor file is altered'],
    [
      'the last anchor line removed',
      () => {
        const lines = readFileSync(home.anchors, 'latin1').split('\n')
        writeFileSync(home.anchors, `${lines.slice(0, -2).join('\n')}\n`)
      },
      'lines at the end of the anchor file are missing',
    ],
    [
      'a line removed from the middle of the anchor file',
      () => {
        const lines = readFileSync(home.anchors, 'latin1').split('\n')
        writeFileSync(home.anchors, lines.toSpliced(1, 1).join('\n'))
      },
      'the anchor file is altered',
    ],
  ])('%s: found, and still known after the terminal has been started again', (_, act, problem) => {
    act()
    expect(verdict()).toMatchObject({ ok: false, problem })
    const journal = openHome(folder, { keys })
    expect(journal.warnings.map(({ code }) => code)).toContain('loss-found')
    addVisits(journal, 1, 90)
    expect(verified(journal)).toMatchObject({ ok: false })
    journal.acknowledgeLosses({ staff: 'staff-1', why: '見本: 点検で確認' })
    expect(verified(journal)).toMatchObject({
      ok: true,
      problem: expect.stringContaining('as row 13 records'),
    })
    journal.close()
    expect(verdict().ok).toBe(true)
  })

  test('rows at the end lost and the terminal started again: the numbers go on behind them, and it stays known', () => {
    attack((database) => database.exec('DELETE FROM entries WHERE seq > 9'))
    const journal = openHome(folder, { keys })
    expect(journal.warnings).toEqual([{ code: 'loss-found', what: 'rows-missing', fromSeq: 10, toSeq: 12 }])
    expect(journal.append({ event: 'stopped', staff: 'terminal', cause: 'asked' })).toEqual({
      ok: true,
      value: { seq: 14 },
    })
    expect(verified(journal)).toMatchObject({ ok: false, firstBad: 10 })
    journal.acknowledgeLosses({ staff: 'staff-1', why: '見本: 停電' })
    expect(verified(journal)).toEqual({
      entries: 12,
      ok: true,
      firstBad: null,
      problem: 'rows 10 to 12 missing, as row 13 records',
      witness: null,
    })
    journal.close()
    attack((database) => database.exec('DELETE FROM entries WHERE seq = 8'))
    expect(verdict()).toMatchObject({ ok: false, firstBad: 8 })
  })
})

describe('damage to the encrypted file', () => {
  const PAGE = 4_096

  /** How many rows one reader gets, row by row, before it meets the damage. */
  const readableRows = (): number => {
    const { database } = connect(home.database, derive(newest(keys.data), 'file'), { readonly: true })
    let rows = 0
    try {
      for (const _ of database.prepare('SELECT body FROM entries ORDER BY seq').iterate()) rows += 1
    } catch {
      return rows
    } finally {
      database.close()
    }
    return rows
  }

  test.each([100, 5_000, 20_000])('a bit flipped at byte %i is found', (at) => {
    const bytes = readFileSync(home.database)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at)
    writeFileSync(home.database, bytes)
    expect(verdict().ok).toBe(false)
  })

  test.each([0, 100, 4_096, 16_384])('the file cut to %i bytes is found', (length) => {
    truncateSync(home.database, length)
    expect(verdict().ok).toBe(false)
  })

  test('is named by the first row that cannot be read', () => {
    const journal = openHome(folder, { keys })
    addVisits(journal, 488, ROWS + 1)
    journal.close()
    const whole = readFileSync(home.database)
    const named: number[] = []
    for (let page = 4; page * PAGE < whole.length; page += 11) {
      const bytes = Buffer.from(whole)
      bytes.writeUInt8(bytes.readUInt8(page * PAGE + 70) ^ 1, page * PAGE + 70)
      writeFileSync(home.database, bytes)
      const readable = readableRows()
      if (readable === 500) continue // A page of an index.
      expect(verdict()).toMatchObject({ ok: false, firstBad: readable + 1 })
      named.push(readable + 1)
    }
    expect(new Set(named).size).toBeGreaterThan(3)
  })

  test('the file removed is found', () => {
    rmSync(home.database)
    expect(verdict()).toMatchObject({ ok: false, entries: 0 })
  })

  test('a lost write-ahead log is found', () => {
    const journal = openHome(folder, { keys })
    addVisits(journal, 2, 60)
    expect(statSync(`${home.database}-wal`).size).toBeGreaterThan(0)
    const copy = makeHome()
    cpSync(folder, copy, { recursive: true })
    journal.close()
    rmSync(`${journalHome(copy).database}-wal`)
    rmSync(`${journalHome(copy).database}-shm`)
    expect(verifyJournal({ home: copy, keys })).toMatchObject({
      ok: true,
      value: { ok: false, firstBad: ROWS + 1 },
    })
  })
})

test("through the journal's own connection rows are neither changed nor removed nor put between", () => {
  const journal = openHome(folder, { keys })
  journal.close()
  expect(() =>
    withDatabase(folder, keys, (database) => {
      database.exec(
        `CREATE TRIGGER again BEFORE DELETE ON entries WHEN OLD.seq > purge_through() BEGIN SELECT RAISE(ABORT, 'kept'); END`,
      )
      database.exec('DELETE FROM entries')
    }),
  ).toThrow(/purge_through/)
})
