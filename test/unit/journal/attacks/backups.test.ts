/** Attacks §5, §16, §19, §21: backups are known by what the file says, and what was begun and not finished goes. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JournalPort } from '../../../../contract/journal.ts'
import { writeExport } from '../../../../main/desk/office/export-file.ts'
import { clearOut } from '../../../../main/files/clear-out.ts'
import { journalHome } from '../../../../main/journal/home.ts'
import { createKeyRing, type KeyRing } from '../../../../main/journal/keys.ts'
import { openJournal } from '../../../../main/journal/open.ts'
import { restoreJournal } from '../../../../main/journal/restore.ts'
import { atOnce } from '../../../../main/journal/steps.ts'
import { circumstances, goTo, makeClock, makeHome, openHome, purgeInTime } from '../support.ts'
import { addVisits } from '../visits.ts'

const keys = createKeyRing()

const made = (journal: JournalPort, folder?: string) => {
  const backup = atOnce(journal.backUp({ staff: 'reception', ...(folder === undefined ? {} : { folder }) }))
  if (!backup.ok) throw new Error(backup.problem.detail)
  return backup.value
}

const filled = (ring: KeyRing = keys, clock = makeClock()) => {
  const home = makeHome()
  const journal = openHome(home, { keys: ring, clock })
  addVisits(journal, 3)
  return { home, clock, journal }
}

const sharedFolder = (): string => {
  const folder = makeHome()
  mkdirSync(folder)
  return folder
}

describe('§5 pruning', () => {
  test('never removes the backup that was just made, whatever names lie in the folder', () => {
    const { home, journal } = filled()
    mkdirSync(journalHome(home).backups)
    for (let count = 10; count < 24; count += 1)
      writeFileSync(join(journalHome(home).backups, `journal-999912312359599${count}.db`), 'something else')
    const { path, others } = made(journal)
    expect(existsSync(path)).toBe(true)
    expect(others).toBe(14)
    expect(readdirSync(journalHome(home).backups)).toHaveLength(15)
  })

  test('never removes another journal’s: one that was begun anew is noticed by those of the one before', () => {
    const folder = sharedFolder()
    const { journal: first } = filled()
    const kept = made(first, folder).path
    const { journal: second, clock } = filled(createKeyRing())
    for (let count = 0; count < 16; count += 1) {
      expect(made(second, folder).others).toBe(1)
      clock.advance(1_000)
    }
    expect(existsSync(kept)).toBe(true)
    expect(readdirSync(folder)).toHaveLength(15)
  })

  test('never removes another terminal’s of the same journal, and two at one moment take two names', () => {
    const folder = sharedFolder()
    const clock = makeClock()
    const { home, journal } = filled(keys, clock)
    for (let count = 0; count < 3; count += 1) made(journal, folder)
    journal.close()
    const other = openJournal({ home, keys, ...circumstances(clock), terminal: '見本端末2' })
    if (!other.ok) throw new Error(other.problem.message)
    for (let count = 0; count < 16; count += 1) made(other.value, folder)
    expect(readdirSync(folder)).toHaveLength(3 + 14)
  })

  test('keeps those that reach furthest, though the clock was years ahead when older ones were made', () => {
    const { clock, journal } = filled()
    const folder = sharedFolder()
    clock.setWall('2040-01-01T00:00:00Z')
    const early = Array.from({ length: 14 }, () => made(journal, folder).path)
    clock.setWall('2026-11-23T00:00:00Z')
    const late = made(journal, folder).path
    expect(existsSync(late)).toBe(true)
    expect(existsSync(early[0] ?? '')).toBe(false)
    expect(readdirSync(folder)).toHaveLength(14)
  })
})

describe('§16 the retention reaches everything that was written', () => {
  test('a purge leaves no backup of this journal with what was removed, in no folder; others are left alone', () => {
    const clock = makeClock(Date.parse('2020-03-01T00:00:00Z'))
    const { journal, home } = filled(keys, clock)
    const folder = sharedFolder()
    const old = [made(journal).path, made(journal, folder).path]
    const foreign = made(filled(createKeyRing()).journal, folder).path
    goTo(journal, clock, '2026-11-22T00:00:00Z')
    const ask = () => journal.purge({ staff: 'a', years: 5, minimum: 5, folders: [folder] })
    expect(ask()).toMatchObject({ value: { state: 'announced' } })
    clock.advance(3 * 86_400_000)
    expect(ask()).toMatchObject({ value: { state: 'done' } })
    expect(old.map((path) => existsSync(path))).toEqual([false, false])
    expect(existsSync(foreign)).toBe(true)
    expect(readdirSync(journalHome(home).backups)).toHaveLength(1)
  })

  test('papers of earlier versions go at once; support files and exports have their days; what was put aside goes with the retention', () => {
    const home = makeHome()
    const now = Date.parse('2026-11-28T00:00:00Z')
    const write = (folder: string, name: string, days: number): string => {
      mkdirSync(join(home, folder), { recursive: true })
      const path = join(home, folder, name)
      writeFileSync(path, '見本')
      utimesSync(path, now / 1_000 - days * 86_400, now / 1_000 - days * 86_400)
      return path
    }
    const over = [
      write('papers', 'declaration.pdf', 0.01),
      write('support', 'old', 31),
      write('exports', 'old.csv', 91),
      write('aside', 'old.db', 6 * 366),
    ]
    const kept = [
      write('support', 'new', 29),
      write('exports', 'new.csv', 89),
      write('aside', 'new.db', 4 * 366),
    ]
    const settings = write('.', 'settings.json', 5_000)
    expect(clearOut(home, { now, retentionYears: 5, isPurged: false }).toSorted()).toEqual(over.toSorted())
    expect(kept.every((path) => existsSync(path))).toBe(true)
    expect(clearOut(home, { now, retentionYears: 5, isPurged: true })).toHaveLength(2)
    expect([kept[2] ?? '', settings].every((path) => existsSync(path))).toBe(true)
  })

  test('what a clock years ahead has written ends as long after the day on which that is seen, and with a purge', () => {
    const home = makeHome()
    const folder = join(home, 'exports')
    mkdirSync(folder, { recursive: true })
    const [path, other] = [join(folder, 'one.csv'), join(folder, 'other.csv')]
    const ahead = (file: string): void => {
      writeFileSync(file, '見本')
      utimesSync(file, new Date('2040-01-01'), new Date('2040-01-01'))
    }
    const now = Date.parse('2026-11-28T00:00:00Z')
    const clear = (days: number, isPurged = false) =>
      clearOut(home, { now: now + days * 86_400_000, retentionYears: 5, isPurged })
    ahead(path)
    expect(clear(0)).toEqual([])
    expect(clear(89)).toEqual([])
    expect(clear(91)).toEqual([path])
    ahead(other)
    expect(clear(0, true)).toEqual([other])
  })
})

test('§19 a folder that is not there is a missing drive, and is not made', () => {
  const { journal } = filled()
  const folder = join(makeHome(), 'stick', 'backups')
  expect(atOnce(journal.backUp({ staff: 'a', folder }))).toMatchObject({
    ok: false,
    problem: { why: 'folder-missing' },
  })
  expect(existsSync(folder)).toBe(false)
  expect(journal.search({ events: ['backed-up'] }).rows).toEqual([])
})

test.skipIf(process.platform === 'win32')(
  '§19 a folder that the system cannot even look for (here a link to itself) is a missing drive, for all that goes there',
  () => {
    const { journal, home } = filled()
    const nowhere = join(home, 'nowhere')
    symlinkSync(nowhere, nowhere)
    expect(atOnce(journal.backUp({ staff: 'a', folder: nowhere }))).toMatchObject({
      ok: false,
      problem: { why: 'folder-missing' },
    })
    const place = { home, instant: '2026-11-22T09:00:00+09:00', folder: nowhere }
    expect(writeExport({ name: 'month', format: 'csv', text: '見本' }, place)).toEqual({
      ok: false,
      problem: { why: 'folder-missing' },
    })
    journal.close()
    expect(
      restoreJournal({ home, backup: join(nowhere, 'a.db'), staff: 'a', why: '見本', ...circumstances() }),
    ).toMatchObject({ ok: false, problem: { why: 'not-a-folder' } })
  },
)

test('§16 a purge that was killed before its backups went: the next backup takes them along, wherever it is made', () => {
  const clock = makeClock(Date.parse('2020-03-01T00:00:00Z'))
  const { journal, home } = filled(keys, clock)
  const old = made(journal).path
  const away = sharedFolder()
  const far = made(journal, away).path
  goTo(journal, clock, '2026-11-22T00:00:00Z')
  const ask = () => journal.purge({ staff: 'a', years: 5, minimum: 5 })
  expect(ask()).toMatchObject({ value: { state: 'announced' } })
  clock.advance(3 * 86_400_000)
  // No backup can be made: the folder's name is a file's.
  rmSync(journalHome(home).backups, { recursive: true })
  writeFileSync(journalHome(home).backups, '')
  expect(ask()).toMatchObject({ ok: true, value: { state: 'done', rows: 5 } })
  rmSync(journalHome(home).backups)
  mkdirSync(journalHome(home).backups)
  cpSync(far, old)
  expect(existsSync(old)).toBe(true)
  made(journal, away)
  expect([existsSync(old), existsSync(far)]).toEqual([false, false])
  expect(readdirSync(away)).toHaveLength(1)
})

test('§21 what a writer that was killed has left unfinished in the home is gone after the next start', () => {
  const { home, clock, journal } = filled()
  journal.close()
  mkdirSync(join(home, 'exports'))
  const left = ['settings.json.new', 'journal.key.new', 'exports/journal-2026.csv.new'].map((name) =>
    join(home, name),
  )
  for (const path of left) writeFileSync(path, '見本')
  openHome(home, { keys, clock }).close()
  expect(left.filter((path) => existsSync(path))).toEqual([])
})

describe('§21 a backup that was interrupted', () => {
  test('is gone after the next start, from this home and from a shared folder; another’s is left alone', () => {
    const { home, clock, journal } = filled()
    const folder = sharedFolder()
    const interrupt = (port: JournalPort, where?: string): void => {
      const steps = port.backUp({ staff: 'a', ...(where === undefined ? {} : { folder: where }) })
      // A generator that is dropped does not clean up, like a process that is killed.
      steps.next()
    }
    addVisits(journal, 600, 100)
    interrupt(journal)
    interrupt(journal, folder)
    writeFileSync(join(journalHome(home).backups, 'journal-20261122090000000.db.new'), 'of an older version')
    const { journal: other } = filled(createKeyRing())
    addVisits(other, 600, 100)
    interrupt(other, folder)
    expect(readdirSync(folder)).toHaveLength(4)
    journal.close()
    const again = openHome(home, { keys, clock })
    expect(readdirSync(journalHome(home).backups)).toEqual([])
    again.clearUnfinished(folder)
    expect(readdirSync(folder)).toHaveLength(2)
  })
})

test('§3 a purge that was announced does not begin before its day, nor by a clock in doubt', () => {
  const clock = makeClock(Date.parse('2020-03-01T00:00:00Z'))
  const { journal } = filled(keys, clock)
  goTo(journal, clock, '2026-11-22T00:00:00Z')
  expect(journal.purge({ staff: 'a', years: 5, minimum: 5 })).toMatchObject({ value: { state: 'announced' } })
  clock.setWall('2030-01-01T00:00:00Z')
  expect(purgeInTime(journal, clock, { staff: 'a', years: 5 })).toMatchObject({
    problem: { why: 'clock-doubted' },
  })
  expect(journal.pendingPurge()).toMatchObject({ on: '2026-11-25' })
})
