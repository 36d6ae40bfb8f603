/** Nothing of one person stays in, or slips into, the visit of another: cards, face results, forms and ticks alike. */
import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../contract/form.ts'
import type { PersonAnswer } from '../../../contract/person-question.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

type Desk = ReturnType<typeof fakeDesk>

const READER = 'Mihon Reader'
const EMPTY = { state: 'ready' as const, reader: READER }
const SELECTED = { state: 'reading' as const, reader: READER, selected: true }
const DATES = { ...SELECTED, dates: GOOD_READING }
const READ = { state: 'read' as const, reader: READER, reading: GOOD_READING }
const UNREAD = { state: 'failed' as const, reader: READER, problem: 'unreadable' as const, selected: false }

const number = (desk: Desk, patientNumber: string): void =>
  desk.intend({ type: 'set-patient-number', patientNumber })
const notice = (desk: Desk, claims = {}): void =>
  desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims })
const park = (desk: Desk): void => desk.intend({ type: 'park-check-in' })
const recall = (desk: Desk, patientNumber: string): void =>
  desk.intend({
    type: 'recall-check-in',
    id: desk.state().tray.find((one) => one.patientNumber === patientNumber)?.id ?? '',
  })
const answer = (desk: Desk, said: PersonAnswer, kept: 'before' | 'now' | null = null): void =>
  desk.intend({
    type: 'answer-person',
    question: desk.state().question?.number ?? 0,
    answer: said,
    kept,
    fields: [],
  })
const about = (desk: Desk) => desk.state().question?.about
const documents = (desk: Desk) => desk.checkIn().evidence.map(({ document }) => document.type)

/** A visit of 0002 in the tray, with a paper that says nothing of the person, and one of 0001 open over an empty reader. */
const twoVisits = (): Desk => {
  const desk = fakeDesk()
  desk.card(EMPTY)
  number(desk, '0002')
  notice(desk)
  park(desk)
  number(desk, '0001')
  return desk
}

describe('a card that was laid in another visit', () => {
  it('and is read after that one has changed places with a parked one, is asked about', () => {
    const desk = twoVisits()
    desk.card(SELECTED)
    recall(desk, '0002')
    desk.card(DATES)
    desk.card(READ)
    expect(about(desk)).toEqual(['whose-card'])
    expect(documents(desk)).toEqual(['eligibility-notice'])
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'not-tried' }, online: null })
    answer(desk, 'another')
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'read' } })
    expect(desk.state().tray.find((one) => one.patientNumber === '0002')?.documents).toEqual([
      'eligibility-notice',
    ])
  })

  it('and lies there still, is asked about when it is read again; laid anew it is not', () => {
    const desk = twoVisits()
    desk.card(SELECTED)
    desk.card(READ)
    recall(desk, '0002')
    desk.card({ state: 'no-service' })
    desk.card(READ)
    expect(about(desk)).toEqual(['whose-card'])
    answer(desk, 'taken-back')
    expect(documents(desk)).toEqual(['eligibility-notice'])
    desk.card(EMPTY)
    desk.card(SELECTED)
    desk.card(READ)
    expect(desk.state().question).toBeNull()
    expect(documents(desk)).toEqual(['eligibility-notice', 'my-number-card'])
  })

  it('opens its own visit, and is taken there without a question', () => {
    const desk = fakeDesk()
    desk.card(EMPTY)
    desk.card(SELECTED)
    desk.card(READ)
    expect(desk.state().question).toBeNull()
    expect(documents(desk)).toEqual(['my-number-card'])
  })

  it('is asked about in a concluded visit that is opened again meanwhile, and a failure before it is nobody’s there', () => {
    const desk = fakeDesk()
    desk.card(EMPTY)
    number(desk, '0002')
    desk.intend({ type: 'set-online', online: { unavailable: true } })
    desk.intend({ type: 'conclude', confirmed: true })
    const [ended] = desk.state().visits
    if (ended === undefined) throw new Error('no visit is listed')
    const reopen = (): void =>
      desk.intend({ type: 'reopen-visit', visit: ended.visit, seq: ended.seq, why: '見本' })
    desk.card(UNREAD)
    reopen()
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
    park(desk)
    desk.card(EMPTY)
    number(desk, '0001')
    desk.card(SELECTED)
    recall(desk, '0002')
    desk.card(READ)
    expect(about(desk)).toEqual(['whose-card'])
  })

  it('waits to be checked before another visit is opened over it', () => {
    const desk = fakeDesk()
    desk.card(EMPTY)
    number(desk, '0002')
    desk.intend({ type: 'set-online', online: { unavailable: true } })
    desk.intend({ type: 'conclude', confirmed: true })
    const [ended] = desk.state().visits
    if (ended === undefined) throw new Error('no visit is listed')
    desk.card(SELECTED)
    desk.card(DATES)
    const { id } = desk.checkIn()
    desk.intend({ type: 'reopen-visit', visit: ended.visit, seq: ended.seq, why: '見本' })
    expect(desk.checkIn().id).toBe(id)
    expect(desk.messages()).toContain('CARD_BEING_CHECKED')
  })
})

