/**
 * The owner of a thing: asked in one place, for papers, scans, cards and prescriptions alike, and answered in three
 * ways.
 */
import { describe, expect, it } from 'vitest'
import type { Claims } from '../../../contract/desk.ts'
import type { FieldName, FormName } from '../../../contract/form.ts'
import type { PersonAnswer } from '../../../contract/person-question.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

type Desk = ReturnType<typeof fakeDesk>

const READER = 'Mihon Reader'
const card = (expiresOn: string) => {
  const { certificate } = GOOD_READING
  if (certificate === null) throw new Error('the reading has a certificate')
  return {
    state: 'read' as const,
    reader: READER,
    reading: { ...GOOD_READING, certificate: { ...certificate, expiresOn } },
  }
}
const UNREADABLE = {
  state: 'failed' as const,
  reader: READER,
  problem: 'unreadable' as const,
  selected: true,
}
const LIFTED = { state: 'ready' as const, reader: READER }

const form = (
  fields: Partial<Record<FieldName, string>>,
  name: FormName = 'eligibility-certificate',
  documentId: string | null = null,
) => ({ form: name, documentId, fields, edit: 3 })
const type = (desk: Desk, ...what: Parameters<typeof form>): void =>
  desk.intend({ type: 'save-draft', draft: form(...what) })
const handIn = (desk: Desk, ...what: Parameters<typeof form>): void => {
  type(desk, ...what)
  desk.intend({ type: 'hand-in-draft', draft: form(...what) })
}
const add = (desk: Desk, claims: Claims): void =>
  desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims })
const answer = (
  desk: Desk,
  said: PersonAnswer,
  kept: 'before' | 'now' | null = null,
  fields: FieldName[] = [],
): void =>
  desk.intend({
    type: 'answer-person',
    question: desk.state().question?.number ?? 0,
    answer: said,
    kept,
    fields,
  })
const about = (desk: Desk) => desk.state().question?.about
const rows = (desk: Desk) => desk.journal.events().filter(({ event }) => event === 'same-person')

const EMPLOYEES = { insurerNumber: '06139992', symbol: '1', number: '2', expiresOn: 'R9.3.31' }

describe('a birth date that was mistyped', () => {
  it('and is corrected corrects what was decided from it: 76 at first, 41 in truth', () => {
    const desk = fakeDesk()
    handIn(desk, { ...EMPLOYEES, birthDate: 'S25.4.1' })
    expect(desk.reason()).toBe('AGE75_SWITCH')
    handIn(desk, { ...EMPLOYEES, birthDate: 'S60.4.1' }, 'eligibility-certificate', 'e1')
    expect(desk.state().question).toMatchObject({
      what: 'paper',
      about: ['birth-date'],
      same: 'which',
      lines: [{ field: 'birthDate', before: '1950-04-01', now: '1985-04-01' }],
    })
    answer(desk, 'same', 'now')
    expect(desk.checkIn()).toMatchObject({ birthDate: '1985-04-01', draft: null, held: [] })
    expect(desk.reason()).toBe('OK_CERTIFICATE')
    expect(rows(desk)).toMatchObject([{ about: ['birth-date'], answer: 'same', kept: 'now' }])
  })

  it('the other way round: 41 at first, 76 in truth, is no longer accepted', () => {
    const desk = fakeDesk()
    handIn(desk, { ...EMPLOYEES, birthDate: 'S60.4.1' })
    expect(desk.reason()).toBe('OK_CERTIFICATE')
    handIn(desk, { ...EMPLOYEES, birthDate: 'S25.4.1' }, 'eligibility-certificate', 'e1')
    answer(desk, 'same', 'now')
    expect(desk.reason()).toBe('AGE75_SWITCH')
  })

  it('is set right in every paper that says it', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    handIn(desk, { ...EMPLOYEES, birthDate: 'S60.4.1' })
    answer(desk, 'same', 'now')
    expect(desk.checkIn().evidence.map(({ claims }) => claims.birthDate)).toEqual([
      '1985-04-01',
      '1985-04-01',
      '1985-04-01',
    ])
  })

  it('was right before: what was typed now is corrected', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    handIn(desk, { ...EMPLOYEES, birthDate: 'S60.4.1' })
    answer(desk, 'same', 'before')
    expect(desk.checkIn().evidence.at(-1)?.claims.birthDate).toBe('1950-04-01')
    expect(desk.checkIn().birthDate).toBe('1950-04-01')
  })

  it('has to be told which is right', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    add(desk, { birthDate: '1985-04-01' })
    answer(desk, 'same', null)
    expect(desk.state().question).not.toBeNull()
    expect(rows(desk)).toEqual([])
  })

  it('goes with the only paper that gave it', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    desk.intend({ type: 'remove-document', id: desk.checkIn().evidence[0]?.id ?? '' })
    expect(desk.checkIn().birthDate).toBeNull()
  })
})

