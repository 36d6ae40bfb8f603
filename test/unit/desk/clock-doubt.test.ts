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

const DAY_MS = 86_400_000

describe('§7 a visit on hold while the clock is wrong', () => {
  const recall = (desk: ReturnType<typeof fakeDesk>): void =>
    desk.intend({ type: 'recall-check-in', id: desk.state().tray[0]?.id ?? '' })
  const parked = (days: number) => {
    const journal = fakeJournal()
    const desk = fakeDesk({ journal })
    desk.pass(10_000, days * DAY_MS)
    desk.intend(SELF_DECLARATION)
    desk.intend({ type: 'park-check-in' })
    return { journal, desk }
  }

  it('decided before, it is opened undecided, and does not end', () => {
    const { journal, desk } = parked(0)
    journal.doubts('ahead')
    desk.pass(10_000, 6_000 * DAY_MS)
    recall(desk)
    expect(desk.checkIn()).toMatchObject({ decided: null, visitDate: '2026-11-22' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(journal.names()).not.toContain('concluded')
    journal.doubts(null)
    desk.pass(10_000, -6_000 * DAY_MS)
    expect(desk.checkIn()).toMatchObject({ visitDate: '2026-11-22', decided: { decision: {} } })
  })

  it('put aside under a clock that was ahead unnoticed, it is of the day that somebody has confirmed, and decided for it', () => {
    const { journal, desk } = parked(10)
    expect(desk.state().tray).toMatchObject([{ visitDate: '2026-12-02' }])
    journal.doubts('behind')
    desk.pass(10_000, -10 * DAY_MS)
    desk.intend({ type: 'confirm-day', today: '2026-11-22' })
    expect(desk.state().tray).toMatchObject([{ visitDate: '2026-11-22', outcome: null }])
    recall(desk)
    expect(desk.checkIn()).toMatchObject({ visitDate: '2026-11-22', decided: { decision: {} } })
    expect(journal.events().findLast(({ event }) => event === 'decided')).toMatchObject({
      visitDate: '2026-11-22',
    })
  })

  it.each([6_000, -300])(
    'put aside in doubt, %i days off, it is of the day that the clock is put back to',
    (days) => {
      const { journal, desk } = parked(0)
      journal.doubts(days > 0 ? 'ahead' : 'behind')
      desk.pass(10_000, days * DAY_MS)
      desk.intend(SELF_DECLARATION)
      desk.intend({ type: 'park-check-in' })
      expect(desk.state().tray[1]?.visitDate).not.toBe('2026-11-22')
      journal.doubts(null)
      desk.pass(10_000, -days * DAY_MS)
      expect(desk.state().tray.map(({ visitDate }) => visitDate)).toEqual(['2026-11-22', '2026-11-22'])
    },
  )

  it('of a day before, which was sure, it keeps its own', () => {
    const { journal, desk } = parked(0)
    desk.pass(DAY_MS)
    journal.doubts('behind')
    desk.pass(10_000, -300 * DAY_MS)
    journal.doubts(null)
    desk.pass(10_000, 300 * DAY_MS)
    expect(desk.state()).toMatchObject({ today: '2026-11-23', tray: [{ visitDate: '2026-11-22' }] })
  })
})

describe('§7 a visit that is open over a night while the clock is in doubt', () => {
  const overNight = (open: 'before' | 'in doubt') => {
    const journal = fakeJournal()
    const desk = fakeDesk({ journal })
    if (open === 'before') desk.intend(SELF_DECLARATION)
    journal.doubts('behind')
    desk.pass(10_000)
    if (open === 'in doubt') desk.intend(SELF_DECLARATION)
    return { journal, desk }
  }

  it('keeps the day on which it began, and is decided for it; so does one on hold', () => {
    for (const isParked of [false, true]) {
      const { journal, desk } = overNight('before')
      if (isParked) desk.intend({ type: 'park-check-in' })
      desk.pass(DAY_MS)
      desk.intend({ type: 'confirm-day', today: '2026-11-23' })
      expect(desk.state()).toMatchObject({ today: '2026-11-23', clockDoubt: null })
      if (isParked) desk.intend({ type: 'recall-check-in', id: desk.state().tray[0]?.id ?? '' })
      expect(desk.checkIn()).toMatchObject({ visitDate: '2026-11-22', decided: { decision: {} } })
      expect(journal.events().findLast(({ event }) => event === 'decided')).toMatchObject({
        visitDate: '2026-11-22',
      })
    }
  })

  it('is of the day that is confirmed where it began in doubt', () => {
    const { desk } = overNight('in doubt')
    desk.pass(DAY_MS)
    desk.intend({ type: 'confirm-day', today: '2026-11-23' })
    expect(desk.checkIn()).toMatchObject({ visitDate: '2026-11-23', decided: { decision: {} } })
  })
})

describe('§7 a desk that ends and starts again while the clock is in doubt', () => {
  const isParked = [false, true]
  const started = (journal: ReturnType<typeof fakeJournal>, parks: boolean) => {
    const desk = fakeDesk({ journal })
    desk.intend(SELF_DECLARATION)
    if (parks) desk.intend({ type: 'park-check-in' })
    return desk
  }
  const daysOf = (desk: ReturnType<typeof fakeDesk>) => [
    ...desk.state().tray.map(({ visitDate }) => visitDate),
    ...(desk.state().checkIn === null ? [] : [desk.checkIn().visitDate]),
  ]

  it.each(isParked)(
    'leaves a visit of a sure day its own (on hold: %s), however often it starts',
    (parks) => {
      const journal = fakeJournal()
      started(journal, parks)
      journal.doubts('behind')
      fakeDesk({ journal, takesOverFrom: 'crashed' }).pass(10_000)
      const desk = fakeDesk({ journal, takesOverFrom: 'crashed' })
      desk.pass(DAY_MS)
      desk.intend({ type: 'confirm-day', today: '2026-11-23' })
      expect(daysOf(desk)).toEqual(['2026-11-22'])
    },
  )

  it.each(isParked)('gives a visit that began in doubt the day that is confirmed (on hold: %s)', (parks) => {
    const journal = fakeJournal()
    journal.doubts('behind')
    started(journal, parks)
    const desk = fakeDesk({ journal, takesOverFrom: 'crashed' })
    desk.pass(DAY_MS)
    desk.intend({ type: 'confirm-day', today: '2026-11-23' })
    expect(daysOf(desk)).toEqual(['2026-11-23'])
  })

  it.each(isParked)('gives it the day of a start that finds the clock right again (on hold: %s)', (parks) => {
    const journal = fakeJournal()
    journal.doubts('behind')
    const before = fakeDesk({ journal })
    before.pass(10_000, -300 * DAY_MS)
    before.intend(SELF_DECLARATION)
    if (parks) before.intend({ type: 'park-check-in' })
    expect(daysOf(before)).not.toEqual(['2026-11-22'])
    journal.doubts(null)
    const desk = fakeDesk({ journal, takesOverFrom: 'crashed' })
    expect(daysOf(desk)).toEqual(['2026-11-22'])
    if (parks) desk.intend({ type: 'recall-check-in', id: desk.state().tray[0]?.id ?? '' })
    expect(desk.checkIn().decided).not.toBeNull()
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
