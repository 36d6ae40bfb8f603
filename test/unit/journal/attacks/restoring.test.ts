/** Restoring where something is in the way: a full disk, a restoring before it that was cut off, a backup that is not good. */
import fs, {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { expect, test } from 'vitest'
import { journalHome } from '../../../../main/journal/home.ts'
import { createKeyRing } from '../../../../main/journal/keys.ts'
import { restoreJournal, setJournalAside } from '../../../../main/journal/restore.ts'
import { atOnce } from '../../../../main/journal/steps.ts'
import { circumstances, goTo, makeClock, makeHome, openHome, verified } from '../support.ts'
import { addVisits, visit } from '../visits.ts'

const { copyFileSync } = fs

/** Does something on a disk that is full after so many bytes of a copy. */
const withRoomFor = <Value>(bytes: number, act: () => Value): Value => {
  fs.copyFileSync = (from, to) => {
    writeFileSync(to, readFileSync(from).subarray(0, bytes))
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }
  syncBuiltinESMExports()
  try {
    return act()
  } finally {
    fs.copyFileSync = copyFileSync
    syncBuiltinESMExports()
  }
}

const keys = createKeyRing()

const value = <Value>(result: { ok: true; value: Value } | { ok: false; problem: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** A home of nine visits, with a backup of the first five. */
const nine = () => {
  const folder = makeHome()
  const journal = openHome(folder, { keys })
  addVisits(journal, 5)
  const { path } = value(atOnce(journal.backUp({ staff: 'a' })))
  addVisits(journal, 4, 20)
  journal.close()
  return { folder, home: journalHome(folder), backup: path }
}

const restore = (folder: string, backup: string) =>
  restoreJournal({ ...circumstances(), home: folder, keys, backup, staff: 'staff-1', why: '見本' })

/** A restoring that was decided on, and cut off before the copy took the place of the database. */
const cutOff = (
  { home, backup }: ReturnType<typeof nine>,
  more: { readonly why?: string; readonly channel?: 'command-line' } = {},
): void => {
  cpSync(backup, `${home.database}.new`)
  writeFileSync(
    home.restoring,
    JSON.stringify({
      staff: 'staff-1',
      why: '見本',
      at: '2026-11-22T09:00:00.000+09:00',
      throughSeq: 5,
      furthest: 10,
      settings: null,
      ...more,
    }),
  )
}

test('a full disk leaves nothing of the copy, and the journal as it was', () => {
  const { folder, home, backup } = nine()
  expect(withRoomFor(9_000, () => restore(folder, backup))).toMatchObject({
    ok: false,
    problem: { why: 'disk-full' },
  })
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  expect(existsSync(home.restoring)).toBe(false)
  expect(verified(openHome(folder, { keys }))).toMatchObject({ ok: true, entries: 10 })
})

test('a second restoring that finds the disk full does not spoil the first one, which the next start ends', () => {
  const made = nine()
  cutOff(made)
  expect(withRoomFor(9_000, () => restore(made.folder, made.backup))).toMatchObject({
    ok: false,
    problem: { why: 'disk-full' },
  })
  const journal = openHome(made.folder, { keys })
  expect(verified(journal)).toMatchObject({ ok: true, problem: 'rows 6 to 10 missing, as row 11 records' })
  expect(journal.search({ events: ['restored'] }).found).toBe(1)
})

test('a second restoring takes the place of one that was cut off, and leaves nothing of it', () => {
  const made = nine()
  cutOff(made)
  expect(restore(made.folder, made.backup)).toMatchObject({ value: { throughSeq: 5, missingThrough: 10 } })
  expect(readdirSync(made.folder).filter((name) => name.endsWith('.new'))).toEqual([])
  const journal = openHome(made.folder, { keys })
  expect(journal.search({ events: ['restored'] }).found).toBe(1)
  expect(journal.append(visit(30))).toEqual({ ok: true, value: { seq: 12 } })
})

test.each([
  ['番号 123456789018 の件', 'an individual number'],
  ['見'.repeat(500), 'more than a row holds'],
])('a reason that no row may hold is refused before anything is replaced: %s', (why) => {
  const { folder, home, backup } = nine()
  const restored = restoreJournal({ ...circumstances(), home: folder, keys, backup, staff: 'staff-1', why })
  expect(restored.ok).toBe(false)
  expect(existsSync(home.restoring)).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  const journal = openHome(folder, { keys })
  expect(verified(journal)).toMatchObject({ ok: true, entries: 10, problem: null })
  expect(journal.append(visit(30))).toEqual({ ok: true, value: { seq: 11 } })
})

test('a restoring that was decided on with such a reason is ended without it: no journal stays shut', () => {
  const made = nine()
  cutOff(made, { why: '番号 123456789018 の件' })
  const journal = openHome(made.folder, { keys })
  const [row] = journal.search({ events: ['restored'] }).rows
  expect(row?.event).toMatchObject({
    event: 'restored',
    fromSeq: 6,
    toSeq: 10,
    why: '（理由は記録できませんでした）',
  })
})

test('§15 a restoring by command that was cut off is on record as that, whoever ends it', () => {
  const made = nine()
  cutOff(made, { channel: 'command-line' })
  const journal = openHome(made.folder, { keys })
  const [row] = journal.search({ events: ['restored'] }).rows
  expect(row?.event).toMatchObject({ event: 'restored', channel: 'command-line' })
})

test('a journal is put aside with the restoring of it that was cut off: the new one has no part in that', () => {
  const made = nine()
  cutOff(made)
  value(setJournalAside(made.folder, '2026-11-22T09:00:00.000+09:00'))
  const journal = openHome(made.folder)
  expect(journal.append(visit(1))).toEqual({ ok: true, value: { seq: 1 } })
  expect(verified(journal)).toMatchObject({ ok: true, entries: 1 })
})

test('a backup that is not good leaves no keys of its sheet in an empty folder', () => {
  const folder = makeHome()
  const journal = openHome(folder, { keys })
  addVisits(journal, 5)
  const { groups } = value(journal.makeKeySheet({ staff: 'a', passphrase: null }))
  const { path } = value(atOnce(journal.backUp({ staff: 'a' })))
  journal.close()
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(9_000) ^ 1, 9_000)
  writeFileSync(path, bytes)
  const machine = makeHome()
  expect(
    restoreJournal({
      ...circumstances(),
      home: machine,
      backup: path,
      sheet: { text: groups.join(' '), passphrase: null },
      staff: 'a',
      why: '見本',
    }),
  ).toMatchObject({ ok: false, problem: { why: 'damaged' } })
  expect(readdirSync(machine)).toEqual(['journal.lock'])
})

test('a backup from a stick where everything is open to all becomes a journal that is the owner’s alone', () => {
  const { folder, home, backup } = nine()
  chmodSync(backup, 0o777)
  expect(restore(folder, backup).ok).toBe(true)
  if (process.platform !== 'win32') expect(statSync(home.database).mode & 0o777).toBe(0o600)
})

test('a purge that was taken back behind the backup is taken back for good: nobody knows what the missing rows said', () => {
  const clock = makeClock(Date.parse('2020-01-01T00:00:00Z'))
  const folder = makeHome()
  const journal = openHome(folder, { keys, clock })
  addVisits(journal, 5)
  goTo(journal, clock, '2026-11-22T00:00:00Z')
  const purge = { staff: 'a', years: 5, minimum: 5 }
  expect(journal.purge(purge)).toMatchObject({ value: { state: 'announced', on: '2026-11-25' } })
  const { path } = value(atOnce(journal.backUp({ staff: 'a' })))
  expect(journal.cancelPurge({ staff: 'b' })).toEqual({ ok: true, value: true })
  journal.close()
  clock.advance(3 * 86_400_000)
  value(
    restoreJournal({ ...circumstances(clock), home: folder, keys, backup: path, staff: 'a', why: '見本' }),
  )
  const again = openHome(folder, { keys, clock })
  expect(again.pendingPurge()).toBeNull()
  expect(again.purge(purge)).toMatchObject({ value: { state: 'announced', on: '2026-11-28' } })
})