describe('a paper of another person', () => {
  const typed = { ...EMPLOYEES, birthDate: 'S60.4.1', name: '国保 花子' }

  it('opens their visit and puts this one aside; no row names anybody', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    const first = desk.checkIn().id
    handIn(desk, typed)
    expect(about(desk)).toEqual(['birth-date', 'name'])
    answer(desk, 'another')
    expect(desk.state().tray).toMatchObject([{ id: first, name: '見本 太郎', waits: null, isTyping: false }])
    expect(desk.checkIn()).toMatchObject({ birthDate: '1985-04-01', draft: null })
    expect(desk.checkIn().evidence).toHaveLength(1)
    const told = JSON.stringify(desk.journal.events())
    for (const word of ['太郎', '花子', '1950-04-01', '1985-04-01']) expect(told).not.toContain(word)
  })

  it('typed over the first one’s leaves that as it was', () => {
    const desk = fakeDesk()
    handIn(desk, { ...EMPLOYEES, name: '見本 太郎' })
    handIn(desk, { ...EMPLOYEES, name: '国保 花子', number: '77' }, 'eligibility-certificate', 'e1')
    expect(about(desk)).toEqual(['name', 'number'])
    answer(desk, 'another')
    desk.intend({ type: 'recall-check-in', id: desk.state().tray[0]?.id ?? '' })
    expect(desk.checkIn().evidence).toMatchObject([{ id: 'e1', claims: { name: '見本 太郎', number: '2' } }])
  })

  it('taken back is typed on: the form is as it was', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    handIn(desk, typed)
    answer(desk, 'taken-back')
    expect(desk.checkIn()).toMatchObject({ draft: { fields: { name: '国保 花子' } }, held: [] })
    expect(desk.checkIn().evidence).toHaveLength(1)
  })

  it('goes into the parked visit to which it fits', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1985-04-01', name: '国保 花子' })
    const hers = desk.checkIn().id
    desk.intend({ type: 'park-check-in' })
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    handIn(desk, typed)
    expect(desk.state().question?.theirs).toBe(hers)
    answer(desk, 'another')
    expect(desk.checkIn()).toMatchObject({ id: hers, held: [] })
    expect(desk.checkIn().evidence).toHaveLength(2)
  })

  it('that says so by its tick is asked about no more', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    handIn(desk, { ...typed, otherPerson: 'yes' })
    expect(desk.state().question).toBeNull()
    expect(desk.checkIn().birthDate).toBe('1950-04-01')
  })
})

