import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fail } from '../../../contract/result.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { readKeyFiles, writeKeyFiles } from '../../../main/journal/key-files.ts'
import { createKeyRing, parseKeyRing } from '../../../main/journal/keys.ts'
import { MIGRATIONS, type Migration } from '../../../main/journal/migrate.ts'
import { openJournal } from '../../../main/journal/open.ts'
import { yearsBefore } from '../../../main/journal/purge.ts'
import { openJournalForReading } from '../../../main/journal/read.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { isOwnersAlone } from '../../access.ts'
import { withDatabase } from './attacker.ts'
import { circumstances, goTo, makeClock, makeHome, openHome, purgeInTime, verified } from './support.ts'
import { addVisits, visit } from './visits.ts'

const keys = createKeyRing()
const sound = (entries: number) => ({ entries, ok: true, firstBad: null, problem: null, witness: null })
const done = (rows: number) => ({ ok: true, value: { state: 'done', rows } })
const value = <Value>(result: { ok: true; value: Value } | { ok: false; problem: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

describe('a backup', () => {
  test('is made while the journal is open, verified, put on record, and opens as a journal', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 5)
    const { path, rows } = value(atOnce(journal.backUp({ staff: 'staff-1' })))
    expect(rows).toBe(5)
    expect(journal.search({ events: ['backed-up'] }).rows[0]?.event).toMatchObject({
      staff: 'staff-1',
      throughSeq: 5,
    })
    expect(isOwnersAlone(path)).toBe(true)
    expect(readdirSync(journalHome(folder).backups)).toHaveLength(1)
  })

  test('goes to another folder when asked, and the oldest beyond fourteen go', () => {
    const clock = makeClock()
    const journal = openHome(makeHome(), { keys, clock })
    const elsewhere = makeHome()
    mkdirSync(elsewhere)
    for (let day = 0; day < 16; day += 1) {
      value(atOnce(journal.backUp({ staff: 'reception', folder: elsewhere })))
      clock.advance(86_400_000)
    }
    const names = readdirSync(elsewhere)
    expect(names).toHaveLength(14)
    expect(names[0]).toBe('journal-20261124090000000.db')
  })

  test('into a place that cannot be written is a value', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    writeFileSync(`${folder}.file`, '')
    expect(atOnce(journal.backUp({ staff: 'reception', folder: `${folder}.file` })).ok).toBe(false)
    rmSync(`${folder}.file`)
    expect(journal.append(visit(1)).ok).toBe(true)
  })
})

describe('long acts in steps', () => {
  const filled = () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 5_000)
    return { folder, journal }
  }

  test('the journal goes on being written between two steps, and the backup is of one moment', () => {
    const { folder, journal } = filled()
    const steps = journal.backUp({ staff: 'reception' })
    let answer = steps.next()
    let taken = 0
    for (; answer.done !== true; answer = steps.next()) {
      taken += 1
      addVisits(journal, 1, 10_000 + taken)
    }
    expect(taken).toBeGreaterThan(5)
    const { path, rows } = value(answer.value)
    expect(rows).toBe(5_000)
    journal.close()
    expect(
      restoreJournal({ ...circumstances(), home: folder, keys, backup: path, staff: 'staff-1', why: '見本' }),
    ).toMatchObject({ value: { throughSeq: 5_000, missingThrough: 5_001 + taken } })
  })

  test('a backup that is given up leaves no file and no row', () => {
    const { folder, journal } = filled()
    const steps = journal.backUp({ staff: 'reception' })
    steps.next()
    steps.return(fail({ why: 'unknown', detail: 'given up' }))
    expect(readdirSync(journalHome(folder).backups)).toEqual([])
    expect(journal.search({ events: ['backed-up'] }).rows).toEqual([])
    expect(journal.append(visit(1)).ok).toBe(true)
  })

  test('verification may be given up and begun again while rows are written', () => {
    const { journal } = filled()
    const steps = journal.verify()
    expect(steps.next()).toMatchObject({ done: false })
    addVisits(journal, 1, 10_000)
    steps.return(fail('no-slip'))
    expect(verified(journal)).toEqual(sound(5_001))
  })

  test('with a slip: of this journal it is a witness, and what is none or of another is said', () => {
    const { journal } = filled()
    const other = openHome(makeHome(), { keys })
    expect(atOnce(journal.verify(journal.slip().payload))).toEqual({
      ok: true,
      value: { ...sound(5_001), witness: 'agrees' },
    })
    expect(atOnce(journal.verify(other.slip().payload))).toEqual({ ok: false, problem: 'other-journal' })
    expect(atOnce(journal.verify('見本'))).toEqual({ ok: false, problem: 'no-slip' })
  })
})

