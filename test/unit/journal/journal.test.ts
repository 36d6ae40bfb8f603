import { describe, expect, test } from 'vitest'
import { type JournalPort, journalQuerySchema } from '../../../contract/journal.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { makeClock, makeHome, openHome, verified } from './support.ts'
import { addVisits, visit } from './visits.ts'

const filled = (): JournalPort => {
  const journal = openHome(makeHome())
  addVisits(journal, 3)
  journal.append(
    visit(4, {
      outcome: 'not-confirmed',
      reasons: ['NO_PROOF'],
      road: 'none',
      staff: 'staff-1',
      notesOpen: ['unconfirmed'],
    }),
  )
  journal.append(visit(5, { visitDate: '2026-11-21', notesOpen: ['RECHECK_LATER', 'TELL_INSURER'] }))
  journal.append({ event: 'stopped', staff: 'terminal', cause: 'asked' })
  return journal
}

describe('writing', () => {
  test('numbers rows from 1 without holes, and goes on after the journal was closed', () => {
    const home = makeHome()
    const first = openHome(home)
    expect([1, 2].map((number) => first.append(visit(number)))).toEqual([
      { ok: true, value: { seq: 1 } },
      { ok: true, value: { seq: 2 } },
    ])
    first.close()
    const second = openHome(home)
    expect(second.append(visit(3))).toEqual({ ok: true, value: { seq: 3 } })
    expect(second.warnings).toEqual([])
    expect(verified(second)).toEqual({ entries: 3, ok: true, firstBad: null, problem: null, witness: null })
  })

  test('stamps a row with both clocks, the terminal and the session', () => {
    const clock = makeClock(Date.parse('2026-11-21T23:59:59.500Z'))
    const journal = openHome(makeHome(), { clock })
    journal.append({ event: 'device-lost', staff: 'terminal', device: 'scanner', name: '見本スキャナー' })
    clock.advance(1_500)
    journal.append({ event: 'device-found', staff: 'terminal', device: 'scanner' })
    const [later, earlier] = journal.search({ events: ['device-lost', 'device-found'] }).rows
    expect(earlier?.stamp).toMatchObject({
      at: '2026-11-22T08:59:59.500+09:00',
      day: '2026-11-22',
      monotonic: 1_000,
      terminal: '見本端末',
    })
    expect(later?.stamp).toMatchObject({
      at: '2026-11-22T09:00:01.000+09:00',
      monotonic: 2_500,
      session: earlier?.stamp.session,
    })
    expect(earlier?.event).toEqual({
      event: 'device-lost',
      staff: 'terminal',
      device: 'scanner',
      name: '見本スキャナー',
    })
  })

  test('a visit stands under its own day, anything else under the day in Tokyo', () => {
    const clock = makeClock(Date.parse('2026-11-22T15:30:00Z'))
    const journal = openHome(makeHome(), { clock })
    journal.append(visit(1))
    journal.append({ event: 'stopped', staff: 'terminal', cause: 'asked' })
    expect(journal.search({ events: [] }).rows.map(({ stamp }) => stamp.day)).toEqual([
      '2026-11-23',
      '2026-11-22',
    ])
  })
})

