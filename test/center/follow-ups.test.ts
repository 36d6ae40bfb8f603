/** Tasks that visits have left open, read at the center: as the rows that settle, correct and reopen them leave it. */
import { expect, test } from 'vitest'
import type { JournalEvent } from '../../contract/journal.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { openHome } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { centerForTests } from './support.ts'

const { center, home: newHome } = centerForTests()

/** Writes rows in order; each tied row names the visit by its number here. */
const rowsIn = (home: string, events: readonly JournalEvent[]): void => {
  const journal = openHome(home)
  for (const event of events) {
    const written = journal.append(event)
    if (!written.ok) throw new Error(written.problem.detail)
  }
  journal.close()
}

/** A row tied to visit number `number`, which stands in row `seq`. */
const tiedTo = (number: number, seq: number) => ({
  staff: 'reception',
  visit: `check-in-${number}`,
  visitSeq: seq,
  visitDate: '2026-11-22',
})
const unconfirmed = (number: number) =>
  visit(number, { outcome: 'not-confirmed', notesOpen: ['unconfirmed', 'RECHECK_LATER'] })

const openAt = async (events: readonly JournalEvent[]): Promise<string[]> => {
  const { url, sql } = await center()
  const home = newHome()
  rowsIn(home, events)
  const sent = await uketsuke('forward', '--once', '--home', home, '--database', url)
  expect(sent).toMatchObject({ code: 0 })
  const found = await sql(
    'SELECT patient_number, follow_up FROM uketsuke.open_follow_up ORDER BY visit_seq, follow_up',
  )
  return found === '' ? [] : found.split('\n')
}

test('is open until it is settled, and open again once that is taken back', async () => {
  const first = [unconfirmed(1), unconfirmed(2)]
  const settled = { event: 'follow-up-done', ...tiedTo(1, 1), followUp: 'recheck', result: 'valid' } as const
  const undone = { event: 'follow-up-undone', ...tiedTo(1, 1), followUp: 'recheck' } as const
  expect(await openAt(first)).toEqual([
    '00001|recheck',
    '00001|unconfirmed',
    '00002|recheck',
    '00002|unconfirmed',
  ])
  expect(await openAt([...first, settled])).toEqual([
    '00001|unconfirmed',
    '00002|recheck',
    '00002|unconfirmed',
  ])
  expect(await openAt([...first, settled, undone])).toHaveLength(4)
})

test('follows a correction: the number, and an outcome that is no longer open', async () => {
  const corrected = {
    event: 'amended',
    ...tiedTo(1, 1),
    why: '入力の間違い',
    outcome: 'accept',
    patientNumber: '00777',
  } as const
  expect(await openAt([unconfirmed(1), corrected])).toEqual(['00777|recheck'])
  const opened = { event: 'amended', ...tiedTo(1, 1), why: '見本', outcome: 'not-confirmed' } as const
  expect(await openAt([visit(1), opened])).toEqual(['00001|unconfirmed'])
})

test('of a visit that was reopened is that of its new end, once there is one', async () => {
  const reopened = { event: 'reopened', ...tiedTo(1, 1), checkIn: 'check-in-9', why: '見本' } as const
  expect(await openAt([unconfirmed(1), reopened])).toHaveLength(2)
  expect(await openAt([unconfirmed(1), reopened, visit(9, { notesOpen: ['RECHECK_LATER'] })])).toHaveLength(1)
})

test('rows of the time before are settled by theirs', async () => {
  const old = { event: 'task-done', staff: 'reception', visitSeq: 1, note: 'RECHECK_LATER' } as const
  expect(await openAt([visit(1, { notesOpen: ['RECHECK_LATER'] }), old])).toEqual([])
})