describe('the restore drill', () => {
  const drill = () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    addVisits(journal, 5)
    const { path } = value(atOnce(journal.backUp({ staff: 'reception' })))
    addVisits(journal, 4, 20)
    journal.close()
    return { folder, path }
  }
  const restore = (home: string, backup: string) =>
    restoreJournal({ ...circumstances(), home, keys, backup, staff: 'staff-1', why: '見本: ディスク交換' })

  test('a damaged database is replaced, kept aside, and the lost rows are named', () => {
    const { folder, path } = drill()
    writeFileSync(journalHome(folder).database, Buffer.alloc(9_000, 7))
    expect(verifyJournal({ home: folder, keys })).toMatchObject({ value: { ok: false } })
    expect(restore(folder, path)).toEqual({
      ok: true,
      value: { throughSeq: 5, missingThrough: 10, settings: 'none' },
    })
    expect(readdirSync(journalHome(folder).aside).some((name) => name.endsWith('journal.db'))).toBe(true)
    const journal = openHome(folder, { keys })
    expect(journal.warnings).toEqual([])
    expect(journal.append(visit(30))).toEqual({ ok: true, value: { seq: 12 } })
    expect(verified(journal)).toEqual({ ...sound(7), problem: 'rows 6 to 10 missing, as row 11 records' })
  })

  test('brings back the visits that were not over', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    journal.saveWorking('{"parked":"見本"}')
    const { path } = value(atOnce(journal.backUp({ staff: 'reception' })))
    journal.saveWorking(null)
    journal.close()
    expect(readFileSync(path).includes('見本')).toBe(false)
    expect(restore(folder, path).ok).toBe(true)
    expect(openHome(folder, { keys }).loadWorking()).toBe('{"parked":"見本"}')
  })

  test('onto a new machine, with nothing but the backup and the keys', () => {
    const { path } = drill()
    const machine = makeHome()
    expect(restore(machine, path)).toEqual({
      ok: true,
      value: { throughSeq: 5, missingThrough: null, settings: 'none' },
    })
    const journal = openHome(machine, { keys })
    expect(journal.warnings).toEqual([])
    expect(verified(journal)).toEqual(sound(6))
  })

  test('§12 the database that it replaces is asked too: with head and anchors gone, lost rows are still named', () => {
    const { folder, path } = drill()
    for (const file of [journalHome(folder).head, journalHome(folder).anchors]) rmSync(file)
    expect(restore(folder, path)).toMatchObject({ value: { throughSeq: 5, missingThrough: 10 } })
    const journal = openHome(folder, { keys })
    expect(journal.append(visit(30))).toEqual({ ok: true, value: { seq: 12 } })
  })

  test.each(['before the database is out of the way', 'between the two names', 'before the row'])(
    'cut off %s, the next start ends it',
    (where) => {
      const { folder, path } = drill()
      const home = journalHome(folder)
      const pending = { staff: 'staff-1', why: '見本', at: '2026-11-22T09:00:00.000+09:00' }
      writeFileSync(
        home.restoring,
        JSON.stringify({
          ...pending,
          throughSeq: 5,
          furthest: 10,
          settings: '{ "clinicName": "見本診療所" }',
        }),
      )
      if (where === 'before the row') cpSync(path, home.database)
      else cpSync(path, `${home.database}.new`)
      if (where === 'between the two names') rmSync(home.database)
      const journal = openHome(folder, { keys })
      expect(journal.search({ events: ['restored'] }).rows).toMatchObject([
        { seq: 11, event: { staff: 'staff-1', why: '見本', fromSeq: 6, toSeq: 10 } },
      ])
      expect(verified(journal)).toEqual({ ...sound(6), problem: 'rows 6 to 10 missing, as row 11 records' })
      expect(existsSync(home.restoring)).toBe(false)
      expect(readFileSync(home.settings, 'utf8')).toContain('見本診療所')
      journal.close()
      expect(openHome(folder, { keys }).search({ events: ['restored'] }).found).toBe(1)
    },
  )

  test('settings that are there stay', () => {
    const folder = makeHome()
    const journal = openHome(folder, { keys })
    writeFileSync(journalHome(folder).settings, '{ "clinicName": "見本診療所" }')
    const { path } = value(atOnce(journal.backUp({ staff: 'a' })))
    journal.close()
    expect(restore(folder, path)).toMatchObject({ value: { settings: 'restored' } })
    writeFileSync(journalHome(folder).settings, '{ "clinicName": "別の診療所" }')
    expect(restore(folder, path)).toMatchObject({ value: { settings: 'kept' } })
    expect(readFileSync(journalHome(folder).settings, 'utf8')).toContain('別の診療所')
  })

  test('a backup that was altered is refused and the journal left as it was', () => {
    const { folder, path } = drill()
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(9_000) ^ 1, 9_000)
    writeFileSync(path, bytes)
    expect(restore(folder, path)).toMatchObject({ ok: false, problem: { why: 'damaged' } })
    expect(verifyJournal({ home: folder, keys })).toEqual({ ok: true, value: sound(10) })
  })

  test('without the key, without the file, and while the terminal runs, it is refused in words', () => {
    const { folder, path } = drill()
    expect(
      restoreJournal({
        ...circumstances(),
        home: makeHome(),
        keys: createKeyRing(),
        backup: path,
        staff: 'a',
        why: '',
      }),
    ).toMatchObject({ ok: false })
    expect(restore(folder, `${path}.gone`)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('no such file') },
    })
    const journal = openHome(folder, { keys })
    expect(restore(folder, path)).toMatchObject({ ok: false, problem: { why: 'in-use' } })
    journal.close()
  })
})

