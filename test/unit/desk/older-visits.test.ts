/** Visits and tasks that an earlier version wrote: corrected, opened again and settled by the desk of today. */
import { describe, expect, test } from 'vitest'
import { copyOf, EXPECTED, opened, sealedRing, verdict } from '../journal/older-homes.ts'
import { makeClock } from '../journal/support.ts'
import { fakeDesk, MORNING } from './fakes.ts'

const HOUR = 3_600_000

/** The desk of today over an older home, its administrator signed in where it has one. */
const deskOver = async (home: string, name: string) => {
  const port = opened(home, sealedRing(home, name), makeClock(MORNING + 9 * HOUR).now)
  const desk = fakeDesk({ port })
  const admin = EXPECTED[name]?.admin
  if (admin !== undefined) {
    desk.intend({ type: 'sign-in', person: admin, secret: '4821' })
    await expect
      .poll(() => desk.state().office.staff.signedIn, { timeout: 30_000 })
      .toMatchObject({ id: admin })
  }
  const stop = async () => {
    await desk.service.stop()
    const { ok, firstBad, problem } = verdict(home, sealedRing(home, name))
    return { ok, firstBad, problem }
  }
  return { desk, port, stop, actor: admin ?? 'reception' }
}

describe.each(Object.keys(EXPECTED))('in the home `%s` of form 1', (name) => {
  test('the newest visit and the oldest are corrected, and a task that was left open is settled and undone', async () => {
    const home = copyOf(name)
    const { desk, port, stop, actor } = await deskOver(home, name)
    const { visits, found } = port.searchVisits({})
    expect(found).toBeGreaterThan(0)
    const [left] = desk.state().followUps
    if (left === undefined) throw new Error('the home has nothing left to do')
    expect(left).toMatchObject({ what: 'recheck', patientNumber: expect.any(String), done: null })
    const { what } = left
    const key = { visit: left.visit, seq: left.seq }
    const done = () => port.visit(key)?.followUps.find((one) => one.what === what)?.done
    desk.intend({ type: 'settle-follow-up', ...key, what, result: 'valid', share: null })
    expect(done()).toMatchObject({ result: 'valid' })
    desk.intend({ type: 'undo-follow-up', ...key, what })
    expect(done()).toBeNull()
    for (const row of [visits[0]?.row, visits.at(-1)?.row]) {
      if (row === undefined) throw new Error('the home has no visit')
      const { visit, seq } = row
      desk.intend({
        type: 'amend-visit',
        visit,
        seq,
        change: { patientNumber: '00777', outcome: 'accept', remark: '見本' },
        why: '番号の入力違い',
      })
      const after = port.visit({ visit, seq })
      expect(after?.row).toMatchObject({
        patientNumber: '00777',
        outcome: 'accept',
        remark: '見本',
        amended: true,
      })
      // The row that concluded it stays as it was.
      expect(
        after?.steps.filter((step) => step.what === 'concluded' || step.what === 'amended'),
      ).toMatchObject([
        { patientNumber: row.patientNumber, outcome: row.outcome },
        { staff: actor, why: '番号の入力違い' },
      ])
      desk.intend({ type: 'open-visit', visit, seq })
      expect(desk.state().office.opened?.row.patientNumber).toBe('00777')
    }
    const { problem, ok, firstBad } = EXPECTED[name]?.verification ?? {}
    expect(await stop()).toEqual({ ok, firstBad, problem })
    // The next desk reads the same.
    const again = opened(home, sealedRing(home, name))
    expect(again.searchVisits({ patientNumber: '777' }).found).toBe(found === 1 ? 1 : 2)
    again.close()
  })
})

test('a visit of an older home that is of today is opened again, and its new end takes its place', async () => {
  const home = copyOf('plain')
  const { desk, port, stop } = await deskOver(home, 'plain')
  const { visitCount, visits } = desk.state()
  const [row] = visits
  if (row === undefined) throw new Error('the home has no visit of today')
  desk.intend({ type: 'reopen-visit', visit: row.visit, seq: row.seq, why: 'カードを持ってきた' })
  expect(desk.checkIn()).toMatchObject({ patientNumber: row.patientNumber, reopens: { seq: row.seq } })
  desk.intend({ type: 'set-visit', visit: { emergency: true } })
  desk.intend({ type: 'conclude', confirmed: true })
  expect(desk.state().visitCount).toBe(visitCount)
  const [present] = desk.state().visits
  expect(present).toMatchObject({ patientNumber: row.patientNumber, amended: true })
  expect(port.visit({ visit: present?.visit ?? '', seq: present?.seq ?? 0 })?.ends).toEqual([
    row.seq,
    present?.seq,
  ])
  expect(await stop()).toMatchObject({ ok: true, problem: null })
})
