import { describe, expect, it } from 'vitest'
import { nextStep } from '../../../renderer/screens/check-in/next-step.ts'
import { sayingFor } from '../../../renderer/screens/check-in/sayings.ts'
import { fakeDesk, fakeJournal, GOOD_READING } from './fakes.ts'

const lastEnd = (desk: ReturnType<typeof fakeDesk>) =>
  desk.journal.events().findLast(({ event }) => event === 'concluded')

const said = (desk: ReturnType<typeof fakeDesk>) => {
  const view = desk.checkIn()
  if (view.decided === null) throw new Error('nothing decided')
  return sayingFor(null, view.decided.decision, view)
}

describe('a patient with nothing to confirm with', () => {
  const nothing = () => {
    const desk = fakeDesk()
    desk.intend({ type: 'show-nothing' })
    expect(desk.checkIn().decided?.decision.reasons[0]?.code).toBe('NO_PROOF')
    return desk
  }

  it.each([
    ['in-full', 'paid-in-full', 'paidInFull'],
    ['deposit', 'deposit', 'deposit'],
  ] as const)('pays %s today, is told so, and gets it back later', (paid, left, words) => {
    const desk = nothing()
    desk.intend({ type: 'set-paid', paid })
    expect(said(desk)).toEqual([{ say: words }])
    expect(desk.patient()?.phase).toBe('thanks')
    // The agreement is the answer to the question before an unconfirmed end.
    desk.intend({ type: 'conclude' })
    expect(lastEnd(desk)).toMatchObject({ paid, outcome: 'not-confirmed' })
    expect(desk.state().followUps.map(({ what }) => what)).toContain(left)
  })

  it('pays the usual share once a certificate turns up: what was agreed is gone', () => {
    const desk = nothing()
    desk.intend({ type: 'set-paid', paid: 'in-full' })
    desk.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: {},
    })
    expect(desk.checkIn()).toMatchObject({ paid: null })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().followUps.map(({ what }) => what)).not.toContain('paid-in-full')
  })
})

describe('a patient with nothing to confirm with, of whom rows are there', () => {
  const known = () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    desk.intend({ type: 'show-nothing' })
    desk.intend({ type: 'set-paid', paid: 'in-full' })
    desk.intend({ type: 'conclude' })
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    return desk
  }

  it('is decided on as every other', () => {
    const desk = known()
    expect(desk.checkIn()).toMatchObject({ visit: { kind: 'return' }, decided: null })
    desk.intend({ type: 'show-nothing' })
    expect(desk.checkIn().decided?.decision.reasons[0]?.code).toBe('NO_PROOF')
    expect(nextStep(desk.checkIn(), false).kind).toBe('without-proof')
  })

  it('has nothing still when the number was wrong, and after the visit was put aside', () => {
    const desk = known()
    desk.intend({ type: 'show-nothing' })
    desk.intend({ type: 'set-patient-number', patientNumber: '4513' })
    desk.intend({ type: 'park-check-in' })
    desk.intend({ type: 'recall-check-in', id: desk.state().tray[0]?.id ?? '' })
    expect(nextStep(desk.checkIn(), false).kind).toBe('without-proof')
  })

  it('is not taken for the next patient', () => {
    const desk = known()
    desk.intend({ type: 'show-nothing' })
    desk.intend({ type: 'cancel' })
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    expect(nextStep(desk.checkIn(), false).kind).toBe('choose-document')
  })
})