describe('the retention', () => {
  const aged = () => {
    const clock = makeClock(Date.parse('2020-03-01T00:00:00Z'))
    const folder = makeHome()
    const journal = openHome(folder, { keys, clock })
    addVisits(journal, 4)
    value(atOnce(journal.backUp({ staff: 'reception' })))
    goTo(journal, clock, '2024-03-01T00:00:00Z')
    addVisits(journal, 3, 10)
    goTo(journal, clock, '2026-11-22T00:00:00Z')
    return { clock, folder, journal }
  }

  test('removes what is older, leaves a row in its stead, and the chain still verifies', () => {
    const { clock, folder, journal } = aged()
    expect(purgeInTime(journal, clock, { staff: 'staff-1', years: 5 })).toEqual(done(5))
    expect(journal.search({ events: ['purged'] }).rows[0]?.event).toMatchObject({
      staff: 'staff-1',
      throughSeq: 5,
      rows: 5,
      beforeDay: '2021-11-22',
      years: 5,
    })
    expect(verified(journal)).toEqual(sound(8))
    journal.close()
    const again = openHome(folder, { keys, clock })
    expect(again.warnings).toEqual([])
    expect(verified(again)).toEqual(sound(8))
    expect(
      again
        .search({ events: [] })
        .rows.map(({ seq }) => seq)
        .toSorted((one, other) => one - other),
    ).toEqual([6, 7, 8, 9, 10, 11, 12, 13])
  })

  test('leaves no backup that still holds what was removed', () => {
    const { clock, folder, journal } = aged()
    purgeInTime(journal, clock, { staff: 'staff-1', years: 5 })
    const backups = readdirSync(journalHome(folder).backups)
    expect(backups).toHaveLength(1)
    journal.close()
    const restored = makeHome()
    restoreJournal({
      ...circumstances(),
      home: restored,
      keys,
      backup: join(journalHome(folder).backups, backups[0] ?? ''),
      staff: 'a',
      why: 'b',
    })
    expect(openHome(restored, { keys }).visits('2026-11-22', 9).visitCount).toBe(3)
  })

  test('with nothing old it does nothing, and again after a purge it goes on', () => {
    const { clock, journal } = aged()
    expect(purgeInTime(journal, clock, { staff: 'a', years: 30 })).toEqual({
      ok: true,
      value: { state: 'nothing' },
    })
    expect(purgeInTime(journal, clock, { staff: 'a', years: 5 })).toEqual(done(5))
    goTo(journal, clock, '2030-01-01T00:00:00Z')
    addVisits(journal, 1, 50)
    expect(purgeInTime(journal, clock, { staff: 'a', years: 5 })).toEqual(done(4))
    expect(verified(journal).ok).toBe(true)
    expect(journal.purge({ staff: 'a', years: 0, minimum: 0 })).toMatchObject({
      ok: false,
      problem: { why: 'refused' },
    })
  })

  test('more removed than the tombstone says is found', () => {
    const { clock, folder, journal } = aged()
    purgeInTime(journal, clock, { staff: 'a', years: 5 })
    journal.close()
    withDatabase(folder, keys, (database) => database.exec('DELETE FROM entries WHERE seq = 6'))
    expect(verifyJournal({ home: folder, keys })).toMatchObject({ value: { ok: false, firstBad: 6 } })
  })

  test.each([
    ['2026-11-22', 5, '2021-11-22'],
    ['2028-02-29', 5, '2023-03-01'],
    ['2026-01-01', 3, '2023-01-01'],
  ])('%s, %i years: before %s', (day, years, expected) => {
    expect(yearsBefore(day, years)).toBe(expected)
  })
})

