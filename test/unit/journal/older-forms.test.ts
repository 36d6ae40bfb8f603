/** Homes of earlier versions: each opens, verifies, goes on, is backed up and restored. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { journalHome } from '../../../main/journal/home.ts'
import { MIGRATIONS, migrate } from '../../../main/journal/migrate.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { parseSlip } from '../../../main/journal/slip.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { withDatabase } from './attacker.ts'
import { around, copyOf, EXPECTED, OLDER_HOMES, opened, sealedRing, verdict } from './older-homes.ts'
import { addVisits } from './visits.ts'

describe.each(Object.keys(EXPECTED))('the home `%s` of form 1', (name) => {
  const {
    verification: before,
    slip,
    admin,
    working,
  } = EXPECTED[name] ?? { verification: { entries: 0, ok: false, firstBad: 0, problem: '' }, slip: '' }

  test('verifies as it is, without being changed', () => {
    const home = copyOf(name)
    expect(verdict(home, sealedRing(home, name))).toMatchObject(before)
    expect(readFileSync(journalHome(home).database)).toEqual(
      readFileSync(journalHome(join(OLDER_HOMES, name)).database),
    )
  })

  test('opens, goes on and verifies, and its old slip still agrees', async () => {
    const home = copyOf(name)
    const keys = sealedRing(home, name)
    const journal = opened(home, keys)
    expect(journal.warnings).toContainEqual({ code: 'migrated', from: 1, to: 3 })
    expect(journal.loadWorking()).toBe(working ?? null)
    addVisits(journal, 60, 500)
    if (admin !== undefined) {
      expect(journal.staff.members().map(({ name: staffName }) => staffName)).toContain('見本 花子')
      expect(await journal.staff.signIn({ id: admin, pin: '4821' })).toMatchObject({ ok: true })
    }
    expect(atOnce(journal.backUp({ staff: 'reception' }))).toMatchObject({ ok: true })
    journal.close()
    const { entries, ...after } = verdict(home, keys)
    expect(after).toMatchObject({ ok: before.ok, firstBad: before.firstBad, problem: before.problem })
    expect(entries).toBeGreaterThan(before.entries + 60)
    const witness = parseSlip(slip)
    if (!witness.ok) throw new Error(witness.problem)
    expect(verifyJournal({ home, ...keys }, [witness.value])).toMatchObject({ value: { ok: before.ok } })
  })

  test('is restored from each of its backups, those of form 1 and the new one', () => {
    const home = copyOf(name)
    const keys = sealedRing(home, name)
    const { backups } = journalHome(home)
    const old = before.ok && name !== 'purged' ? readdirSync(backups).map((file) => join(backups, file)) : []
    for (const backup of old) {
      const restored = restoreJournal({
        ...around(),
        home,
        ...keys,
        backup,
        staff: 'staff-1',
        why: '見本',
      })
      expect(restored).toMatchObject({ ok: true })
      expect(verdict(home, keys)).toMatchObject({ ok: true })
    }
    const journal = opened(home, keys)
    addVisits(journal, 3, 700)
    const made = atOnce(journal.backUp({ staff: 'reception' }))
    addVisits(journal, 2, 800)
    journal.close()
    if (!made.ok) throw new Error(made.problem.detail)
    expect(
      restoreJournal({ ...around(), home, ...keys, backup: made.value.path, staff: 'staff-1', why: '見本' }),
    ).toMatchObject({ ok: true })
    expect(verdict(home, keys)).toMatchObject({ ok: before.ok })
  })
})

test('a migration that was killed before its rows were written is put on record by the next opening', () => {
  const home = copyOf('sealed')
  const { keys } = sealedRing(home, 'sealed')
  if (keys === undefined) throw new Error('the keys are there')
  withDatabase(home, keys, (database) => migrate(database, MIGRATIONS))
  const journal = opened(home, { keys })
  expect(journal.warnings).toContainEqual({ code: 'migrated', from: 1, to: 3 })
  expect(journal.search({ events: ['migrated', 'signing-key'] }).found).toBe(2)
  journal.close()
  const again = opened(home, { keys })
  expect(again.warnings).toEqual([])
  again.close()
  expect(verdict(home, { keys })).toMatchObject({ ok: true, problem: null })
})