describe('looking', () => {
  test('the newest of a day, the newest first, and how many the day has', () => {
    const journal = filled()
    const seen = (most: number) => {
      const { visits, visitCount } = journal.visits('2026-11-22', most)
      return [visits.map(({ seq }) => seq), visitCount]
    }
    expect(seen(9)).toEqual([[4, 3, 2, 1], 4])
    expect(seen(4)).toEqual([[4, 3, 2, 1], 4])
    expect(seen(3)).toEqual([[4, 3, 2], 4])
    expect(journal.visits('2026-11-21', 9).visits[0]).toEqual({
      seq: 5,
      visit: 'check-in-5',
      day: '2026-11-21',
      at: '2026-11-22T09:00:00.000+09:00',
      patientNumber: '00005',
      queueNumber: null,
      outcome: 'accept',
      reason: 'OK_ONLINE',
      documents: ['my-number-card'],
      overridden: false,
      road: 'online',
      outage: false,
      staff: 'reception',
      paid: null,
      amended: false,
      remark: null,
      staffBefore: [],
    })
    expect(journal.visits('2026-11-20', 9)).toEqual({ visits: [], visitCount: 0 })
  })

  test.each([
    [{}, [4, 3, 2, 1, 5]],
    [{ from: '2026-11-22' }, [4, 3, 2, 1]],
    [{ to: '2026-11-21' }, [5]],
    [{ staff: 'staff-1' }, [4]],
    [{ outcome: 'not-confirmed' as const }, [4]],
    [{ road: 'none' as const }, [4]],
    [{ reason: 'NO_PROOF' as const }, [4]],
    [{ patientNumber: '00002' }, [2]],
    [{ reason: 'OK_ONLINE' as const, from: '2026-11-22', to: '2026-11-22' }, [3, 2, 1]],
    [{ limit: 2 }, [4, 3]],
    [{ skip: 3 }, [1, 5]],
    [{ events: ['stopped'] }, [6]],
    [{ patientNumber: "' OR 1=1 --" }, []],
  ])('search by %j', (query, expected) => {
    expect(
      filled()
        .search(query)
        .rows.map(({ seq }) => seq),
    ).toEqual(expected)
  })

  test('takes every combination of filters', () => {
    const journal = filled()
    const filters = {
      from: '2026-11-01',
      to: '2026-11-30',
      staff: 'reception',
      outcome: 'accept',
      road: 'online',
      reason: 'OK_ONLINE',
      patientNumber: '00002',
      lastCharacters: '567',
      insured: { symbol: '見本', number: '34567' },
      skip: 1,
    }
    const pairs = Object.entries(filters).flatMap((one, place, all) =>
      all.slice(place).map((other) => [one, other]),
    )
    for (const pair of [...pairs, Object.entries(filters)])
      for (const events of [undefined, [], ['stopped'], ['concluded', 'stopped']]) {
        const query = journalQuerySchema.parse({ ...Object.fromEntries(pair), events })
        expect(() => journal.search(query)).not.toThrow()
      }
  })

  test('filters that are given together find what each of them finds, whichever of them finds less', () => {
    const journal = filled()
    const seqs = (query: object) =>
      journal.search(journalQuerySchema.parse({ ...query, limit: 100 })).rows.map(({ seq }) => seq)
    const filters = [
      { from: '2026-11-22' },
      { to: '2026-11-21' },
      { staff: 'reception' },
      { staff: 'staff-1' },
      { staff: 'nobody' },
      { outcome: 'accept' },
      { outcome: 'not-confirmed' },
      { road: 'online' },
      { road: 'none' },
      { reason: 'OK_ONLINE' },
      { reason: 'NO_PROOF' },
    ]
    const namesOf = (given: readonly object[]) => given.flatMap((one) => Object.keys(one))
    for (const one of filters)
      for (const other of filters)
        for (const third of filters) {
          const given = [one, other, third]
          if (new Set(namesOf(given)).size < given.length) continue
          expect(seqs(Object.assign({}, ...given)), JSON.stringify(given)).toEqual(
            seqs(one).filter((seq) => seqs(other).includes(seq) && seqs(third).includes(seq)),
          )
        }
  })

  test('says how many match in all', () => {
    expect(filled().search({ limit: 1, reason: 'OK_ONLINE' }).found).toBe(4)
  })

  test('notes that were left open are to be done until they are', () => {
    const journal = filled()
    const left = () =>
      journal.openFollowUps().map(({ seq, patientNumber, what, by }) => [seq, patientNumber, what, by])
    expect(left()).toEqual([
      [4, '00004', 'unconfirmed', '2026-11-30'],
      [5, '00005', 'recheck', '2026-11-30'],
      [5, '00005', 'TELL_INSURER', null],
    ])
    journal.append({ event: 'task-done', staff: 'reception', visitSeq: 5, note: 'RECHECK_LATER' })
    expect(left().map(([, , what]) => what)).toEqual(['unconfirmed', 'TELL_INSURER'])
  })

  test('the visits of a patient are found whatever zeros are in front of the number, and it leaves no row', () => {
    const journal = openHome(makeHome(), { clock: makeClock(Date.parse('2026-11-22T00:00:00Z')) })
    for (const patientNumber of ['004512', '14512', '4512', '45120', '0004512'])
      journal.append(visit(1, { patientNumber, queueNumber: 'A-12', staffBefore: ['staff-1'] }))
    const before = journal.search({ events: [] }).found
    const numbers = (patientNumber: string) =>
      journal.searchVisits({ patientNumber, limit: 9 }).visits.map(({ row }) => row.patientNumber)
    expect(numbers('4512')).toEqual(['0004512', '4512', '004512'])
    expect(numbers('００００４５１２')).toEqual(['0004512', '4512', '004512'])
    expect(numbers('512')).toEqual([])
    expect(journal.search({ events: [] }).found).toBe(before)
    expect(journal.visits('2026-11-22', 1).visits[0]).toMatchObject({
      queueNumber: 'A-12',
      staffBefore: ['staff-1'],
    })
  })

  test('counts by day, road, outcome and reason', () => {
    expect(atOnce(filled().statistics())).toEqual({
      entries: 6,
      visits: 5,
      days: { '2026-11-21': 1, '2026-11-22': 4 },
      roads: { online: 4, none: 1 },
      outcomes: { accept: 4, 'not-confirmed': 1 },
      reasons: { OK_ONLINE: 4, NO_PROOF: 1 },
      overridden: 0,
      amended: 0,
      reasonsByDay: { '2026-11-21': { OK_ONLINE: 1 }, '2026-11-22': { OK_ONLINE: 3, NO_PROOF: 1 } },
    })
    expect(atOnce(filled().statistics({ from: '2026-11-22' }))?.visits).toBe(4)
  })
})

