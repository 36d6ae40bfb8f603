/** Attack §12: a slip agrees, disagrees, or could not be compared, and then it is said why. */
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { journalHome } from '../../../../main/journal/home.ts'
import { createKeyRing } from '../../../../main/journal/keys.ts'
import { restoreJournal } from '../../../../main/journal/restore.ts'
import { parseSlip } from '../../../../main/journal/slip.ts'
import { atOnce } from '../../../../main/journal/steps.ts'
import { verifyJournal, type Witness } from '../../../../main/journal/verify.ts'
import { withDatabase } from '../attacker.ts'
import { circumstances, goTo, makeClock, makeHome, openHome, purgeInTime } from '../support.ts'
import { addVisits, visit } from '../visits.ts'

const keys = createKeyRing()

const read = (payload: string): Witness => {
  const slip = parseSlip(payload)
  if (!slip.ok) throw new Error(slip.problem)
  return slip.value
}

const against = (home: string, payload: string) => {
  const verified = verifyJournal({ home, keys }, [read(payload)])
  if (!verified.ok) throw new Error(verified.problem.message)
  return verified.value
}

const falsified = (payload: string): string => payload.replace(/[0-9a-f]{64}/, 'ab'.repeat(32))

test('§12 a slip agrees with the row that it names, and disagrees with another', () => {
  const home = makeHome()
  const journal = openHome(home, { keys })
  addVisits(journal, 5)
  const { payload } = journal.slip()
  addVisits(journal, 5, 10)
  expect(against(home, payload)).toMatchObject({ ok: true, witness: 'agrees', problem: null })
  expect(against(home, falsified(payload))).toMatchObject({ ok: false, witness: 'disagrees' })
  expect(verifyJournal({ home, keys })).toMatchObject({ value: { witness: null } })
})

test('§12 it disagrees where the rows end before it, and where it is of another journal', () => {
  const home = makeHome()
  const journal = openHome(home, { keys })
  addVisits(journal, 5)
  const { payload } = journal.slip()
  expect(against(home, payload.replace(' 6 ', ' 60 '))).toMatchObject({ ok: false, witness: 'disagrees' })
  const other = makeHome()
  addVisits(openHome(other, { keys }), 9)
  expect(against(other, payload)).toMatchObject({ ok: false, witness: 'disagrees' })
})

test('§12 one of a row that the retention has removed could not be compared, even where it was falsified', () => {
  const clock = makeClock(Date.parse('2020-01-01T00:00:00Z'))
  const home = makeHome()
  const journal = openHome(home, { keys, clock })
  addVisits(journal, 3)
  const { payload } = journal.slip()
  addVisits(journal, 3, 10)
  goTo(journal, clock, '2026-11-22T00:00:00Z')
  purgeInTime(journal, clock, { staff: 'a', years: 5 })
  expect(against(home, payload)).toMatchObject({
    ok: true,
    witness: 'not-compared',
    problem: expect.stringMatching(/the retention has removed row 4/),
  })
  expect(against(home, falsified(payload))).toMatchObject({ ok: true, witness: 'not-compared' })
})

test('§12 one of a row in a recorded hole could not be compared; what it says was signed by this terminal', () => {
  const home = makeHome()
  let journal = openHome(home, { keys })
  addVisits(journal, 3)
  journal.slip()
  addVisits(journal, 3, 10)
  const { payload } = journal.slip()
  journal.close()
  withDatabase(home, keys, (database) => database.exec('DELETE FROM entries WHERE seq > 5'))
  journal = openHome(home, { keys })
  journal.acknowledgeLosses({ staff: 'a', why: '見本' })
  const answer = against(home, payload)
  expect(answer).toMatchObject({ ok: true, witness: 'not-compared' })
  expect(answer.problem).toMatch(
    /row 7 is missing, as row 8 records; what it says was signed by this terminal/,
  )
  const foreign = payload.replace(/ [A-Za-z0-9_-]{86}$/, ` ${'A'.repeat(86)}`)
  expect(against(home, foreign).problem).toMatch(/its signature is not this terminal/)
})

test('§12 restoring asks the database that it replaces: with head and anchors gone too, no row vanishes unnamed', () => {
  const home = makeHome()
  const journal = openHome(home, { keys })
  addVisits(journal, 3)
  const made = atOnce(journal.backUp({ staff: 'a' }))
  if (!made.ok) throw new Error(made.problem.detail)
  addVisits(journal, 5, 10)
  journal.close()
  const { head, anchors } = journalHome(home)
  for (const path of [head, anchors]) rmSync(path)
  expect(
    restoreJournal({ ...circumstances(), home, keys, backup: made.value.path, staff: 'a', why: '見本' }),
  ).toMatchObject({ ok: true, value: { throughSeq: 3, missingThrough: 9 } })
  const after = openHome(home, { keys })
  const written = after.append(visit(99))
  expect(written).toMatchObject({ ok: true, value: { seq: 11 } })
  after.close()
  expect(verifyJournal({ home, keys })).toMatchObject({
    value: { ok: true, problem: expect.stringContaining('rows 4 to 9 missing') },
  })
})