describe('changing the keys', () => {
  test('earlier rows still verify, the file opens with the new key alone, and old keys cannot write on', () => {
    const folder = makeHome()
    const journal = openHome(folder)
    addVisits(journal, 3)
    const extended = journal.extendedKeys()
    const ring = value(parseKeyRing(extended))
    writeKeyFiles(journalHome(folder), ring)
    expect(journal.rotateKeys({ staff: 'staff-1', keys: extended })).toEqual({ ok: true, value: undefined })
    addVisits(journal, 3, 10)
    expect(verified(journal)).toEqual(sound(7))
    journal.close()
    expect(verified(openHome(folder))).toEqual(sound(7))
    const old = { generation: 1, data: ring.data.slice(0, 1), chain: ring.chain.slice(0, 1) }
    expect(openJournal({ home: folder, keys: old, ...circumstances() })).toMatchObject({
      ok: false,
      problem: { why: expect.stringMatching(/key-lost|in-use/) },
    })
  })

  test('may be interrupted behind the row that names the new key: the journal opens, and rows go on under the new chain key', () => {
    const folder = makeHome()
    const journal = openHome(folder)
    addVisits(journal, 3)
    const extended = journal.extendedKeys()
    writeKeyFiles(journalHome(folder), value(parseKeyRing(extended)))
    const before = makeHome()
    cpSync(folder, before, { recursive: true })
    journal.rotateKeys({ staff: 'a', keys: extended })
    journal.close()
    // Interrupted before the row: new keys are kept, and nothing has been written with them. The next start does it.
    const interrupted = openHome(before)
    // On Windows a copied home has the access list of the folder that it was copied to, which is said.
    const isOfTheCopy = (code: string): boolean =>
      process.platform === 'win32' && code === 'key-file-was-open'
    expect(interrupted.warnings.filter(({ code }) => !isOfTheCopy(code))).toEqual([])
    expect(interrupted.search({ events: ['key-rotated'] }).rows).toHaveLength(1)
    addVisits(interrupted, 2, 10)
    expect(verified(interrupted)).toEqual(sound(6))
    // The file that was not yet put in place stays out of the way.
    expect(existsSync(`${journalHome(folder).database}.new`)).toBe(false)
    expect(readKeyFiles(journalHome(folder), true).rings[0]?.ring.chain).toEqual(
      value(parseKeyRing(extended)).chain,
    )
  })

  test.each(['the next attempt', 'the next start'])(
    '§2 that fails halfway is ended by %s, with the same keys',
    (by) => {
      const folder = makeHome()
      const journal = openHome(folder)
      addVisits(journal, 3)
      const extended = journal.extendedKeys()
      writeKeyFiles(journalHome(folder), value(parseKeyRing(extended)))
      // A reader keeps SQLite from emptying its log, and with a log the file is not replaced.
      const reader = value(openJournalForReading({ home: folder }))
      reader.connection.database.exec('BEGIN; SELECT count(*) FROM entries')
      reader.connection.database.prepare('SELECT count(*) FROM entries').get()
      expect(journal.rotateKeys({ staff: 'a', keys: extended })).toMatchObject({
        ok: false,
        problem: { why: 'locked' },
      })
      addVisits(journal, 5, 10)
      expect(journal.extendedKeys()).toBe(extended)
      expect(verified(journal)).toEqual(sound(9))
      reader.close()
      let ended = journal
      if (by === 'the next attempt')
        expect(journal.rotateKeys({ staff: 'a', keys: journal.extendedKeys() })).toMatchObject({ ok: true })
      else {
        journal.close()
        ended = openHome(folder)
      }
      expect(ended.search({ events: ['key-rotated'] }).found).toBe(1)
      addVisits(ended, 1, 30)
      expect(verified(ended)).toEqual(sound(10))
      expect(atOnce(ended.backUp({ staff: 'a' }))).toMatchObject({ ok: true })
      ended.close()
      // The file opens with the new key alone.
      const ring = value(parseKeyRing(extended))
      const alone = { ...ring, data: ring.data.slice(-1) }
      expect(verifyJournal({ home: folder, keys: alone })).toMatchObject({ ok: true, value: sound(11) })
    },
  )

  test('keys that do not hold the ones in use are refused before anything happens', () => {
    const journal = openHome(makeHome())
    addVisits(journal, 1)
    const others = {
      ...value(parseKeyRing(journal.extendedKeys())),
      chain: createKeyRing().chain.concat(createKeyRing().chain),
    }
    expect(journal.rotateKeys({ staff: 'a', keys: JSON.stringify(others) })).toMatchObject({ ok: false })
    expect(verified(journal)).toEqual(sound(1))
  })

  test('a purge behind a change of keys still verifies', () => {
    const clock = makeClock(Date.parse('2020-01-01T00:00:00Z'))
    const journal = openHome(makeHome(), { keys, clock })
    addVisits(journal, 2)
    value(journal.rotateKeys({ staff: 'a', keys: journal.extendedKeys() }))
    addVisits(journal, 2, 10)
    goTo(journal, clock, '2026-11-22T00:00:00Z')
    addVisits(journal, 2, 20)
    expect(purgeInTime(journal, clock, { staff: 'a', years: 5 })).toEqual(done(5))
    expect(verified(journal).ok).toBe(true)
  })
})

