import { describe, expect, it } from 'vitest'
import { nextStep } from '../../../renderer/screens/check-in/next-step.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))
const stepOf = (desk: ReturnType<typeof fakeDesk>) => {
  const { outage } = desk.state()
  return nextStep(desk.checkIn(), false, false, outage !== null).kind
}

describe('an outage of the official system', () => {
  it('holds for the next patient too, until somebody ends it, and each end is on record', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    expect(desk.state().outage).toMatchObject({ by: 'reception' })
    const { since } = desk.state().outage ?? {}
    desk.intend({ type: 'start-outage' })
    expect(desk.state().outage?.since).toBe(since)
    for (const _ of [1, 2]) {
      desk.intend({ type: 'open-check-in' })
      // Its visits are checked again later: until then they have to be told apart.
      expect(stepOf(desk)).toBe('ask-patient')
      desk.intend({ type: 'skip-patient' })
      expect(stepOf(desk)).toBe('outage-search')
      desk.intend({ type: 'cancel' })
    }
    desk.intend({ type: 'end-outage' })
    expect(desk.state().outage).toBeNull()
    desk.intend({ type: 'open-check-in' })
    expect(stepOf(desk)).toBe('ask-patient')
    const rows = desk.journal.events()
    expect(rows.filter(({ event }) => event.startsWith('outage-'))).toMatchObject([
      { event: 'outage-started', staff: 'reception' },
      { event: 'outage-ended', since },
    ])
    const opened = rows.filter((row) => row.event === 'check-in-opened')
    expect(opened.map(({ outageMode }) => outageMode)).toEqual([true, true, false])
  })

  it('confirms nobody before somebody has searched; found confirms, not found opens the lawful ways', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.card({ state: 'read', reader: 'r', reading: GOOD_READING })
    expect(desk.checkIn().decided?.decision.outcome).not.toMatch(/^accept/)
    desk.intend({ type: 'set-outage-search', search: 'found' })
    expect(desk.checkIn().decided?.decision.reasons[0]?.code).toBe('OUTAGE_MODE')
    expect(stepOf(desk)).toBe('conclude')
    desk.intend({ type: 'set-outage-search', search: null })
    expect(stepOf(desk)).toBe('outage-search')
  })

  it('not found says nothing against the cover: the ways without the reader open', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({ type: 'add-document', document: { type: 'my-number-card' }, claims: {} })
    desk.intend({ type: 'set-outage-search', search: 'not-found' })
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'down' }, outageMode: false })
    expect(stepOf(desk)).toBe('fallback')
    desk.intend({ type: 'set-outage-search', search: null })
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
  })

  it('asks for no search where a certificate has confirmed, or the official side has answered', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: {},
    })
    expect(stepOf(desk)).toBe('conclude')
  })

  it('is said by whoever has the right, and by nobody else', async () => {
    const desk = fakeDesk()
    desk.intend({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
    await settle()
    desk.intend({ type: 'start-outage' })
    expect(desk.state().outage).toBeNull()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'start-outage' })
    expect(desk.state().outage?.by).toBe('s1')
  })
})