describe('one person', () => {
  const cases: readonly (readonly [string, Claims, Claims, readonly string[] | undefined])[] = [
    ['spelled with old letters', { name: '高橋 邦男' }, { name: '髙橋 邦男' }, undefined],
    ['with a letter that could not be written', { name: '渡邊 花子' }, { name: '渡■ 花子' }, undefined],
    ['in kana and kanji', { name: '見本 太郎' }, { kana: 'ミホン タロウ' }, undefined],
    ['in narrow kana', { kana: 'ﾐﾎﾝ ﾀﾛｳ' }, { kana: 'みほん　たろう' }, undefined],
    [
      'with a number in wide digits',
      { insurerNumber: '06139992', number: '０１２－３' },
      { insurerNumber: '06139992', number: '0123' },
      undefined,
    ],
    [
      'twins',
      { birthDate: '2015-06-03', insurerNumber: '06139992', number: '1', branch: '02' },
      { birthDate: '2015-06-03', insurerNumber: '06139992', number: '1', branch: '03' },
      ['branch'],
    ],
    [
      'twins by name',
      { birthDate: '2015-06-03', name: '国保 花子' },
      { birthDate: '2015-06-03', name: '国保 月子' },
      ['name'],
    ],
    [
      'father and son of one name',
      { name: '見本 太郎', birthDate: '1950-04-01' },
      { name: '見本 太郎', birthDate: '1985-04-01' },
      ['birth-date'],
    ],
    [
      'another number of the same insurer',
      { insurerNumber: '06139992', number: '1' },
      { insurerNumber: '06139992', number: '2' },
      ['number'],
    ],
    [
      'a new number under the same name',
      { insurerNumber: '06139992', number: '1', name: '見本 太郎' },
      { insurerNumber: '06139992', number: '2', name: '見本 太郎' },
      undefined,
    ],
    [
      'another insurer',
      { insurerNumber: '06139992', number: '1' },
      { insurerNumber: '01139997', number: '2' },
      undefined,
    ],
  ]
  it.each(cases)('%s', (_, one, other, expected) => {
    const desk = fakeDesk()
    add(desk, one)
    add(desk, other)
    expect(about(desk)).toEqual(expected)
  })

  it('whose name has changed keeps both papers as they are printed, and is not asked about again', () => {
    const desk = fakeDesk()
    add(desk, { name: '見本 花子' })
    add(desk, { name: '国保 花子' })
    expect(desk.state().question?.same).toBe('which-or-both')
    answer(desk, 'same')
    add(desk, { name: '見本 花子' })
    expect(desk.state().question).toBeNull()
    expect(desk.checkIn().evidence.map(({ claims }) => claims.name)).toEqual([
      '見本 花子',
      '国保 花子',
      '見本 花子',
    ])
  })
})

describe('a card', () => {
  it('laid while a form is being typed waits beside it, takes nothing, and asks whose it is', () => {
    const desk = fakeDesk()
    type(desk, { number: '12' })
    desk.card(card('2029-05-01'))
    expect(desk.state().question).toMatchObject({ what: 'card', about: ['whose-card'], beside: true })
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'not-tried' }, online: null, evidence: [] })
    handIn(desk, { ...EMPLOYEES })
    expect(desk.state().question).toMatchObject({ about: ['whose-card'], beside: false })
    expect(desk.checkIn().evidence).toHaveLength(1)
    answer(desk, 'another')
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'read' } })
    expect(desk.checkIn().evidence).toHaveLength(1)
    expect(desk.state().tray[0]?.documents).toEqual(['eligibility-certificate'])
  })

  it('laid while a form is being typed is this patient’s where somebody says so', () => {
    const desk = fakeDesk()
    type(desk, { number: '12' })
    desk.card(card('2029-05-01'))
    answer(desk, 'same')
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'read' }, draft: { fields: { number: '12' } } })
  })

  it('laid beside an empty form is taken', () => {
    const desk = fakeDesk()
    type(desk, {})
    desk.card(card('2029-05-01'))
    expect(desk.state().question).toBeNull()
    expect(desk.checkIn().reader).toEqual({ state: 'read' })
  })

  it('that is readable after one that was not asks, unless it never left the reader', () => {
    const desk = fakeDesk()
    desk.card(UNREADABLE)
    desk.card(card('2029-05-01'))
    expect(desk.state().question).toBeNull()
    const other = fakeDesk()
    other.card(UNREADABLE)
    other.card(LIFTED)
    other.card(card('2029-05-01'))
    expect(about(other)).toEqual(['card'])
    expect(other.checkIn().reader).toEqual({ state: 'failed', failure: 'card-unreadable' })
    answer(other, 'another')
    expect(other.checkIn().reader).toEqual({ state: 'read' })
    expect(other.state().tray).toHaveLength(1)
  })

  it('whose last day is not on the paper’s birthday asks; once answered it is not asked again', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    desk.card(card('2029-05-01'))
    expect(about(desk)).toEqual(['card-and-paper'])
    answer(desk, 'same')
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    expect(desk.state().question).toBeNull()
    expect(rows(desk)).toMatchObject([{ about: ['card-and-paper'], answer: 'same' }])
  })

  it.each([
    ['2029-04-01', '1950-04-01'],
    ['2029-02-28', '1952-02-29'],
    ['2028-02-29', '1952-02-29'],
  ])('that ends on %s is of somebody born on %s', (ends, birthDate) => {
    const desk = fakeDesk()
    add(desk, { birthDate })
    desk.card(card(ends))
    expect(desk.state().question).toBeNull()
  })

  it.each(['proxy', 'family'] as const)('that is the %s’s does not count, and that is recorded', (who) => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    desk.card(card('2029-05-01'))
    answer(desk, who)
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'not-tried' }, held: [] })
    expect(desk.checkIn().evidence).toHaveLength(1)
    expect(rows(desk)).toMatchObject([{ about: ['card-and-paper'], answer: who }])
  })

  it('that lay there first and is a proxy’s goes, and the patient’s paper stays', () => {
    const desk = fakeDesk()
    desk.card(card('2029-05-01'))
    add(desk, { birthDate: '1950-04-01' })
    answer(desk, 'proxy')
    expect(desk.checkIn().evidence.map(({ document }) => document.type)).toEqual(['eligibility-notice'])
    expect(desk.checkIn()).toMatchObject({ reader: { state: 'not-tried' }, online: null })
  })

  it('and another within two seconds: both wait their turn, and what follows goes with the second', () => {
    const desk = fakeDesk()
    desk.card(card('2029-05-01'))
    desk.card(LIFTED)
    desk.card(card('2028-06-02'))
    desk.card(LIFTED)
    desk.card(card('2027-07-03'))
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '77' } })
    expect(desk.state().question).toMatchObject({ about: ['card'], more: 2 })
    expect(desk.checkIn().patientNumber).toBeNull()
    answer(desk, 'another')
    expect(desk.state().question).toMatchObject({ about: ['card'], more: 1 })
    answer(desk, 'taken-back')
    expect(desk.checkIn()).toMatchObject({ patientNumber: '77', held: [] })
    expect(desk.state().tray).toMatchObject([{ patientNumber: null }])
  })

  it('of a visit that ended stays out of the next one', () => {
    const desk = fakeDesk()
    desk.card(card('2029-05-01'))
    desk.intend({ type: 'cancel' })
    desk.card(LIFTED)
    desk.card(card('2028-06-02'))
    expect(desk.state().question).toBeNull()
  })
})