describe('an upgrade', () => {
  const steps: Migration[] = [
    ...MIGRATIONS,
    (database) => database.exec('CREATE TABLE printers (id TEXT PRIMARY KEY) STRICT'),
    (database) => database.exec(`ALTER TABLE printers ADD COLUMN place TEXT NOT NULL DEFAULT '受付'`),
  ]

  const to = steps.length + 1
  const released = MIGRATIONS.length + 1

  test.each([released, released + 1])(
    'from form %i brings the tables to the newest form, after a copy, and puts it on record',
    (from) => {
      const folder = makeHome()
      const old = openHome(folder, { keys, migrations: steps.slice(0, from - 1) })
      addVisits(old, 3)
      old.close()
      const journal = openHome(folder, { keys, migrations: steps })
      expect(journal.warnings).toEqual([{ code: 'migrated', from, to }])
      expect(journal.search({ events: ['migrated'] }).rows[0]?.event).toMatchObject({ from, to })
      expect(journal.visits('2026-11-22', 9).visitCount).toBe(3)
      expect(readdirSync(journalHome(folder).backups)).toContainEqual(
        expect.stringMatching(new RegExp(`^before-form-${to}-\\d{17}\\.db$`)),
      )
      journal.close()
      expect(openHome(folder, { keys, migrations: steps }).warnings).toEqual([])
    },
  )

  test('the copy that is made first is a backup like any other: the key sheet opens it, and the settings are in it', () => {
    const folder = makeHome()
    const home = journalHome(folder)
    const old = openHome(folder)
    addVisits(old, 3)
    const { groups } = value(old.makeKeySheet({ staff: 'a', passphrase: null }))
    old.close()
    writeFileSync(home.settings, '{ "clinicName": "見本診療所" }')
    openHome(folder, { migrations: steps }).close()
    const [copy = ''] = readdirSync(home.backups)
    const machine = makeHome()
    expect(
      restoreJournal({
        ...circumstances(),
        home: machine,
        backup: join(home.backups, copy),
        sheet: { text: groups.join(' '), passphrase: null },
        staff: 'a',
        why: '見本',
      }),
    ).toMatchObject({ value: { throughSeq: 4, settings: 'restored' } })
    expect(verified(openHome(machine))).toMatchObject({ ok: true })
  })

  test('that fails leaves the journal as it was', () => {
    const folder = makeHome()
    const old = openHome(folder, { keys })
    addVisits(old, 3)
    old.close()
    const broken: Migration[] = [
      ...MIGRATIONS,
      (database) => {
        database.exec('CREATE TABLE printers (id TEXT PRIMARY KEY) STRICT')
        database.exec('CREATE TABLE printers (id TEXT PRIMARY KEY) STRICT')
      },
    ]
    expect(openJournal({ home: folder, keys, migrations: broken, ...circumstances() }).ok).toBe(false)
    const journal = openHome(folder, { keys })
    expect(verified(journal)).toEqual(sound(3))
  })

  test('back to an older program is refused in words', () => {
    const folder = makeHome()
    openHome(folder, { keys, migrations: steps }).close()
    expect(openJournal({ home: folder, keys, ...circumstances() })).toMatchObject({
      ok: false,
      problem: { why: 'newer-form' },
    })
  })
})
