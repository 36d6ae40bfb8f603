import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { isOpenToOthers } from '../../../main/files/owner-alone.ts'
import { openingProblem } from '../../../main/journal/access.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { createKeyRing, newest } from '../../../main/journal/keys.ts'
import { derive } from '../../../main/journal/mac.ts'
import { openJournal } from '../../../main/journal/open.ts'
import { setJournalAside } from '../../../main/journal/restore.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { isOwnersAlone, openToAll } from '../../access.ts'
import { withDatabase } from './attacker.ts'
import { circumstances, makeClock, makeHome, openHome, verified } from './support.ts'
import { addVisits, visit } from './visits.ts'

const problemOf = (home: string, more: Partial<Parameters<typeof openJournal>[0]> = {}) => {
  const journal = openJournal({ home, ...circumstances(), ...more })
  if (journal.ok) throw new Error('it opened')
  return journal.problem
}

const filled = (rows = 3): string => {
  const folder = makeHome()
  const journal = openHome(folder)
  addVisits(journal, rows)
  journal.close()
  return folder
}

describe('a home that cannot be used says so', () => {
  test('a file instead of a folder', () => {
    const folder = makeHome()
    writeFileSync(folder, '')
    expect(problemOf(folder)).toMatchObject({ why: 'not-a-folder', message: `${folder}: not a folder` })
  })

  test('a folder that belongs to the system', () => {
    expect(problemOf('/proc/uketsuke')).toMatchObject({ message: expect.stringContaining('/proc/uketsuke') })
  })

  test('a plain database, and it is left as it was', () => {
    const folder = makeHome()
    mkdirSync(folder)
    const database = new Database(journalHome(folder).database)
    database.exec('CREATE TABLE other (a); INSERT INTO other VALUES (1)')
    database.close()
    writeFileSync(journalHome(folder).dataKey, JSON.stringify({ data: createKeyRing().data }))
    writeFileSync(journalHome(folder).chainKey, JSON.stringify({ chain: createKeyRing().chain }))
    const before = readFileSync(journalHome(folder).database)
    expect(problemOf(folder)).toMatchObject({ why: 'foreign' })
    expect(readFileSync(journalHome(folder).database)).toEqual(before)
  })

  test('a text file in the place of the database', () => {
    const folder = filled()
    writeFileSync(journalHome(folder).database, 'notes of somebody else '.repeat(500))
    expect(problemOf(folder)).toMatchObject({ why: 'damaged' })
  })

  test('the database missing while its other files are here', () => {
    const folder = filled()
    rmSync(journalHome(folder).database)
    expect(problemOf(folder)).toMatchObject({ why: 'half-written', status: 'damaged' })
    expect(existsSync(journalHome(folder).database)).toBe(false)
  })

  test('a newer form', () => {
    const keys = createKeyRing()
    const folder = makeHome()
    openHome(folder, { keys }).close()
    withDatabase(folder, keys, (database) => database.pragma('user_version = 99'))
    expect(problemOf(folder, { keys })).toMatchObject({
      why: 'newer-form',
      message: expect.stringContaining('form 99'),
    })
  })
})

describe('keys', () => {
  test("without a key store two key files are made, the owner's alone, with a warning", () => {
    const folder = makeHome()
    const journal = openHome(folder)
    expect(journal.warnings).toEqual([{ code: 'key-file', path: journalHome(folder).dataKey }])
    for (const path of [journalHome(folder).dataKey, journalHome(folder).chainKey])
      expect(isOwnersAlone(path)).toBe(true)
  })

  test('a key file that others could read is closed again, with a warning', () => {
    const folder = filled()
    openToAll(journalHome(folder).dataKey)
    expect(openHome(folder).warnings).toEqual([
      { code: 'key-file-was-open', path: journalHome(folder).dataKey },
    ])
    expect(isOpenToOthers(journalHome(folder).dataKey)).toBe(false)
  })

  test.each(['journal.key', 'chain.key'])('%s lost is said, and nothing is overwritten', (name) => {
    const folder = filled()
    rmSync(join(folder, name))
    const before = readFileSync(journalHome(folder).database)
    expect(problemOf(folder)).toMatchObject({ why: 'key-lost', status: 'key-lost' })
    expect(existsSync(join(folder, name))).toBe(false)
    expect(readFileSync(journalHome(folder).database)).toEqual(before)
    expect(verifyJournal({ home: folder })).toMatchObject({ ok: false, problem: { why: 'key-lost' } })
  })

  test('a key file that is no key file is said', () => {
    const folder = filled()
    writeFileSync(journalHome(folder).dataKey, 'not a key')
    expect(problemOf(folder)).toMatchObject({
      why: 'key-lost',
      message: expect.stringContaining('not a key file'),
    })
  })

  test('keys of another journal are told from damage', () => {
    const folder = filled()
    expect(problemOf(folder, { keys: createKeyRing() })).toMatchObject({
      why: 'key-lost',
      message: expect.stringContaining('another key'),
    })
  })

  test('a journal whose key is lost is put aside, a new one begins, and the old one opens when its key is found', () => {
    const folder = filled(4)
    const key = readFileSync(journalHome(folder).dataKey)
    rmSync(journalHome(folder).dataKey)
    expect(setJournalAside(folder, '2026-11-22T09:00:00.000+09:00')).toMatchObject({ ok: true })
    const journal = openHome(folder)
    expect(journal.append(visit(1))).toEqual({ ok: true, value: { seq: 1 } })
    journal.close()
    const found = makeHome()
    mkdirSync(found)
    for (const name of readdirSync(journalHome(folder).aside))
      cpSync(join(journalHome(folder).aside, name), join(found, name.replace(/^\d+-/, '')))
    writeFileSync(journalHome(found).dataKey, key)
    expect(verifyJournal({ home: found })).toEqual({
      ok: true,
      value: { entries: 4, ok: true, firstBad: null, problem: null, witness: null },
    })
  })
})

