/** Homes of earlier versions: each opens, verifies, goes on, is backed up and restored. */
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { journalHome } from '../../../main/journal/home.ts'
import { type KeyRing, parseKeyRing } from '../../../main/journal/keys.ts'
import { MIGRATIONS, migrate } from '../../../main/journal/migrate.ts'
import { openJournal } from '../../../main/journal/open.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { parseSlip } from '../../../main/journal/slip.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { withDatabase } from './attacker.ts'
import { makeClock } from './support.ts'
import { addVisits } from './visits.ts'

const HOMES = join(import.meta.dirname, '../../../fixtures/homes-of-form-1')

const expectedSchema = z.record(
  z.string(),
  z.looseObject({
    verification: z.strictObject({
      entries: z.number(),
      ok: z.boolean(),
      firstBad: z.number().nullable(),
      problem: z.string().nullable(),
    }),
    slip: z.string(),
    admin: z.string().optional(),
    working: z.string().optional(),
  }),
)
const EXPECTED = expectedSchema.parse(JSON.parse(readFileSync(join(HOMES, 'expected.json'), 'utf8')))

/** A copy of a home, as it lay on the terminal. */
const copyOf = (name: string): string => {
  const home = mkdtempSync(join(tmpdir(), 'uketsuke-older-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  cpSync(join(HOMES, name), home, { recursive: true })
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o600)
  return home
}

/** The ring that the invented sealer keeps: the bits of every byte turned over. */
const sealedRing = (home: string, name: string): { keys?: KeyRing } => {
  if (!name.startsWith('sealed')) return {}
  const text = Buffer.from(readFileSync(join(home, 'keys.sealed')).map((byte) => byte ^ 0xff)).toString()
  const ring = parseKeyRing(text)
  if (!ring.ok) throw new Error(ring.problem)
  return { keys: ring.value }
}

const around = () => ({
  now: makeClock(Date.parse('2026-11-25T00:00:00Z')).now,
  terminal: '見本端末',
  findsIndividualNumber: () => false,
})

const verdict = (home: string, keys: { keys?: KeyRing }) => {
  const verified = verifyJournal({ home, ...keys })
  if (!verified.ok) throw new Error(verified.problem.message)
  return verified.value
}

const opened = (home: string, keys: { keys?: KeyRing }) => {
  const journal = openJournal({ home, ...around(), ...keys })
  if (!journal.ok) throw new Error(journal.problem.message)
  return journal.value
}

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
      readFileSync(journalHome(join(HOMES, name)).database),
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
