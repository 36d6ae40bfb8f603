/** “Who is this?”: the first question of a visit, and what the journal's own rows say of the number. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RESULTS_OF } from '../../../contract/follow-up-kinds.ts'
import type { Intent } from '../../../contract/intents.ts'
import { isSamePatientNumber, plainPatientNumber } from '../../../contract/patient-number.ts'
import { spellingsOf } from '../../../main/journal/patient-numbers.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

const READER = 'Virtual PCD 00 00'
const CERTIFICATE: Intent = {
  type: 'add-document',
  document: { type: 'eligibility-certificate', expiresOn: '2027-03-31', burden: 2 },
  claims: { symbol: '101', number: '12345678' },
}
type Desk = ReturnType<typeof fakeDesk>

/** A visit of a patient's number, from its beginning to its end. */
const come = (desk: Desk, patientNumber: string, ...shown: Intent[]): void => {
  desk.intend({ type: 'set-patient-number', patientNumber })
  for (const intent of shown) desk.intend(intent)
  desk.intend({ type: 'conclude', confirmed: true })
}

describe('who this is', () => {
  it('is asked first, and answered by a number, a queue number, or "none"', () => {
    const desk = fakeDesk()
    const answers: Intent[] = [
      { type: 'set-patient-number', patientNumber: ' ００４５１２ ' },
      { type: 'set-queue-number', queueNumber: 'A-12' },
      { type: 'skip-patient' },
    ]
    const steps = answers.map((answer) => {
      desk.intend({ type: 'open-check-in' })
      expect(desk.checkIn().patientStep).toBe('open')
      desk.intend(answer)
      const { patientStep, patientNumber, queueNumber } = desk.checkIn()
      desk.intend({ type: 'cancel' })
      return [patientStep, patientNumber, queueNumber]
    })
    expect(steps).toEqual([
      ['answered', '004512', null],
      ['answered', null, 'A-12'],
      ['skipped', null, null],
    ])
  })

  it('is not asked where the clinic has no numbers, and a number is taken all the same', () => {
    const desk = fakeDesk({ settings: { asksPatient: false } })
    desk.intend({ type: 'open-check-in' })
    expect(desk.checkIn().patientStep).toBe('skipped')
    desk.intend({ type: 'set-patient-number', patientNumber: '12' })
    expect(desk.checkIn().patientStep).toBe('answered')
  })

  it('is open again where the number is taken back, and never stands in the way of a card', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-patient-number', patientNumber: '12' })
    desk.intend({ type: 'set-patient-number', patientNumber: '' })
    expect(desk.checkIn()).toMatchObject({ patientNumber: null, patientStep: 'open' })
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 1 } })
    desk.intend({ type: 'conclude' })
    expect(desk.state().checkIn).toBeNull()
  })

  it.each(['set-patient-number', 'set-queue-number'] as const)('%s takes no individual number', (type) => {
    const desk = fakeDesk()
    const number = '123456789018'
    desk.intend(
      type === 'set-patient-number' ? { type, patientNumber: number } : { type, queueNumber: number },
    )
    expect(desk.messages()).toEqual(['MY_NUMBER_REFUSED'])
    expect(JSON.stringify(desk.state())).not.toContain(number)
    expect(desk.journal.text()).not.toContain(number)
  })

  it('is in the row, the list and what is left to do', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-queue-number', queueNumber: 'A-12' })
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 4 } })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.journal.events().find(({ event }) => event === 'concluded')).toMatchObject({
      queueNumber: 'A-12',
    })
    expect(desk.state().visits[0]?.queueNumber).toBe('A-12')
    expect(desk.state().followUps.map(({ queueNumber }) => queueNumber)).toContain('A-12')
  })
})