describe('one process at a time', () => {
  test('a second opening is refused while the first lasts, and reading is not', () => {
    const folder = makeHome()
    const journal = openHome(folder)
    addVisits(journal, 2)
    expect(problemOf(folder)).toMatchObject({ why: 'in-use', status: 'locked' })
    expect(verifyJournal({ home: folder })).toEqual({
      ok: true,
      value: { entries: 2, ok: true, firstBad: null, problem: null, witness: null },
    })
    journal.close()
    openHome(folder).close()
  })

  test('a program that holds the file is no second desk, and a short while of it is waited for', async () => {
    const folder = makeHome()
    const keys = createKeyRing()
    openHome(folder, { keys }).close()
    const busy = new Database.SqliteError('database is locked', 'SQLITE_BUSY')
    expect(openingProblem(folder, busy)).toMatchObject({ why: 'held', status: 'locked' })

    const child = spawn(
      process.execPath,
      [
        '-e',
        `
      const Database = require('better-sqlite3')
      const database = new Database(${JSON.stringify(journalHome(folder).database)})
      database.pragma("cipher = 'aegis'"); database.pragma('key = "raw:${derive(newest(keys.data), 'file')}"')
      database.pragma('locking_mode = EXCLUSIVE'); database.exec('BEGIN EXCLUSIVE')
      console.log('held'); setTimeout(() => database.close(), 700)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await new Promise((resolve) => child.stdout.once('data', resolve))
    openHome(folder, { keys }).close()
  })

  test('a second process is refused, and the lock dies with the first', async () => {
    const folder = filled()
    const child = spawn(
      process.execPath,
      [
        '-e',
        `
      const Database = require('better-sqlite3')
      const database = new Database(${JSON.stringify(journalHome(folder).lock)})
      database.pragma('journal_mode = MEMORY'); database.exec('BEGIN EXCLUSIVE')
      console.log('locked'); setInterval(() => {}, 1000)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(problemOf(folder)).toMatchObject({ why: 'in-use' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    openHome(folder).close()
  })
})

describe('making a journal may be interrupted at any point', () => {
  test.each([
    ['before the database', ['journal.db', 'journal.head', 'anchors.log']],
    ['before the anchors', ['journal.head', 'anchors.log']],
    ['before the head file', ['journal.head']],
  ])('%s', (_, missing) => {
    const folder = makeHome()
    openHome(folder).close()
    for (const name of missing) rmSync(join(folder, name))
    if (missing.includes('journal.db')) rmSync(join(folder, 'journal.lock'))
    const journal = openHome(folder)
    expect(journal.warnings).toEqual([])
    expect(journal.append(visit(1))).toEqual({ ok: true, value: { seq: 1 } })
    expect(verified(journal).ok).toBe(true)
  })

  test('an empty database file', () => {
    const folder = makeHome()
    openHome(folder).close()
    for (const name of ['journal.head', 'anchors.log']) rmSync(join(folder, name))
    writeFileSync(journalHome(folder).database, '')
    expect(openHome(folder).append(visit(1)).ok).toBe(true)
  })
})

describe('the clock', () => {
  test('set back while the terminal was off: noticed at the start and put on record', () => {
    const folder = makeHome()
    const clock = makeClock()
    const journal = openHome(folder, { clock })
    clock.advance(86_400_000)
    addVisits(journal, 1)
    journal.close()
    clock.setWall('2026-11-22T12:00:00Z')
    const again = openHome(folder, { clock })
    const newest = '2026-11-23T09:00:00.000+09:00'
    expect(again.warnings).toEqual([{ code: 'clock-doubted', why: 'behind', newest }])
    expect(again.search({ events: ['clock-doubted'] }).rows[0]).toMatchObject({
      stamp: { doubt: true },
      event: { why: 'behind', newest },
    })
  })
})

test('a leftover of an interrupted replacement does no harm', () => {
  const folder = filled()
  writeFileSync(`${journalHome(folder).dataKey}.new`, 'half')
  renameSync(`${journalHome(folder).dataKey}.new`, `${journalHome(folder).database}.new`)
  const journal = openHome(folder)
  expect(journal.rotateKeys({ staff: 'reception', keys: journal.extendedKeys() }).ok).toBe(true)
  expect(verified(journal).ok).toBe(true)
})
