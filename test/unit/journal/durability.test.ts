import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { failureOf, problemOf } from '../../../main/journal/failure.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { createKeyRing, newest } from '../../../main/journal/keys.ts'
import { derive } from '../../../main/journal/mac.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { makeHome, openHome, verified } from './support.ts'
import { addVisits, visit } from './visits.ts'

const keys = createKeyRing()

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['SQLITE_BUSY_SNAPSHOT', 'locked'],
  ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['EROFS', 'read-only'],
  ['SQLITE_CORRUPT_VTAB', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_FSYNC', 'unknown'],
])('%s is %s', (code, why) => {
  expect(failureOf(code)).toBe(why)
})

test('a bug is thrown on, not made a value', () => {
  expect(() => problemOf(new TypeError('not a function'))).toThrow('not a function')
  expect(() => problemOf(new Error('without a code'))).toThrow('without a code')
})

test('an error of the system that Node has no name for is a value: Windows’ of a share that cannot be reached', () => {
  const message = "UNKNOWN: unknown error, stat '\\\\shikaku\\OQS'"
  const error = Object.assign(new Error(message), { code: 'UNKNOWN', errno: -4094, syscall: 'stat' })
  expect(problemOf(error)).toEqual({ why: 'unknown', detail: `UNKNOWN: ${message}` })
})

describe('under an open journal', () => {
  test('another writer that does not let go is a value, and afterwards writing goes on without a hole', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 2)
    const other = new Database(journalHome(folder).database)
    other.pragma(`cipher = 'aegis'`)
    other.pragma(`key = "raw:${derive(newest(keys.data), 'file')}"`)
    other.exec('BEGIN IMMEDIATE')
    expect(journal.append(visit(3))).toMatchObject({ ok: false, problem: { why: 'locked' } })
    expect(journal.append(visit(3), { working: null })).toMatchObject({
      ok: false,
      problem: { why: 'locked' },
    })
    expect(journal.saveWorking('{}')).toMatchObject({ ok: false, problem: { why: 'locked' } })
    other.exec('ROLLBACK')
    other.close()
    expect(journal.append(visit(3))).toEqual({ ok: true, value: { seq: 3 } })
    expect(verified(journal)).toEqual({ entries: 3, ok: true, firstBad: null, problem: null, witness: null })
  })

  test('a reader that stays does not stop the writing', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 2)
    const reader = new Database(journalHome(folder).database, { readonly: true })
    reader.pragma(`cipher = 'aegis'`)
    reader.pragma(`key = "raw:${derive(newest(keys.data), 'file')}"`)
    reader.exec('BEGIN')
    expect(reader.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(2)
    addVisits(journal, 3, 10)
    expect(reader.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(2)
    reader.close()
  })

  test.each(['journal.db', 'journal.db-wal'])(
    '%s moved away is a value and loses nothing that was acknowledged',
    (name) => {
      const folder = makeHome()
      const journal = openHome(folder, { keys })
      addVisits(journal, 3)
      const path = `${folder}/${name}`
      renameSync(path, `${path}.away`)
      expect(journal.append(visit(4))).toMatchObject({ ok: false, problem: { why: 'damaged' } })
      renameSync(`${path}.away`, path)
      expect(journal.append(visit(4))).toEqual({ ok: true, value: { seq: 4 } })
      expect(verified(journal).ok).toBe(true)
    },
  )

  test('the database replaced by an older copy is a value, not a second row 3', () => {
    const folder = makeHome()
    const first = openHome(folder, { keys })
    addVisits(first, 2)
    first.close()
    const copy = `${folder}.copy`
    cpSync(journalHome(folder).database, copy)
    const journal = openHome(folder, { keys })
    addVisits(journal, 3, 10)
    for (const companion of ['', '-wal', '-shm'])
      rmSync(`${journalHome(folder).database}${companion}`, { force: true })
    renameSync(copy, journalHome(folder).database)
    expect(journal.append(visit(20))).toMatchObject({ ok: false, problem: { why: 'damaged' } })
    expect(journal.append(visit(21))).toMatchObject({ ok: false, problem: { why: 'damaged' } })
    journal.close()
    const again = openHome(folder, { keys })
    expect(again.warnings).toContainEqual({ code: 'loss-found', what: 'rows-missing', fromSeq: 3, toSeq: 5 })
    expect(again.append(visit(22))).toEqual({ ok: true, value: { seq: 7 } })
  })

  test('looking at a file that has become unreadable is no exception', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 30)
    journal.saveWorking('{}')
    journal.close()
    const again = openHome(folder, { keys })
    writeFileSync(journalHome(folder).database, Buffer.alloc(100_000, 7))
    expect(again.visits('2026-11-22', 9).visitCount).toBe(0)
    expect(again.openFollowUps()).toEqual([])
    expect(again.search({})).toMatchObject({ rows: [], problem: { why: 'damaged' } })
    expect(atOnce(again.statistics())).toBe(null)
    expect(again.export({ staff: 'a', format: 'csv' }).ok).toBe(false)
    expect(again.append(visit(99)).ok).toBe(false)
    expect(verified(again).ok).toBe(false)
    again.close()
  })

  test('a head file that cannot be kept up does not stop anything', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    rmSync(journalHome(folder).head)
    addVisits(journal, 2)
    expect(verified(journal)).toMatchObject({ ok: false, problem: 'the head file is missing' })
    journal.close()
    const again = openHome(folder, { keys })
    expect(again.warnings).toEqual([{ code: 'loss-found', what: 'head-missing', fromSeq: 0, toSeq: 0 }])
  })

  test('rows are written and deleted no other way than by the journal', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 2)
    journal.close()
    const other = new Database(journalHome(folder).database)
    other.pragma(`cipher = 'aegis'`)
    other.pragma(`key = "raw:${derive(newest(keys.data), 'file')}"`)
    expect(() => other.exec(`UPDATE entries SET body = '{}'`)).toThrow('never changed')
    expect(() => other.exec('DELETE FROM entries')).toThrow('purge_through')
    expect(() => other.exec(`INSERT INTO entries (seq, body, mac) VALUES (1, '{}', x'00')`)).toThrow(
      'added at the end',
    )
    expect(() =>
      other.exec(`INSERT OR REPLACE INTO entries (seq, body, mac) VALUES (2, '{}', x'00')`),
    ).toThrow('added at the end')
    other.close()
  })
})
