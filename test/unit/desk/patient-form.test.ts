/** The form of the visit's own facts stands open while something is read: nothing that comes meanwhile is wiped or restored by it. */
import { describe, expect, test } from 'vitest'
import type { Fields } from '../../../contract/form.ts'
import { fakeDesk } from './fakes.ts'

type Desk = ReturnType<typeof fakeDesk>

const draft = (fields: Fields, edit: number) => ({ form: 'patient' as const, documentId: null, fields, edit })
const type = (desk: Desk, fields: Fields, edit = 1): void =>
  desk.intend({ type: 'save-draft', draft: draft(fields, edit) })
const handIn = (desk: Desk, fields: Fields, edit = 2): void =>
  desk.intend({ type: 'hand-in-draft', draft: draft(fields, edit) })
/** Hands in the fields that the window shows. */
const handInAsShown = (desk: Desk): void => handIn(desk, desk.checkIn().draft?.fields ?? {})
const scan = (desk: Desk, id: string): void =>
  desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id } })
const answer = (desk: Desk, kept: 'before' | 'now'): void =>
  desk.intend({
    type: 'answer-person',
    question: desk.state().question?.number ?? 0,
    answer: 'same',
    kept,
    fields: [],
  })
const visitOf = (patientNumber: string | null) => {
  const desk = fakeDesk()
  desk.intend({ type: 'open-check-in' })
  if (patientNumber !== null) desk.intend({ type: 'set-patient-number', patientNumber })
  return desk
}

describe('a patient card that is scanned while the form is open', () => {
  test.each(['as the window shows it', 'as it was typed'])('is not wiped: handed in %s', (how) => {
    const desk = visitOf(null)
    const typed = { patientNumber: '', birthDate: 'S60.4.1' }
    type(desk, {}, 0)
    type(desk, typed)
    scan(desk, '4512')
    expect(desk.checkIn().draft?.fields).toMatchObject({ patientNumber: '4512', birthDate: 'S60.4.1' })
    if (how === 'as it was typed') handIn(desk, typed)
    else handInAsShown(desk)
    expect(desk.checkIn()).toMatchObject({ patientNumber: '4512', birthDate: '1985-04-01', draft: null })
  })

  test.each(['as the window shows it', 'as it was opened'])(
    'is not undone by the number before: handed in %s',
    (how) => {
      const desk = visitOf('0099')
      type(desk, { patientNumber: '0099' }, 0)
      scan(desk, '4512')
      expect(desk.state().question?.about).toEqual(['patient-number'])
      answer(desk, 'now')
      expect(desk.checkIn()).toMatchObject({
        patientNumber: '4512',
        draft: { fields: { patientNumber: '4512' } },
      })
      if (how === 'as it was opened') handIn(desk, { patientNumber: '0099' })
      else handInAsShown(desk)
      expect(desk.checkIn().patientNumber).toBe('4512')
    },
  )

  test.each(['before', 'now'] as const)('is asked about where another number was typed: %s', (kept) => {
    const desk = visitOf('0099')
    type(desk, { patientNumber: '0099' }, 0)
    type(desk, { patientNumber: '７００１' })
    scan(desk, '4512')
    expect(desk.state().question?.lines).toEqual([{ field: 'patientNumber', before: '7001', now: '4512' }])
    answer(desk, kept)
    handInAsShown(desk)
    expect(desk.checkIn().patientNumber).toBe(kept === 'now' ? '4512' : '7001')
  })

  test('and is the same number with other zeros, is asked about nowhere', () => {
    const desk = visitOf('4512')
    type(desk, { patientNumber: '4512' }, 0)
    scan(desk, '004512')
    expect(desk.state().question).toBeNull()
  })

  test('can be typed over and taken away afterwards: the newer act counts', () => {
    const desk = visitOf('0099')
    type(desk, { patientNumber: '0099' }, 0)
    type(desk, { patientNumber: '' })
    scan(desk, '0099')
    expect(desk.checkIn().draft?.fields.patientNumber).toBe('0099')
    type(desk, { patientNumber: '009' }, 2)
    type(desk, { patientNumber: '0077' }, 3)
    handInAsShown(desk)
    expect(desk.checkIn().patientNumber).toBe('0077')
    type(desk, { patientNumber: '0077' }, 0)
    type(desk, { patientNumber: '' })
    handInAsShown(desk)
    expect(desk.checkIn().patientNumber).toBeNull()
  })
})

test('a birth date that a paper brings while the form is open is neither wiped nor kept when the paper goes', () => {
  const desk = visitOf('4512')
  type(desk, { patientNumber: '4512' }, 0)
  desk.intend({
    type: 'add-document',
    document: { type: 'eligibility-notice' },
    claims: { birthDate: '1985-04-01' },
  })
  expect(desk.checkIn().draft?.fields.birthDate).toBe('1985-04-01')
  desk.intend({ type: 'remove-document', id: desk.checkIn().evidence[0]?.id ?? '' })
  expect(desk.checkIn().draft?.fields.birthDate).toBe('')
  handInAsShown(desk)
  expect(desk.checkIn()).toMatchObject({ patientNumber: '4512', birthDate: null })
})

test('a number typed in wide digits is kept as every other is', () => {
  const desk = visitOf(null)
  type(desk, {}, 0)
  handIn(desk, { patientNumber: ' ００４５１２ ' })
  expect(desk.checkIn().patientNumber).toBe('004512')
})