describe('the form of the visit’s own facts that is another person’s', () => {
  it('brings into their visit what was typed in it, and not the number that stood there', () => {
    const desk = fakeDesk()
    number(desk, '4512')
    notice(desk, { birthDate: '1950-04-01' })
    const fields = (birthDate: string): Fields => ({ patientNumber: '4512', birthDate, coverageEndedOn: '' })
    const draft = (birthDate: string, edit: number) => ({
      form: 'patient' as const,
      documentId: null,
      fields: fields(birthDate),
      edit,
    })
    desk.intend({ type: 'save-draft', draft: draft('S25.4.1', 0) })
    desk.intend({ type: 'save-draft', draft: draft('S60.4.1', 1) })
    desk.intend({ type: 'hand-in-draft', draft: draft('S60.4.1', 1) })
    expect(about(desk)).toEqual(['birth-date'])
    answer(desk, 'another')
    expect(desk.checkIn()).toMatchObject({ patientNumber: null, birthDate: '1985-04-01' })
    expect(desk.state().tray).toMatchObject([{ patientNumber: '4512' }])
  })
})

describe('another number typed where one is', () => {
  it('is asked about once something of the patient is there: of another person, this visit waits', () => {
    const desk = fakeDesk()
    number(desk, '4512')
    notice(desk, { birthDate: '1950-04-01' })
    const { id } = desk.checkIn()
    number(desk, '0099')
    expect(desk.state().question).toMatchObject({
      what: 'patient-number',
      about: ['patient-number'],
      same: 'which',
      lines: [{ field: 'patientNumber', before: '4512', now: '0099' }],
    })
    expect(desk.checkIn().patientNumber).toBe('4512')
    answer(desk, 'another')
    expect(desk.checkIn()).toMatchObject({ patientNumber: '0099', evidence: [], birthDate: null })
    expect(desk.state().tray).toMatchObject([{ id, patientNumber: '4512' }])
  })

  it.each([
    ['before', '4512'],
    ['now', '0099'],
  ] as const)('of the same person: %s is right', (kept, right) => {
    const desk = fakeDesk()
    number(desk, '4512')
    notice(desk)
    number(desk, '0099')
    answer(desk, 'same', kept)
    expect(desk.checkIn()).toMatchObject({ patientNumber: right, held: [] })
    expect(desk.state().tray).toEqual([])
  })

  it.each([
    ['before', '4512'],
    ['now', '0099'],
  ] as const)('into the form of the visit’s facts is asked about too: %s is right', (kept, right) => {
    const desk = fakeDesk()
    number(desk, '4512')
    notice(desk)
    const draft = (patientNumber: string, edit: number) => ({
      form: 'patient' as const,
      documentId: null,
      fields: { patientNumber, birthDate: '', coverageEndedOn: '' },
      edit,
    })
    desk.intend({ type: 'save-draft', draft: draft('4512', 0) })
    desk.intend({ type: 'save-draft', draft: draft('0099', 1) })
    desk.intend({ type: 'hand-in-draft', draft: draft('0099', 1) })
    expect(about(desk)).toEqual(['patient-number'])
    answer(desk, 'same', kept)
    expect(desk.checkIn()).toMatchObject({ patientNumber: right, held: [], draft: null })
  })

  it('is a slip set right while nothing else is there, and the same with other zeros is the same', () => {
    const desk = fakeDesk()
    number(desk, '4512')
    number(desk, '4513')
    expect(desk.state().question).toBeNull()
    notice(desk)
    number(desk, '004513')
    expect(desk.state().question).toBeNull()
    expect(desk.checkIn().patientNumber).toBe('004513')
  })
})

it('a record that somebody has found of one number is not on file for another', () => {
  const desk = fakeDesk()
  desk.intend({ type: 'set-visit', visit: { kind: 'return', recordOnFile: true } })
  number(desk, '4512')
  expect(desk.checkIn().visit).toEqual({ kind: 'return', recordOnFile: true })
  number(desk, '4513')
  expect(desk.checkIn().visit).toEqual({ kind: 'return' })
})
