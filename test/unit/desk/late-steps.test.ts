/** Steps of a visit that come after it: a last key, a second press. They are for nothing, and for no other visit. */
import { describe, expect, it, test } from 'vitest'
import { type Intent, intentRules, intentSchema } from '../../../contract/intents.ts'
import { fakeDesk } from './fakes.ts'

const draft = {
  form: 'eligibility-certificate' as const,
  documentId: null,
  fields: { symbol: '見本', number: '12' },
  edit: 3,
}
const document = { type: 'eligibility-certificate' as const, expiresOn: '2027-03-31' }

const STEPS: readonly Intent[] = [
  { type: 'add-document', document, claims: { name: '見本 太郎' } },
  { type: 'update-document', id: 'e1', document, claims: { name: '見本 太郎' } },
  { type: 'remove-document', id: 'e1' },
  { type: 'confirm-document', id: 'e1' },
  { type: 'set-reader', reader: { state: 'read', identifiedBy: 'face' } },
  { type: 'set-online', online: { code: 1 } },
  { type: 'set-visit', visit: { emergency: true } },
  { type: 'show-nothing' },
  { type: 'set-birth-date', birthDate: '1985-05-02' },
  { type: 'set-patient-number', patientNumber: '0001' },
  { type: 'set-queue-number', queueNumber: '7' },
  { type: 'skip-patient' },
  { type: 'set-paid', paid: 'in-full' },
  { type: 'set-work-form', workForm: 'brought' },
  { type: 'take-same-paper' },
  { type: 'set-outage-search', search: 'not-found' },
  { type: 'save-draft', draft },
  { type: 'save-draft', draft: null },
  { type: 'hand-in-draft', draft },
  { type: 'remove-public-aid', id: 'p1' },
  { type: 'see-public-aid', id: 'p1', seen: true },
  { type: 'set-official-name', name: '見本 太郎' },
  { type: 'choose-patient-language', language: 'en' },
  { type: 'tick-note', note: 'RECHECK_LATER', ticked: true },
  { type: 'override', outcome: 'accept', why: '見本のため' },
  { type: 'conclude', confirmed: true },
  { type: 'stay-open' },
  { type: 'cancel' },
  { type: 'next-of-family', id: null },
  { type: 'open-card-face' },
  { type: 'look-up' },
  { type: 'read-card-again' },
  { type: 'take-arrival', id: 'a1' },
]

type Desk = ReturnType<typeof fakeDesk>
const notice = (desk: Desk): void =>
  desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })

/** A visit, and how it leaves the screen. */
const ENDS: readonly (readonly [string, (desk: Desk) => void])[] = [
  ['was given up', (desk) => desk.intend({ type: 'cancel' })],
  ['was put aside', (desk) => desk.intend({ type: 'park-check-in' })],
  [
    'was put aside for another',
    (desk) => {
      desk.intend({ type: 'park-check-in' })
      notice(desk)
    },
  ],
  [
    'was given up before another',
    (desk) => {
      desk.intend({ type: 'cancel' })
      notice(desk)
    },
  ],
]

describe.each(ENDS)('of a visit that %s', (_, end) => {
  it.each(STEPS.map((step) => [step.type, step] as const))('%s changes nothing', (_type, step) => {
    const desk = fakeDesk()
    notice(desk)
    const { id } = desk.checkIn()
    end(desk)
    const before = { state: desk.state(), rows: desk.journal.names() }
    desk.intend({ ...step, shown: id })
    expect({ ...desk.state(), revision: 0 }).toEqual({ ...before.state, revision: 0 })
    expect(desk.journal.names()).toEqual(before.rows)
  })
})

it('a step of the visit on the screen is taken, and one from before there was a visit', () => {
  const desk = fakeDesk()
  desk.intend({ type: 'set-patient-number', patientNumber: '0001', shown: null })
  const { id } = desk.checkIn()
  desk.intend({ type: 'set-queue-number', queueNumber: '7', shown: id })
  desk.intend({ type: 'save-draft', draft, shown: null })
  expect(desk.checkIn()).toMatchObject({
    patientNumber: '0001',
    queueNumber: '7',
    draft: { fields: draft.fields },
  })
})

it('the next of a family that waits is opened, although the visit on the screen was over by then', () => {
  const desk = fakeDesk()
  notice(desk)
  const { id: first } = desk.checkIn()
  desk.intend({ type: 'park-check-in' })
  notice(desk)
  const { id: shown } = desk.checkIn()
  desk.intend({ type: 'cancel' })
  desk.intend({ type: 'next-of-family', id: first, shown })
  expect(desk.checkIn().family).toMatchObject({ first })
})

test('these are the steps of a visit', () => {
  const ofVisit = intentSchema.options
    .map((option) => option.shape.type.value)
    .filter((type) => intentRules(type).ofVisit)
  // With the numbers of a card's face, which are kept nowhere, a test would have to invent a card.
  expect(new Set([...STEPS.map(({ type }) => type), 'read-card-face'])).toEqual(new Set(ofVisit))
})
