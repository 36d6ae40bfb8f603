/** The month's list, read from the journal and as CSV; numbers with and without leading zeros. */
import { describe, expect, test } from 'vitest'
import type { MonthItem } from '../../../contract/month-list.ts'
import { monthCsv } from '../../../main/desk/office/month-csv.ts'
import { spellingsOf } from '../../../main/journal/patient-numbers.ts'
import { makeHome, openHome } from '../journal/support.ts'
import { visit } from '../journal/visits.ts'

const none: Parameters<typeof visit>[1] = { outcome: 'not-confirmed', reasons: ['NO_PROOF'], road: 'none' }

describe("the month's list", () => {
  test('has everything of the month that bears on its claims, also of visits from before there were follow-ups', () => {
    const journal = openHome(makeHome())
    journal.append(visit(1, { visitDate: '2026-10-31', ...none, notesOpen: ['unconfirmed'] }))
    // A row of before: nothing but its outcome says that it is unconfirmed.
    journal.append(visit(2, { visitDate: '2026-11-02', ...none, notesOpen: ['TELL_INSURER'] }))
    journal.append(visit(3, { visitDate: '2026-11-03', reasons: ['NEW_QUAL_FOUND'] }))
    journal.append(
      visit(4, { visitDate: '2026-11-04', notesOpen: ['COLLECT_NUMBER_LATER', 'RECHECK_LATER'] }),
    )
    journal.append(visit(5, { visitDate: '2026-11-05', notesOpen: ['paid-in-full'] }))
    journal.append(visit(6, { visitDate: '2026-11-06' }))
    const list = () => {
      const items = journal.monthItems('2026-11')
      if (!items.ok) throw new Error(items.problem.detail)
      return items.value.map(({ followUp }) => [
        followUp.patientNumber,
        followUp.what,
        followUp.done?.result ?? null,
      ])
    }
    expect(list()).toEqual([
      ['00002', 'unconfirmed', null],
      ['00005', 'paid-in-full', null],
      ['00003', 'newer-entitlement', null],
      ['00004', 'self-declaration', null],
      ['00004', 'recheck', null],
    ])
    const named = { visit: 'check-in-2', visitSeq: 2, visitDate: '2026-11-02' }
    journal.append({
      event: 'follow-up-done',
      staff: 'a',
      ...named,
      followUp: 'unconfirmed',
      result: 'invalid',
    })
    expect(list()[0]).toEqual(['00002', 'unconfirmed', 'invalid'])
    // At the desk, what was never in its list is not brought up.
    expect(journal.openFollowUps().map(({ seq, what }) => [seq, what])).not.toContainEqual([2, 'unconfirmed'])
    const isAmended = () => {
      const items = journal.monthItems('2026-11')
      return items.ok && items.value.find(({ followUp }) => followUp.seq === 2)?.amended
    }
    expect(isAmended()).toBe(false)
    journal.append({ event: 'amended', staff: 'a', ...named, why: 'w', remark: '見本' })
    expect(isAmended()).toBe(true)
    journal.append({ event: 'follow-up-undone', staff: 'a', ...named, followUp: 'unconfirmed' })
    expect(list()[0]).toEqual(['00002', 'unconfirmed', null])
  })

  test('asks once for an unconfirmed visit of an outage, whose recheck stands for the confirmation', () => {
    const journal = openHome(makeHome())
    journal.append(visit(1, { visitDate: '2026-11-02', ...none, notesOpen: ['outage'] }))
    const items = journal.monthItems('2026-11')
    expect(items.ok && items.value.map(({ followUp }) => followUp.what)).toEqual(['outage'])
  })

  test('asks of an accident at work for no health insurance, with its form or without', () => {
    const journal = openHome(makeHome())
    const work: Parameters<typeof visit>[1] = { outcome: 'need-more', reasons: ['NOT_HEALTH_INSURANCE'] }
    journal.append(visit(1, { visitDate: '2026-11-02', ...work, notesOpen: ['work-form'] }))
    journal.append(visit(2, { visitDate: '2026-11-02', ...work, notesOpen: ['work-form', 'deposit'] }))
    journal.append(visit(3, { visitDate: '2026-11-02', ...work }))
    const items = journal.monthItems('2026-11')
    expect(items.ok && items.value.map(({ followUp: { seq, what } }) => [seq, what])).toEqual([
      [2, 'deposit'],
    ])
  })

  test('as CSV keeps numbers as they are, and makes no formula of what somebody wrote', () => {
    const item: MonthItem = {
      followUp: {
        id: 'c/1/recheck',
        visit: 'c',
        seq: 1,
        what: 'recheck',
        day: '2026-11-02',
        at: '2026-11-02T09:00:00.000+09:00',
        patientNumber: '00231',
        queueNumber: '1-2',
        by: '2026-11-30',
        done: { result: 'valid', share: null, at: '2026-11-03T09:00:00.000+09:00', staff: 's1' },
      },
      outcome: 'accept-with-note',
      reason: 'OUTAGE_MODE',
      remark: '=HYPERLINK("http://example.invalid","x")',
      amended: true,
    }
    const [head, line] = monthCsv([item], () => '＝見本 受付子').split('\r\n')
    expect(head).toMatch(/^\uFEFF来院日,診察券番号,/)
    expect(line).toContain('"=""00231"""')
    expect(line).toContain('"=""1-2"""')
    expect(line).toContain(`"'=HYPERLINK(""http://example.invalid"",""x"")"`)
    expect(head).toContain(',備考,訂正,')
    expect(line).toContain(',"あり",')
    expect(line).toContain(`"'＝見本 受付子"`)
  })
})

test.each([
  ['4512', ['4512', '04512', '004512'], ['0', '45120']],
  ['004512', ['4512', '004512', '000000004512'], []],
  ['００12', ['12', '0012'], []],
  ['0', ['0', '000'], ['']],
  ['A-012', ['A-012'], ['A-12']],
])('the number %s is looked for in every spelling', (typed, found, notFound) => {
  const spellings = spellingsOf(typed)
  for (const one of found) expect(spellings).toContain(one)
  for (const one of notFound) expect(spellings).not.toContain(one)
})