describe('a patient card', () => {
  it('with another number than the visit’s asks', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-patient-number', patientNumber: '4512' })
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '0099' } })
    expect(desk.state().question).toMatchObject({ about: ['patient-number'], same: 'which' })
    answer(desk, 'same', 'before')
    expect(desk.checkIn().patientNumber).toBe('4512')
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '0099' } })
    answer(desk, 'another')
    expect(desk.checkIn().patientNumber).toBe('0099')
  })
})

describe('the question', () => {
  it('is answered once: a second press answers nothing else', () => {
    const desk = fakeDesk()
    desk.card(card('2029-05-01'))
    desk.card(card('2028-06-02'))
    desk.card(card('2027-07-03'))
    const question = desk.state().question?.number ?? 0
    const press = () =>
      desk.intend({ type: 'answer-person', question, answer: 'taken-back', kept: null, fields: [] })
    press()
    press()
    expect(desk.state().question).toMatchObject({ more: 0 })
    expect(rows(desk)).toHaveLength(1)
  })

  it('goes with its visit into the tray and comes back with it, over a restart too', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    add(desk, { birthDate: '1985-04-01' })
    const { id } = desk.checkIn()
    desk.intend({ type: 'park-check-in' })
    expect(desk.state()).toMatchObject({ question: null, tray: [{ id, waits: 'question' }] })
    const next = fakeDesk({ journal: desk.journal, takesOverFrom: 'crashed' })
    expect(next.state().tray).toEqual(desk.state().tray)
    next.intend({ type: 'recall-check-in', id })
    expect(about(next)).toEqual(['birth-date'])
  })

  it('says when more is laid down than can wait', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01' })
    for (let month = 1; month <= 9; month += 1) add(desk, { birthDate: `1985-0${month}-01` })
    expect(desk.checkIn().held).toHaveLength(8)
    expect(desk.messages()).toContain('ANSWER_FIRST')
  })

  it('is shown to nobody but the person at the desk', () => {
    const desk = fakeDesk()
    add(desk, { birthDate: '1950-04-01', name: '見本 太郎' })
    add(desk, { birthDate: '1985-04-01', name: '国保 花子' })
    expect(JSON.stringify(desk.patient())).not.toMatch(/1985|花子/)
  })
})
