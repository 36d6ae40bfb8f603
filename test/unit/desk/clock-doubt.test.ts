/** Attacks §7, §18: a desk whose clock cannot be right decides nothing until the day is sure; one that has slept is locked. */
import { describe, expect, it } from 'vitest'
import { fakeDesk, fakeJournal } from './fakes.ts'

const SELF_DECLARATION = {
  type: 'add-document',
  document: { type: 'self-declaration' },
  claims: {},
} as const

describe('§7 a clock that cannot be right', () => {
  it('at the start: it is in the first state, papers are taken in, and nothing is decided or concluded', () => {
    const journal = fakeJournal()
    journal.doubts('behind')
    const desk = fakeDesk({ journal })
    expect(desk.state().clockDoubt).toBe('behind')
    desk.intend(SELF_DECLARATION)
    expect(desk.state().checkIn).toMatchObject({ evidence: [{ source: 'manual' }], decided: null })
    desk.intend({ type: 'conclude', seq: null, confirmed: true })
    expect(journal.names()).not.toContain('decided')
    expect(journal.names()).not.toContain('concluded')
  })

  it('confirmed by somebody with the right: on record, the check-in is of that day, and is decided', () => {
    const journal = fakeJournal()
    journal.doubts('ahead')
    const desk = fakeDesk({ journal })
    desk.intend(SELF_DECLARATION)
    const { today } = desk.state()
    desk.intend({ type: 'confirm-day', today })
    expect(desk.state()).toMatchObject({ clockDoubt: null, checkIn: { visitDate: today } })
    expect(desk.state().checkIn?.decided).not.toBeNull()
    expect(desk.messages()).toContain('CLOCK_SURE_AGAIN')
    expect(journal.names()).toContain('clock-confirmed')
  })

  it('while at work: what was decided is taken back and put on record; well again by itself, it is decided anew', () => {
    const journal = fakeJournal()
    const desk = fakeDesk({ journal })
    desk.intend(SELF_DECLARATION)
    expect(desk.state().checkIn?.decided).not.toBeNull()
    journal.doubts('behind')
    desk.pass(10_000)
    expect(desk.state()).toMatchObject({ clockDoubt: 'behind', checkIn: { decided: null } })
    expect(journal.events().at(-1)).toMatchObject({ event: 'clock-doubted', why: 'behind' })
    journal.doubts(null)
    desk.pass(10_000)
    expect(desk.state().clockDoubt).toBeNull()
    expect(desk.state().checkIn?.decided).not.toBeNull()
  })
})

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('§18 a machine that has slept', () => {
  const signedIn = async (lockAfterMinutes: number) => {
    const desk = fakeDesk({ settings: { lockAfterMinutes } })
    desk.intend({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
    await settle()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(desk.state().office.staff.signedIn).not.toBeNull()
    return desk
  }

  it('is locked: the wall clock went ahead of the monotonic one', async () => {
    const desk = await signedIn(1)
    desk.pass(10_000, 10 * 3_600_000)
    expect(desk.state().office.staff.signedIn).toBeNull()
  })

  it('is not for seconds that a time server corrects, nor for a clock that is set back', async () => {
    const desk = await signedIn(1)
    desk.pass(10_000, 20_000)
    desk.pass(10_000, -3_600_000)
    expect(desk.state().office.staff.signedIn).not.toBeNull()
  })

  it('stays open where the desk is never to lock', async () => {
    const desk = await signedIn(0)
    desk.pass(10_000, 10 * 3_600_000)
    expect(desk.state().office.staff.signedIn).not.toBeNull()
  })
})
