import { describe, expect, it } from 'vitest'
import { nextStep } from '../../../renderer/screens/check-in/next-step.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))
const stepOf = (desk: ReturnType<typeof fakeDesk>) => {
  const { outage } = desk.state()
  return nextStep(desk.checkIn(), false, outage !== null).kind
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

/** The list that is opened when the line is back. */
const rechecks = (desk: ReturnType<typeof fakeDesk>) =>
  desk.state().followUps.filter(({ what, done }) => what === 'outage' && done === null)
const lastRow = (desk: ReturnType<typeof fakeDesk>) =>
  desk.journal.events().findLast((row) => row.event === 'concluded')

const CERTIFICATE = { type: 'eligibility-certificate', expiresOn: '2027-03-31' } as const

describe('a visit of an outage', () => {
  const card = (desk: ReturnType<typeof fakeDesk>) =>
    desk.intend({ type: 'add-document', document: { type: 'my-number-card' }, claims: {} })
  const TAKEN: Record<string, (desk: ReturnType<typeof fakeDesk>) => void> = {
    'found by the search': (desk) => {
      card(desk)
      desk.intend({ type: 'set-outage-search', search: 'found' })
    },
    'on a paper beside the card': (desk) => {
      card(desk)
      desk.intend({ type: 'set-outage-search', search: 'not-found' })
      desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
    },
    'on a certificate': (desk) => desk.intend({ type: 'add-document', document: CERTIFICATE, claims: {} }),
    "by somebody's decision": (desk) => {
      card(desk)
      desk.intend({ type: 'set-outage-search', search: 'not-found' })
      desk.intend({ type: 'override', outcome: 'accept', why: '保険者に電話で確認した' })
    },
    "by somebody's decision, to be checked": (desk) => {
      card(desk)
      desk.intend({ type: 'override', outcome: 'accept-with-note', why: '保険者に電話で確認した' })
    },
    unconfirmed: card,
    'in full, with nothing': (desk) => desk.intend({ type: 'set-paid', paid: 'in-full' }),
  }

  /** A card that the search of the outage has not found, put aside in it and recalled once the line is back. */
  const recalledAfterOutage = () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    card(desk)
    desk.intend({ type: 'set-outage-search', search: 'not-found' })
    desk.intend({ type: 'park-check-in' })
    const id = desk.state().tray[0]?.id ?? ''
    desk.intend({ type: 'end-outage' })
    desk.intend({ type: 'recall-check-in', id })
    return desk
  }

  it.each(Object.entries(TAKEN))('taken %s is in the list once, and marked', (_, take) => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({ type: 'open-check-in' })
    take(desk)
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().checkIn).toBeNull()
    desk.intend({ type: 'end-outage' })
    expect(rechecks(desk)).toHaveLength(1)
    const kinds = desk.state().followUps.map(({ what }) => what)
    expect(kinds).not.toContain('recheck')
    expect(kinds).not.toContain('unconfirmed')
    expect(desk.state().visits[0]?.outage).toBe(true)
  })

  it('that was put aside and is confirmed online after it is in no list, and not marked', () => {
    const desk = recalledAfterOutage()
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'not-tried' }, outageSearch: null })
    expect(stepOf(desk)).toBe('need')
    desk.card({ state: 'read', reader: 'r', reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 1 } })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(rechecks(desk)).toEqual([])
    expect(desk.state().visits[0]?.outage).toBe(false)
    expect(lastRow(desk)).toMatchObject({ reader: 'read', notesOpen: [] })
  })

  it('that was put aside and is ended after it without an answer is in the list', () => {
    const desk = recalledAfterOutage()
    desk.intend({ type: 'override', outcome: 'accept', why: '保険者に電話で確認した' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(rechecks(desk)).toHaveLength(1)
    expect(desk.state().visits[0]?.outage).toBe(true)
  })

  it.each([
    ['a reader that cannot be used', { type: 'set-reader', reader: { state: 'down' } }],
    ['an official side that does not answer', { type: 'set-online', online: { unavailable: true } }],
  ] as const)('can be asked about once the line is back: %s is over', (_, said) => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    card(desk)
    desk.intend(said)
    desk.intend({ type: 'end-outage' })
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'not-tried' }, online: null })
    expect(desk.checkIn().decided).not.toBeNull()
  })

  it('keeps a broken reader of another cause, a search that found, and what somebody has decided', () => {
    const desk = fakeDesk()
    card(desk)
    desk.intend({ type: 'set-reader', reader: { state: 'failed', failure: 'card-unreadable' } })
    desk.intend({ type: 'start-outage' })
    desk.intend({ type: 'end-outage' })
    expect(desk.checkIn().reader).toEqual({ state: 'failed', failure: 'card-unreadable' })
    desk.intend({ type: 'cancel' })
    desk.intend({ type: 'start-outage' })
    card(desk)
    desk.intend({ type: 'set-outage-search', search: 'found' })
    desk.intend({ type: 'end-outage' })
    expect(desk.checkIn()).toMatchObject({ outageSearch: 'found', outageMode: true })
    desk.intend({ type: 'cancel' })
    desk.intend({ type: 'start-outage' })
    card(desk)
    desk.intend({ type: 'set-outage-search', search: 'not-found' })
    desk.intend({ type: 'override', outcome: 'accept', why: '保険者に電話で確認した' })
    desk.intend({ type: 'end-outage' })
    expect(desk.checkIn().overridden?.outcome).toBe('accept')
  })

  it('is one after a restart, after being put aside, and after being opened again', () => {
    const first = fakeDesk()
    first.intend({ type: 'start-outage' })
    card(first)
    first.intend({ type: 'set-outage-search', search: 'not-found' })
    first.intend({ type: 'park-check-in' })
    const id = first.state().tray[0]?.id ?? ''
    const desk = fakeDesk({ journal: first.journal, takesOverFrom: 'crashed' })
    expect(desk.state().outage).not.toBeNull()
    desk.intend({ type: 'end-outage' })
    desk.intend({ type: 'recall-check-in', id })
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
    desk.intend({ type: 'conclude', confirmed: true })
    const [row] = desk.state().visits
    expect(rechecks(desk)).toHaveLength(1)
    if (row === undefined) throw new Error('no visit')
    desk.intend({ type: 'reopen-visit', visit: row.visit, seq: row.seq, why: '結果の押し間違い' })
    card(desk)
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().visits[0]?.outage).toBe(true)
    expect(rechecks(desk)).toHaveLength(1)
  })

  it('that is corrected to unconfirmed stays in the list once', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({ type: 'add-document', document: CERTIFICATE, claims: {} })
    desk.intend({ type: 'conclude', confirmed: true })
    const [row] = desk.state().visits
    if (row === undefined) throw new Error('no visit')
    const { visit, seq } = row
    desk.intend({
      type: 'amend-visit',
      visit,
      seq,
      change: { outcome: 'not-confirmed' },
      why: '結果の押し間違い',
    })
    expect(desk.state().visits[0]).toMatchObject({ outcome: 'not-confirmed', outage: true })
    expect(rechecks(desk)).toHaveLength(1)
    expect(desk.state().followUps.map(({ what }) => what)).not.toContain('unconfirmed')
  })

  it('does not count an accident at work, which waits for its form alone', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'start-outage' })
    desk.intend({ type: 'set-visit', visit: { workRelated: true } })
    desk.intend({ type: 'set-work-form', workForm: 'later' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().followUps.map(({ what }) => what)).toEqual(['work-form'])
  })
})
