/** Attacks §3, §4, §7: a clock that is wrong removes nothing, decides nothing, and is known by the rows it wrote. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dayOf } from '../../../../main/journal/clock-reading.ts'
import { doubtOf } from '../../../../main/journal/doubt.ts'
import { journalHome } from '../../../../main/journal/home.ts'
import { createKeyRing } from '../../../../main/journal/keys.ts'
import { openJournal } from '../../../../main/journal/open.ts'
import { atOnce } from '../../../../main/journal/steps.ts'
import { circumstances, goTo, makeClock, makeHome, openHome } from '../support.ts'
import { addVisits } from '../visits.ts'

const keys = createKeyRing()
const DAY = 86_400_000
const HOUR = 3_600_000

const filled = (visits = 10) => {
  const home = makeHome()
  const clock = makeClock(Date.parse('2026-11-28T00:00:00Z'))
  const journal = openHome(home, { keys, clock })
  addVisits(journal, visits)
  return { home, clock, journal }
}

const backups = (home: string): number => readdirSync(journalHome(home).backups).length

describe('the clock cannot be right', () => {
  const newest = Date.parse('2026-11-28T09:00:00+09:00')
  test.each([
    ['2026-11-28T09:00:01.000+09:00', null],
    ['2026-11-28T08:59:30.000+09:00', null],
    ['2026-11-28T08:58:00.000+09:00', 'behind'],
    ['2026-01-05T09:00:00.000+09:00', 'behind'],
    ['2027-01-26T09:00:00.000+09:00', null],
    ['2027-01-28T09:00:00.000+09:00', 'ahead'],
  ] as const)('with the newest row of 28 November, at %s: %s', (at, why) => {
    expect(doubtOf(at, { newest, earliest: null })).toBe(why)
  })
  test('before the day on which the program was made, with rows or without', () => {
    expect(doubtOf('2020-01-01T09:00:00.000+09:00', { newest: null, earliest: '2026-11-22' })).toBe(
      'before-build',
    )
    expect(doubtOf('2026-11-22T00:00:00.000+09:00', { newest: null, earliest: '2026-11-22' })).toBeNull()
  })
})

describe('§3 a clock that is ahead', () => {
  test('purges nothing and deletes no backup, and back in time everything is as it was', () => {
    const { home, clock, journal } = filled()
    atOnce(journal.backUp({ staff: 'reception' }))
    clock.setWall('2032-01-05T00:00:00Z')
    expect(journal.clockDoubt()).toBe('ahead')
    expect(journal.purge({ staff: 'a', years: 5, minimum: 5 })).toMatchObject({
      ok: false,
      problem: { why: 'clock-doubted' },
    })
    for (let count = 0; count < 16; count += 1) atOnce(journal.backUp({ staff: 'terminal' }))
    expect(backups(home)).toBe(17)
    clock.setWall('2026-11-28T01:00:00Z')
    expect(journal.clockDoubt()).toBeNull()
    expect(journal.visits('2026-11-22', 99).visitCount).toBe(10)
    atOnce(journal.backUp({ staff: 'terminal' }))
    expect(backups(home)).toBe(14)
  })

  test('a purge below the retention that is set is refused', () => {
    const { journal } = filled()
    expect(journal.purge({ staff: 'a', years: 1, minimum: 3 })).toMatchObject({
      ok: false,
      problem: { why: 'below-minimum' },
    })
  })

  test('a purge is announced, waits three days, can be taken back, and removes what was announced', () => {
    const { clock, journal } = filled()
    goTo(journal, clock, '2032-01-05T00:00:00Z')
    const ask = () => journal.purge({ staff: 'a', years: 5, minimum: 5 })
    const announced = {
      state: 'announced',
      years: 5,
      rows: 10,
      oldest: '2026-11-28',
      newest: '2026-11-28',
      on: '2032-01-08',
    }
    expect(ask()).toEqual({ ok: true, value: announced })
    expect(journal.purge({ staff: 'a', years: 6, minimum: 5 })).toMatchObject({
      problem: { why: 'announced-otherwise' },
    })
    clock.advance(2 * DAY)
    expect(ask()).toEqual({ ok: true, value: announced })
    expect(journal.cancelPurge({ staff: 'a' })).toEqual({ ok: true, value: true })
    expect(journal.cancelPurge({ staff: 'a' })).toEqual({ ok: true, value: false })
    clock.advance(2 * DAY)
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-12' } })
    clock.advance(3 * DAY)
    expect(ask()).toEqual({ ok: true, value: { state: 'done', rows: 10 } })
    expect(journal.pendingPurge()).toBeNull()
  })

  const announced = () => {
    const made = filled()
    goTo(made.journal, made.clock, '2032-01-05T00:00:00Z')
    const ask = () => made.journal.purge({ staff: 'a', years: 5, minimum: 5 })
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-08' } })
    made.clock.advance(DAY)
    return { ...made, ask }
  }

  test('a day of grace on which the clock was in doubt is none: the three begin anew', () => {
    const { clock, journal, ask } = announced()
    clock.setWall('2026-01-05T00:00:00Z')
    addVisits(journal, 1, 20)
    // Right again, but no row says so yet: what was announced is announced again, the same rows.
    clock.setWall('2032-01-08T00:00:00Z')
    expect(ask()).toMatchObject({ value: { state: 'announced', rows: 10, on: '2032-01-11' } })
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-11' } })
    expect(journal.search({ events: ['purge-announced'] }).found).toBe(2)
    clock.advance(3 * DAY)
    expect(ask()).toEqual({ ok: true, value: { state: 'done', rows: 10 } })
  })

  test('a day that somebody had to confirm, ahead or back, brings no purge nearer', () => {
    const { clock, journal, ask } = announced()
    goTo(journal, clock, '2032-06-05T00:00:00Z')
    expect(journal.pendingPurge()).toMatchObject({ on: '2032-06-08' })
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-06-08' } })
    goTo(journal, clock, '2032-01-07T00:00:00Z')
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-10' } })
    clock.advance(3 * DAY)
    expect(ask()).toMatchObject({ value: { state: 'done' } })
  })

  test('what a clock years ahead has announced waits for its own day once the clock has been put right', () => {
    const { clock, journal, ask } = announced()
    goTo(journal, clock, '2026-11-29T00:00:00Z')
    clock.setWall('2032-01-20T00:00:00Z')
    expect(ask()).toMatchObject({ problem: { why: 'clock-doubted' } })
    clock.setWall('2026-12-20T00:00:00Z')
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-08' } })
  })

  test('a clock that goes on by days at once has not waited them; one that is put right by hours has', () => {
    const { clock, journal, ask } = announced()
    clock.setWall('2032-01-20T00:00:00Z')
    expect(journal.clockDoubt()).toBeNull()
    journal.append({ event: 'clock-jumped', staff: 'terminal', milliseconds: 14 * DAY })
    expect(ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-23' } })
    clock.advance(2 * DAY)
    journal.append({ event: 'clock-jumped', staff: 'terminal', milliseconds: DAY / 2 })
    clock.advance(DAY)
    expect(ask()).toMatchObject({ value: { state: 'done' } })
  })

  test('a clock that is put on in small steps has not waited either; a machine that sleeps at night has', () => {
    const put = announced()
    for (let step = 0; step < 8; step += 1) {
      put.clock.setWall(new Date(Date.parse('2032-01-06T00:00:00Z') + (step + 1) * 0.4 * DAY).toISOString())
      put.journal.append({ event: 'clock-jumped', staff: 'terminal', milliseconds: 0.4 * DAY })
    }
    expect(put.journal.clockDoubt()).toBeNull()
    // From the evening of the 6th the clock went on to the 9th: the 7th and the 8th were no days.
    expect(put.ask()).toMatchObject({ value: { state: 'announced', on: '2032-01-10' } })
    const asleep = announced()
    for (let night = 0; night < 2; night += 1) {
      asleep.clock.advance(10 * HOUR)
      asleep.clock.setWall(new Date(Date.parse(asleep.clock.now().iso) + 14 * HOUR).toISOString())
      asleep.journal.append({ event: 'clock-jumped', staff: 'terminal', milliseconds: 14 * HOUR })
    }
    expect(asleep.ask()).toMatchObject({ value: { state: 'done' } })
  })

  test('rows that were written in doubt behind sure ones are not removed by their own day', () => {
    const { clock, journal } = filled(2)
    clock.setWall('2001-01-01T00:00:00Z')
    addVisits(journal, 3, 50)
    clock.setWall('2026-11-28T03:00:00Z')
    expect(journal.purge({ staff: 'a', years: 5, minimum: 5 })).toEqual({
      ok: true,
      value: { state: 'nothing' },
    })
  })
})

describe('§4, §7 rows that were written in doubt', () => {
  test('are marked, never count as the newest, and a confirmed day moves the reference back as well', () => {
    const { home, clock, journal } = filled(1)
    journal.close()
    clock.setWall('2040-01-05T00:00:00Z')
    const wrong = openHome(home, { keys, clock })
    expect(wrong.warnings).toMatchObject([{ code: 'clock-doubted', why: 'ahead' }])
    addVisits(wrong, 1, 20)
    expect(wrong.search({ events: ['concluded'], limit: 1 }).rows[0]?.stamp.doubt).toBe(true)
    wrong.close()
    clock.setWall('2026-11-29T00:00:00Z')
    const right = openHome(home, { keys, clock })
    expect(right.warnings).toEqual([])
    expect(right.clockDoubt()).toBeNull()
    goTo(right, clock, '2026-12-20T00:00:00Z')
    goTo(right, clock, '2026-11-30T00:00:00Z')
    expect(right.clockDoubt()).toBeNull()
    clock.setWall('2026-12-01T00:00:00Z')
    expect(right.clockDoubt()).toBeNull()
    right.close()
    expect(openHome(home, { keys, clock }).warnings).toEqual([])
  })

  test('only the day that the clock shows can be confirmed', () => {
    const { clock, journal } = filled(1)
    clock.setWall('2032-01-05T00:00:00Z')
    expect(journal.confirmDay({ staff: 'a', today: '2026-11-28' }).ok).toBe(false)
    expect(journal.clockDoubt()).toBe('ahead')
    expect(journal.confirmDay({ staff: 'a', today: dayOf(clock.now().iso) }).ok).toBe(true)
    expect(journal.clockDoubt()).toBeNull()
    expect(journal.search({ events: ['clock-confirmed'] }).rows[0]).toMatchObject({
      event: { staff: 'a', today: '2032-01-05' },
    })
  })

  test('a start before the day on which the program was made is in doubt until the day is confirmed', () => {
    const clock = makeClock(Date.parse('2020-01-05T00:00:00Z'))
    const home = makeHome()
    const open = () => {
      const journal = openJournal({ home, keys, ...circumstances(clock), built: '2026-11-22' })
      if (!journal.ok) throw new Error(journal.problem.message)
      return journal.value
    }
    const journal = open()
    expect(journal.warnings).toMatchObject([{ code: 'clock-doubted', why: 'before-build', newest: null }])
    goTo(journal, clock, '2020-01-05T01:00:00Z')
    expect(journal.clockDoubt()).toBeNull()
    journal.close()
    expect(open().warnings).toEqual([])
  })
})
