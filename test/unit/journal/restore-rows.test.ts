/** Restoring from rows that somebody else has kept, without the center that keeps them: what is merged, and what a failure leaves. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openForForwarding } from '../../../main/journal/forwarding.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { createKeyRing } from '../../../main/journal/keys.ts'
import type { KeptRow } from '../../../main/journal/merge-rows.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { restoreFromRows } from '../../../main/journal/restore-rows.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { withDatabase } from './attacker.ts'
import { circumstances, goTo, makeClock, makeHome, openHome, purgeInTime, verified } from './support.ts'
import { addVisits } from './visits.ts'

const keys = createKeyRing()

/** Stands for the center, with what it would hold of a home: its rows, key and sealed copy. */
const sent = (home: string) => {
  const journal = openForForwarding({ home, keys })
  if (!journal.ok) throw new Error(journal.problem.message)
  const { publicKey, journal: name, beginning, rowsAfter, sealedCopy, close } = journal.value
  const about = {
    publicKey,
    name,
    rows: [...rowsAfter(beginning(), 10_000, 10_000_000)],
    copy: sealedCopy().text,
  }
  close()
  return about
}
type Sent = ReturnType<typeof sent>

const begin = (home: string, { name, copy }: Sent, backup: string | null = null) => {
  const begun = restoreFromRows({
    ...circumstances(),
    ...{ home, keys, backup, journal: name, sealedCopy: copy, staff: 'staff-1', why: '見本' },
    counter: '00000000-0000-4000-8000-000000000001',
  })
  if (!begun.ok) throw new Error(begun.problem.message)
  return begun.value
}
const restore = (
  home: string,
  from: Sent,
  rows: readonly KeptRow[] = from.rows,
  backup: string | null = null,
) => {
  const restoring = begin(home, from, backup)
  for (const row of rows) restoring.add(row)
  return restoring.finish([from.publicKey])
}

const backedUp = (count: number, clock = makeClock()) => {
  const home = makeHome()
  const journal = openHome(home, { keys, clock })
  addVisits(journal, count)
  const made = atOnce(journal.backUp({ staff: 'reception' }))
  if (!made.ok) throw new Error(made.problem.detail)
  return { home, journal, backup: made.value.path }
}

test('a hole that a local restoring has left is filled; what was written behind it since lies aside, and is named', () => {
  const { home, journal, backup } = backedUp(5)
  addVisits(journal, 4, 20)
  journal.close()
  const center = sent(home)
  expect(center.rows).toHaveLength(10)
  restoreJournal({ ...circumstances(), home, keys, backup, staff: 'staff-1', why: '見本' })
  const since = openHome(home, { keys })
  addVisits(since, 2, 40)
  since.close()
  expect(restore(home, center)).toMatchObject({
    ok: true,
    value: { throughSeq: 10, missingThrough: 13, rows: 5, other: { from: 11, to: 13 } },
  })
  const after = openHome(home, { keys })
  expect(after.warnings).toEqual([])
  expect(verified(after)).toMatchObject({ ok: true, problem: 'rows 11 to 13 missing, as row 14 records' })
  expect(after.search({ events: ['restored'] }).rows[0]?.event).toMatchObject({ otherFrom: 11, otherTo: 13 })
})

test('rows of a hole that the center has on record too are no others: they go on', () => {
  const { home, journal, backup } = backedUp(5)
  addVisits(journal, 4, 20)
  journal.close()
  restoreJournal({ ...circumstances(), home, keys, backup, staff: 'staff-1', why: '見本' })
  const old = makeHome()
  cpSync(home, old, { recursive: true })
  const since = openHome(home, { keys })
  addVisits(since, 3, 40)
  since.close()
  const center = sent(home)
  expect(restore(old, center)).toMatchObject({ ok: true, value: { rows: 3, other: null, throughSeq: 14 } })
  expect(verified(openHome(old, { keys })).ok).toBe(true)
})