describe('what was agreed before the visit was put aside', () => {
  const brought = (desk: ReturnType<typeof fakeDesk>): void => {
    const [aside] = desk.state().tray
    desk.intend({ type: 'recall-check-in', id: aside?.id ?? '' })
    desk.card({ state: 'read', reader: 'Mihon Reader', reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 1 } })
  }
  const parked = (paid: 'in-full' | 'deposit') => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { kind: 'first' } })
    desk.intend({ type: 'set-paid', paid })
    desk.intend({ type: 'park-check-in' })
    return desk
  }

  it.each(['in-full', 'deposit'] as const)(
    'stays when the card is brought, and is left to be given back: %s',
    (paid) => {
      const desk = parked(paid)
      brought(desk)
      expect(desk.checkIn()).toMatchObject({ paid, decided: { decision: { outcome: 'accept' } } })
      desk.intend({ type: 'conclude', confirmed: true })
      expect(lastEnd(desk)).toMatchObject({ paid, outcome: 'accept' })
      expect(desk.state().followUps.map(({ what }) => what)).toContain(
        paid === 'deposit' ? paid : 'paid-in-full',
      )
    },
  )

  it('goes once a person says that nothing was taken', () => {
    const desk = parked('in-full')
    brought(desk)
    desk.intend({ type: 'set-paid', paid: null })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(lastEnd(desk)).not.toHaveProperty('paid')
    expect(desk.state().followUps.map(({ what }) => what)).not.toContain('paid-in-full')
  })
})

describe('an accident at work', () => {
  const work = () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { workRelated: true } })
    return desk
  }

  it('with its form pays nothing and leaves nothing to do', () => {
    const desk = work()
    desk.intend({ type: 'set-work-form', workForm: 'brought' })
    expect(said(desk)).toEqual([{ why: 'work' }, { say: 'workBrought' }])
    desk.intend({ type: 'conclude', confirmed: true })
    expect(lastEnd(desk)).toMatchObject({ notesOpen: [] })
  })

  it('without its form leaves the form to do, and the deposit that is given back for it', () => {
    const desk = work()
    desk.intend({ type: 'set-work-form', workForm: 'later' })
    desk.intend({ type: 'set-paid', paid: 'deposit' })
    expect(said(desk)).toEqual([{ why: 'work' }, { say: 'workLater' }, { say: 'workDeposit' }])
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().followUps.map(({ what }) => what)).toEqual(['work-form', 'deposit'])
  })

  it('is never told to bring the My Number card', () => {
    const parts = JSON.stringify(said(work()))
    expect(parts).not.toMatch(/acceptedThisTime|my-number-card|show/)
  })

  it('that was none after all asks for the insurance again', () => {
    const desk = work()
    desk.intend({ type: 'set-work-form', workForm: 'brought' })
    desk.intend({ type: 'set-visit', visit: { kind: 'first' } })
    expect(desk.checkIn().workForm).toBeNull()
  })
})

describe('the end of a visit while the official system is down', () => {
  it('leaves one thing to check again, confirmed by the search or not at all', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'set-outage-search', search: 'found' })
    desk.intend({ type: 'conclude', confirmed: true })
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'set-outage-search', search: 'not-found' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().followUps.map(({ what }) => what)).toEqual(['outage', 'outage'])
  })

  it('leaves it also where a certificate was accepted all the same', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: {},
    })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().followUps.filter(({ what }) => what === 'outage')).toHaveLength(1)
  })
})

describe('a visit with nothing decided', () => {
  it('says why it cannot end, until something is decided', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'conclude' })
    expect(desk.state().messages).toMatchObject([{ code: 'NOT_YET_DECIDED', details: { why: 'nothing' } }])
    desk.intend({ type: 'set-paid', paid: 'in-full' })
    expect(desk.messages()).toEqual([])
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().checkIn).toBeNull()
  })

  it('says that the day is in doubt where that is why', () => {
    const journal = fakeJournal()
    journal.doubts('ahead')
    const desk = fakeDesk({ journal })
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'conclude' })
    expect(desk.state().messages).toContainEqual(
      expect.objectContaining({ code: 'NOT_YET_DECIDED', details: { why: 'day' } }),
    )
  })

  it('is undecided again once all that was agreed is taken back', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-paid', paid: 'deposit' })
    expect(desk.reason()).toBe('NO_PROOF')
    desk.intend({ type: 'set-paid', paid: null })
    expect(desk.checkIn().decided).toBeNull()
  })
})