describe('the check-in in progress', () => {
  test('is there after the journal was closed without a word, and gone with its last row', () => {
    const home = makeHome()
    const journal = openHome(home)
    expect(journal.loadWorking()).toBe(null)
    expect(journal.saveWorking('{"step":1}').ok).toBe(true)
    expect(journal.saveWorking('{"step":2}').ok).toBe(true)
    journal.close()
    const again = openHome(home)
    expect(again.loadWorking()).toBe('{"step":2}')
    again.append(visit(1), { working: null })
    expect(again.loadWorking()).toBe(null)
    again.append(visit(2), { working: '{"step":3}' })
    expect(again.loadWorking()).toBe('{"step":3}')
  })
})

test('the settings of the last run are remembered', () => {
  const home = makeHome()
  const journal = openHome(home)
  expect(journal.lastSettings()).toEqual({ text: null, coming: null, isRestored: false })
  const [five, ten] = ['{"lockAfterMinutes":5}', '{"lockAfterMinutes":10}']
  expect(journal.keepLastSettings(five).ok).toBe(true)
  expect(journal.noteComingSettings(ten).ok).toBe(true)
  journal.close()
  const again = openHome(home)
  expect(again.lastSettings()).toEqual({ text: five, coming: ten, isRestored: false })
  again.keepLastSettings(ten)
  expect(again.lastSettings()).toEqual({ text: ten, coming: null, isRestored: false })
})

test('§21 visits are counted a day at a step', () => {
  const journal = openHome(makeHome())
  const days = ['2026-11-18', '2026-11-20', '2026-11-21', '2026-11-22']
  for (const [index, visitDate] of days.entries())
    for (let count = 0; count <= index; count += 1) journal.append(visit(index * 10 + count, { visitDate }))
  const steps = [...journal.statistics({ from: '2026-11-19', to: '2026-11-22' })]
  expect(steps).toEqual([2, 5, 9])
  expect(atOnce(journal.statistics())?.days).toEqual({
    '2026-11-18': 1,
    '2026-11-20': 2,
    '2026-11-21': 3,
    '2026-11-22': 4,
  })
  expect(atOnce(openHome(makeHome()).statistics())?.visits).toBe(0)
})