describe('a patient who was here before', () => {
  it('is known by the number, typed or scanned, however its zeros are written, and chooses 再診', () => {
    const desk = fakeDesk()
    come(desk, '004512', CERTIFICATE)
    const rows = desk.journal.names().length
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '4512' } })
    expect(desk.checkIn()).toMatchObject({
      visit: { kind: 'return' },
      patientStep: 'answered',
      seenBefore: {
        patientNumber: '004512',
        last: { day: '2026-11-22', road: 'certificate', expiresOn: '2027-03-31', burden: 2 },
        checkedThisMonth: '2026-11-22',
      },
    })
    expect(desk.checkIn().seenBefore?.last.insured?.lastCharacters).toBe('678')
    // The visit itself was opened; reading has added nothing.
    expect(desk.journal.names().slice(rows)).toEqual(['check-in-opened'])
    expect(desk.checkIn().visit.recordOnFile).toBeUndefined()
    expect(desk.checkIn().decided).toBeNull()
  })

  it('shows the same paper again by one press, with what was kept of its number', () => {
    const desk = fakeDesk()
    come(desk, '4512', CERTIFICATE)
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    desk.intend({ type: 'take-same-paper' })
    expect(desk.reason()).toBe('OK_CERTIFICATE')
    expect(desk.checkIn().decided?.decision.burden).toBe(2)
    desk.intend({ type: 'take-same-paper' })
    expect(desk.checkIn().evidence).toHaveLength(1)
    desk.intend({ type: 'conclude', confirmed: true })
    const ends = desk.journal.events().filter(({ event }) => event === 'concluded')
    expect(ends.map((event) => 'insured' in event && event.insured)).toEqual([
      { lastCharacters: '678', hash: '0'.repeat(64) },
      { lastCharacters: '678', hash: '0'.repeat(64) },
    ])
  })

  it('is offered no paper that has passed, was remarked on, or that a person decided on', () => {
    const passed: Intent = {
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2026-11-21' },
      claims: {},
    }
    const otherName: Intent = {
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31', nameMatches: false },
      claims: {},
    }
    for (const shown of [passed, otherName]) {
      const desk = fakeDesk()
      come(desk, '4512', shown)
      desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
      expect(desk.checkIn().seenBefore).not.toBeNull()
      desk.intend({ type: 'take-same-paper' })
      expect(desk.checkIn().evidence).toEqual([])
    }
  })

  it('is forgotten with a number that was wrong, and 再診 with it; what a person chose stays', () => {
    const desk = fakeDesk()
    come(desk, '4512', CERTIFICATE)
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    desk.intend({ type: 'set-patient-number', patientNumber: '4513' })
    expect(desk.checkIn()).toMatchObject({ seenBefore: null, visit: {} })
    desk.intend({ type: 'set-visit', visit: { kind: 'first' } })
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    expect(desk.checkIn().visit.kind).toBe('first')
    expect(desk.checkIn().seenBefore?.presetReturn).toBe(false)
  })

  it('brings what is still to be done, until it is done', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-patient-number', patientNumber: '77' })
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 4 } })
    desk.intend({ type: 'conclude', confirmed: true })
    desk.intend({ type: 'set-patient-number', patientNumber: '0077' })
    const open = desk.checkIn().seenBefore?.open ?? []
    expect(open.length).toBeGreaterThan(0)
    for (const { visit, seq, what } of open) {
      const result = RESULTS_OF[what][0] ?? 'done'
      desk.intend({ type: 'settle-follow-up', visit, seq, what, result, share: null })
    }
    expect(desk.checkIn().seenBefore?.open).toEqual([])
  })

  it.each([
    ['another', '77'],
    ['none', ''],
  ])('is not left with the paper of the last visit once the number is %s', (_, patientNumber) => {
    const desk = fakeDesk()
    come(desk, '4512', CERTIFICATE)
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    desk.intend({ type: 'take-same-paper' })
    desk.intend({ type: 'set-patient-number', patientNumber: '004512' })
    expect(desk.checkIn().evidence).toHaveLength(1)
    desk.intend({ type: 'set-patient-number', patientNumber })
    expect(desk.checkIn()).toMatchObject({ evidence: [], decided: null })
    expect(desk.messages()).toContain('SAME_PAPER_GONE')
    expect(desk.journal.names()).toContain('evidence-removed')
    desk.intend({ type: 'set-online', online: { unavailable: true } })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.journal.events().at(-1)).not.toHaveProperty('insured')
  })

  it('keeps a paper that was typed since, without what was kept of the other number', () => {
    const desk = fakeDesk()
    come(desk, '4512', CERTIFICATE)
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    desk.intend({ type: 'take-same-paper' })
    const [{ id = '' } = {}] = desk.checkIn().evidence
    const fields = { name: '見本 太郎', expiresOn: 'R9.3.31' }
    desk.intend({
      type: 'hand-in-draft',
      draft: { form: 'eligibility-certificate', documentId: id, edit: 1, fields },
    })
    desk.intend({ type: 'set-patient-number', patientNumber: '77' })
    expect(desk.checkIn().evidence).toMatchObject([{ claims: { name: '見本 太郎' } }])
    expect(desk.checkIn().evidence[0]).not.toHaveProperty('insured')
  })

  it('is known again by a desk that takes over in the middle', () => {
    const desk = fakeDesk()
    come(desk, '4512', CERTIFICATE, { type: 'tick-note', note: 'ASK_COVER_CHANGED', ticked: true })
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    const before = desk.checkIn()
    expect(fakeDesk({ journal: desk.journal, takesOverFrom: 'crashed' }).checkIn()).toEqual(before)
  })

  it('is read of a check-in that a desk before this form has kept', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    const { queueNumber, patientStep, seenBefore, hands, ending, ...asItWas } = desk.checkIn()
    expect([queueNumber, patientStep, seenBefore, hands, ending]).toEqual([
      null,
      'answered',
      null,
      ['reception'],
      false,
    ])
    desk.journal.port.saveWorking(JSON.stringify(asItWas))
    const next = fakeDesk({ journal: desk.journal, takesOverFrom: 'crashed' })
    expect(next.checkIn()).toMatchObject({ patientNumber: '4512', patientStep: 'answered' })
  })
})