test('rows that the retention has removed before they were sent are no others: they are gone here too', () => {
  const clock = makeClock(Date.parse('2020-03-01T00:00:00Z'))
  const { home, journal } = backedUp(6, clock)
  const first = sent(home).rows.slice(0, 3)
  const old = makeHome()
  journal.close()
  cpSync(home, old, { recursive: true })
  const since = openHome(home, { keys, clock })
  goTo(since, clock, '2026-11-22T00:00:00Z')
  addVisits(since, 3, 20)
  expect(purgeInTime(since, clock, { staff: 'a', years: 5 })).toMatchObject({ value: { state: 'done' } })
  since.close()
  const center = sent(home)
  expect(center.rows[0]?.seq).toBeGreaterThan(4)
  expect(restore(old, center, [...first, ...center.rows])).toMatchObject({ ok: true, value: { other: null } })
  expect(verified(openHome(old, { keys })).ok).toBe(true)
})

test('a restoring that fails lets go of the lock, and leaves no copy', () => {
  const { home, journal, backup } = backedUp(5)
  addVisits(journal, 4, 20)
  journal.close()
  const center = sent(home)
  const place = journalHome(home)
  // The decision cannot be written.
  mkdirSync(place.restoring)
  rmSync(place.database)
  expect(restore(home, center)).toMatchObject({ ok: false })
  const local = () =>
    restoreJournal({ ...circumstances(), home, keys, backup, staff: 'staff-1', why: '見本' })
  expect(local()).toMatchObject({ ok: false, problem: { why: expect.not.stringMatching('in-use') } })
  expect(readdirSync(home).filter((name) => name.endsWith('.new'))).toEqual([])
  rmSync(place.restoring, { recursive: true })
  expect(restore(home, center)).toMatchObject({ ok: true, value: { throughSeq: 10 } })
})

test('a restoring that breaks off in the middle, too', () => {
  const { home, journal } = backedUp(5)
  journal.close()
  const center = sent(home)
  rmSync(journalHome(home).database)
  const restoring = begin(home, center)
  for (const row of center.rows) restoring.add(row)
  const failing = Object.assign([], {
    find: () => {
      throw Object.assign(new Error('見本'), { code: 'EIO' })
    },
  })
  expect(restoring.finish(failing)).toMatchObject({ ok: false })
  expect(readdirSync(home).filter((name) => name.endsWith('.new'))).toEqual([])
  expect(restore(home, center)).toMatchObject({ ok: true })
})

test('a key that was put beside the signing key is none that rows may be signed with', () => {
  const { home, journal } = backedUp(5)
  journal.close()
  const old = makeHome()
  cpSync(home, old, { recursive: true })
  const since = openHome(home, { keys })
  addVisits(since, 2, 20)
  since.close()
  const center = sent(home)
  const foreign = 'A'.repeat(43)
  withDatabase(old, keys, (database) => database.prepare('UPDATE signing SET public = ?').run(foreign))
  expect(restore(old, { ...center, publicKey: foreign, copy: '' })).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining('names another key') },
  })
})

test('the settings come back with what the journal knows of them; what differs then is known to be of the restoring', () => {
  const { home, journal } = backedUp(3)
  journal.keepLastSettings('{"lockAfterMinutes":15}')
  journal.close()
  const old = makeHome()
  cpSync(home, old, { recursive: true })
  const since = openHome(home, { keys })
  writeFileSync(journalHome(home).settings, '{"lockAfterMinutes":5}')
  since.keepLastSettings('{"lockAfterMinutes":5}')
  addVisits(since, 2, 20)
  since.close()
  expect(restore(old, sent(home))).toMatchObject({ ok: true, value: { settings: 'restored' } })
  const restored = openHome(old, { keys })
  expect(restored.lastSettings()).toEqual({ text: '{"lockAfterMinutes":5}', coming: null, isRestored: true })
  restored.keepLastSettings('{"lockAfterMinutes":5}')
  expect(restored.lastSettings()).toEqual({ text: '{"lockAfterMinutes":5}', coming: null, isRestored: false })
})
