/** The end of a visit: what has to be asked first is asked by the desk itself, and nothing is asked twice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Note } from '../../../contract/decision.ts'
import { isConfirmed, lacksPortalNumber, mustAskToEnd, openNotes } from '../../../contract/ending.ts'
import type { Intent } from '../../../contract/intents.ts'
import { newerCover } from '../../../contract/newer-cover.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

const READER = 'Virtual PCD 00 00'
const certificate = (expiresOn: string): Intent => ({
  type: 'add-document',
  document: { type: 'eligibility-certificate', expiresOn },
  claims: {},
})
const GOOD = certificate('2027-03-31')
const PASSED = certificate('2026-11-21')
type Desk = ReturnType<typeof fakeDesk>

const ended = (desk: Desk) => desk.journal.events().filter(({ event }) => event === 'concluded')
const notes = (desk: Desk): readonly Note[] => desk.checkIn().decided?.decision.notes ?? []

describe('a paper that nobody has compared', () => {
  it('is asked about before the end', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: {
        form: 'eligibility-certificate',
        documentId: null,
        fields: { expiresOn: '2027-03-31' },
        edit: 1,
      },
    })
    for (const note of openNotes(desk.checkIn())) desk.intend({ type: 'tick-note', note, ticked: true })
    expect(desk.checkIn()).toMatchObject({
      decided: { decision: { outcome: 'accept' } },
      evidence: [{ confirmed: false }],
    })
    desk.intend({ type: 'conclude' })
    expect(ended(desk)).toEqual([])
    expect(desk.checkIn().ending).toBe(true)
    desk.intend({ type: 'stay-open' })
    desk.intend({ type: 'confirm-document', id: desk.checkIn().evidence[0]?.id ?? '' })
    desk.intend({ type: 'conclude' })
    expect(ended(desk)).toHaveLength(1)
  })
})

describe('an unconfirmed visit', () => {
  it('does not end by one key: the desk asks, and ends it by the answer', () => {
    const desk = fakeDesk()
    desk.intend(PASSED)
    desk.intend({ type: 'conclude', seq: desk.checkIn().decided?.seq ?? null })
    expect(ended(desk)).toEqual([])
    expect(desk.checkIn().ending).toBe(true)
    // The same key once more is no answer.
    desk.intend({ type: 'conclude' })
    expect(ended(desk)).toEqual([])
    desk.intend({ type: 'conclude', confirmed: true })
    expect(ended(desk)).toMatchObject([{ outcome: 'need-more' }])
  })

  it('goes on when the question is left, or when something else has been decided meanwhile', () => {
    const desk = fakeDesk()
    desk.intend(PASSED)
    desk.intend({ type: 'conclude' })
    desk.intend({ type: 'stay-open' })
    expect(desk.checkIn().ending).toBe(false)
    desk.intend({ type: 'conclude' })
    desk.intend(GOOD)
    expect(desk.checkIn().ending).toBe(false)
  })

  it('is asked about by a desk that takes over, too', () => {
    const desk = fakeDesk()
    desk.intend(PASSED)
    desk.intend({ type: 'conclude' })
    expect(fakeDesk({ journal: desk.journal, takesOverFrom: 'hung' }).checkIn().ending).toBe(true)
  })

  it('ends without a question where a person has decided that it is accepted', () => {
    const desk = fakeDesk()
    desk.intend(PASSED)
    desk.intend({ type: 'override', outcome: 'accept', why: '保険者に電話で確認' })
    for (const note of notes(desk)) desk.intend({ type: 'tick-note', note, ticked: true })
    desk.intend({ type: 'conclude' })
    expect(ended(desk)).toMatchObject([{ outcome: 'accept', overridden: true }])
  })
})

describe('what is not ticked', () => {
  it('is asked before the end, and becomes a task by a person’s word alone', () => {
    const desk = fakeDesk()
    desk.intend(GOOD)
    expect(notes(desk)).toContain('ASK_COVER_CHANGED')
    desk.intend({ type: 'conclude' })
    expect(desk.checkIn().ending).toBe(true)
    desk.intend({ type: 'tick-note', note: 'ASK_COVER_CHANGED', ticked: true })
    desk.intend({ type: 'conclude' })
    expect(ended(desk)).toMatchObject([{ notesOpen: [] }])
    expect(desk.state().followUps).toEqual([])
  })

  it('is on record with who ticked it, and only where the tick changes something', () => {
    const desk = fakeDesk()
    desk.intend(GOOD)
    for (const ticked of [true, true, false, false])
      desk.intend({ type: 'tick-note', note: 'ASK_COVER_CHANGED', ticked })
    const rows = desk.journal.events().filter(({ event }) => event === 'note-ticked')
    expect(rows.map((row) => row.event === 'note-ticked' && [row.ticked, row.staff])).toEqual([
      [true, 'reception'],
      [false, 'reception'],
    ])
  })

  it('is not the question about a change where the patient has answered it', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { kind: 'return', saysUnchanged: true } })
    desk.intend(GOOD)
    expect(openNotes(desk.checkIn())).not.toContain('ASK_COVER_CHANGED')
  })

  it('is not the question about a change where a newer entitlement was found', () => {
    const desk = fakeDesk()
    desk.intend(GOOD)
    desk.intend({ type: 'set-online', online: { code: 3, by: 'number' } })
    expect(notes(desk)).toContain('ASK_COVER_CHANGED')
    expect(openNotes(desk.checkIn())).not.toContain('ASK_COVER_CHANGED')
  })
})

describe('a portal screen', () => {
  it('wants a number to check with later, until one is there', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable', selected: true })
    desk.intend({ type: 'add-document', document: { type: 'portal-screen' }, claims: {} })
    expect(desk.reason()).toBe('PORTAL_PLUS_CARD')
    expect(lacksPortalNumber(desk.checkIn())).toBe(true)
    const portal = desk.checkIn().evidence.find(({ document }) => document.type === 'portal-screen')
    desk.intend({
      type: 'update-document',
      id: portal?.id ?? '',
      document: { type: 'portal-screen' },
      claims: { insurerNumber: '06139992', number: '12345678' },
    })
    expect(lacksPortalNumber(desk.checkIn())).toBe(false)
    desk.intend({ type: 'conclude', confirmed: true })
    expect(ended(desk)).toMatchObject([{ insured: { lastCharacters: '678' } }])
    expect(desk.journal.text()).not.toContain('12345678')
  })
})

describe('a newer entitlement', () => {
  it('says what is known of the old cover and the new one, and reckons no day', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 3 } })
    expect(newerCover(desk.checkIn())).toMatchObject({ old: { until: null }, next: { from: null } })
    desk.intend({ type: 'set-visit', visit: { coverageEndedOn: '2026-10-31' } })
    expect(newerCover(desk.checkIn())).toMatchObject({ old: { until: '2026-10-31' } })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(ended(desk)).toMatchObject([{ online: 3, coverEndedOn: '2026-10-31' }])
  })

  it('is none where the answer is another', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    for (const code of [1, 2, 4, 5, 6] as const) {
      desk.intend({ type: 'set-online', online: { code } })
      expect(newerCover(desk.checkIn())).toBeNull()
    }
  })
})

it('whatever comes in whatever order, no visit ends unasked that has something to ask', () => {
  const act = fc.constantFrom<Intent>(
    GOOD,
    PASSED,
    { type: 'set-online', online: { code: 1 } },
    { type: 'set-online', online: { code: 2 } },
    { type: 'set-online', online: { code: 3 } },
    { type: 'set-reader', reader: { state: 'failed', failure: 'reader-fault' } },
    { type: 'add-document', document: { type: 'portal-screen' }, claims: {} },
    { type: 'tick-note', note: 'ASK_COVER_CHANGED', ticked: true },
    { type: 'tick-note', note: 'RECHECK_LATER', ticked: true },
    { type: 'override', outcome: 'accept', why: '確認した' },
    { type: 'conclude' },
    { type: 'conclude', confirmed: true },
    { type: 'stay-open' },
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 16 }), (acts) => {
      const desk = fakeDesk()
      for (const one of acts) {
        const before = desk.state().checkIn
        const rows = ended(desk).length
        desk.intend(one)
        if (ended(desk).length === rows) continue
        expect(one.type).toBe('conclude')
        if (before !== null && mustAskToEnd(before)) expect(one).toMatchObject({ confirmed: true })
        const row = ended(desk).at(-1)
        const notes: readonly string[] = before?.decided?.decision.notes ?? []
        if (before !== null && row?.event === 'concluded')
          expect(row.notesOpen.filter((left) => notes.includes(left))).toEqual(openNotes(before))
        if (before !== null && !isConfirmed(before))
          expect(row).toMatchObject({ outcome: before.decided?.decision.outcome })
      }
    }),
    { numRuns: 80 },
  )
})