describe('properties', () => {
  const numbers = fc.stringMatching(/^[0-9]{1,8}$/)

  it('two numbers are one exactly where they differ by zeros in front, and every way of writing finds it', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 6 }), (number, zeros) => {
        const padded = `${'0'.repeat(zeros)}${number}`
        expect(isSamePatientNumber(number, padded)).toBe(true)
        expect(isSamePatientNumber(number, `1${number}`)).toBe(false)
        expect(spellingsOf(number)).toContain(plainPatientNumber(number))
        if (padded.length <= 12) expect(spellingsOf(number)).toContain(padded)
        for (const way of spellingsOf(number)) expect(isSamePatientNumber(way, number)).toBe(true)
      }),
    )
  })

  it('whatever comes in whatever order, what is known is of the number that is there, and nothing but acts leaves rows', () => {
    const act = fc.oneof(
      fc
        .constantFrom('4512', '004512', '77', '')
        .map((patientNumber): Intent => ({ type: 'set-patient-number', patientNumber })),
      fc.constantFrom('A-1', '').map((queueNumber): Intent => ({ type: 'set-queue-number', queueNumber })),
      fc.constantFrom<Intent>(
        { type: 'skip-patient' },
        { type: 'take-same-paper' },
        CERTIFICATE,
        { type: 'set-visit', visit: { kind: 'first' } },
        { type: 'conclude' },
        { type: 'conclude', confirmed: true },
        { type: 'stay-open' },
        { type: 'cancel' },
      ),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
        const desk = fakeDesk()
        come(desk, '4512', CERTIFICATE)
        for (const one of acts) {
          desk.intend(one)
          const view = desk.state().checkIn
          if (view === null) continue
          const { seenBefore: seen, patientNumber, patientStep, evidence } = view
          if (seen !== null) expect(isSamePatientNumber(seen.patientNumber, patientNumber ?? '')).toBe(true)
          if (patientNumber !== null && isSamePatientNumber(patientNumber, '4512'))
            expect(seen).not.toBeNull()
          expect(patientStep === 'answered').toBe(patientNumber !== null || view.queueNumber !== null)
          expect(view.visit.recordOnFile).toBeUndefined()
          expect(new Set(evidence.map(({ id }) => id)).size).toBe(evidence.length)
        }
        const ends = desk.journal.names().filter((name) => name === 'concluded').length
        expect(desk.state().visitCount).toBe(ends)
      }),
      { numRuns: 60 },
    )
  })
})
