/** Visits that are put aside: whole, found again, kept over restarts, and asked about the next morning. */
import { describe, expect, it } from 'vitest'
import { emptyCheckIn } from '../../../contract/desk.ts'
import { MAX_PARKED } from '../../../contract/tray.ts'
import { mergeVisits, readWorking, writeWorking } from '../../../main/desk/process/working.ts'
import { fakeDesk, fakeJournal, GOOD_READING } from './fakes.ts'

const DAY_MS = 86_400_000
const visit = (id: string) =>
  emptyCheckIn({ id, openedAt: '2026-11-22T09:00:00+09:00', visitDate: '2026-11-22' })

const parkOne = (desk: ReturnType<typeof fakeDesk>, patientNumber: string): string => {
  desk.intend({ type: 'open-check-in' })
  desk.intend({ type: 'set-patient-number', patientNumber })
  const { id } = desk.checkIn()
  desk.intend({ type: 'park-check-in', id })
  return id
}

describe('a parked visit', () => {
  it('comes back to the letter: papers, decision, half-typed form, language', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: 'Mihon', reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 1 } })
    desk.intend({ type: 'choose-patient-language', language: 'en' })
    const draft = { form: 'eligibility-notice' as const, documentId: null, fields: { number: '9' }, edit: 1 }
    desk.intend({ type: 'save-draft', draft })
    const before = desk.checkIn()
    desk.intend({ type: 'park-check-in' })
    expect(desk.state().checkIn).toBeNull()
    desk.intend({ type: 'recall-check-in', id: before.id })
    expect(desk.checkIn()).toEqual(before)
    expect(desk.journal.names().slice(-2)).toEqual(['parked', 'recalled'])
  })

  it('says by number, since when, and what is missing', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
    desk.intend({ type: 'set-patient-number', patientNumber: '004512' })
    const needs = desk.checkIn().decided?.decision.needs
    desk.pass(60_000)
    desk.intend({ type: 'park-check-in' })
    expect(desk.state().tray).toMatchObject([
      { patientNumber: '004512', since: '2026-11-22T09:01:00.000+09:00', missing: needs, name: null },
    ])
  })

  it('keeps what staff have decided', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
    desk.intend({ type: 'override', outcome: 'accept', why: '見本の理由' })
    const { overridden, id } = desk.checkIn()
    desk.intend({ type: 'park-check-in' })
    desk.intend({ type: 'recall-check-in', id })
    expect(desk.checkIn().overridden).toEqual(overridden)
  })

  it('changes places with the open one', () => {
    const desk = fakeDesk()
    const first = parkOne(desk, '1')
    desk.intend({ type: 'open-check-in' })
    const second = desk.checkIn().id
    desk.intend({ type: 'recall-check-in', id: first })
    expect(desk.checkIn().id).toBe(first)
    expect(desk.state().tray.map(({ id }) => id)).toEqual([second])
  })

  it('is parked once by a key that is pressed twice', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    const { id } = desk.checkIn()
    desk.intend({ type: 'park-check-in', id })
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'park-check-in', id })
    expect(desk.state().tray).toHaveLength(1)
    desk.intend({ type: 'recall-check-in', id })
    desk.intend({ type: 'recall-check-in', id })
    expect(desk.checkIn().id).toBe(id)
    expect(desk.state().tray).toHaveLength(1)
  })

  it('does not go when another one ends, nor comes back when it has ended', () => {
    const desk = fakeDesk()
    const parked = parkOne(desk, '1')
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'cancel' })
    expect(readWorking(desk.journal.working()).parked.map(({ id }) => id)).toEqual([parked])
    desk.intend({ type: 'recall-check-in', id: parked })
    desk.intend({ type: 'cancel' })
    expect(desk.journal.working()).toBeNull()
    expect(fakeDesk({ journal: desk.journal }).state().tray).toEqual([])
  })

  it('is refused in words where the tray is full, and the open visit stays', () => {
    const desk = fakeDesk()
    for (let one = 0; one < MAX_PARKED; one += 1) parkOne(desk, String(one))
    desk.intend({ type: 'open-check-in' })
    const { id } = desk.checkIn()
    desk.intend({ type: 'park-check-in' })
    expect(desk.checkIn().id).toBe(id)
    expect(desk.messages()).toContain('TRAY_FULL')
    const [oldest] = desk.state().tray
    desk.intend({ type: 'recall-check-in', id: oldest?.id ?? '' })
    expect(desk.checkIn().id).toBe(oldest?.id)
    expect(desk.state().tray).toHaveLength(MAX_PARKED)
  })

  it('is asked about in the morning for as long as it waits, and a word that was closed stays closed', () => {
    const desk = fakeDesk()
    const [first, second] = [parkOne(desk, '1'), parkOne(desk, '2')]
    desk.pass(DAY_MS)
    const asked = () => desk.state().messages.find(({ code }) => code === 'PARKED_OVERNIGHT')
    expect(asked()?.details).toEqual({ count: 2 })
    desk.intend({ type: 'recall-check-in', id: first })
    expect(asked()?.details).toEqual({ count: 1 })
    desk.intend({ type: 'cancel' })
    desk.intend({ type: 'recall-check-in', id: second })
    expect(asked()).toBeUndefined()
    desk.intend({ type: 'park-check-in' })
    expect(asked()).toBeUndefined()
  })

  it('keeps its day, and is asked about in the morning, with the program running or not', () => {
    const desk = fakeDesk()
    const id = parkOne(desk, '1')
    desk.pass(DAY_MS)
    expect(desk.messages()).toContain('PARKED_OVERNIGHT')
    const next = fakeDesk({ journal: desk.journal })
    next.sleep(DAY_MS)
    next.pass(10_000)
    expect(next.messages()).toContain('PARKED_OVERNIGHT')
    next.intend({ type: 'recall-check-in', id })
    expect(next.checkIn().visitDate).toBe('2026-11-22')
    expect(next.messages()).toContain('DAY_CHANGED')
  })
})

describe('the next of a family', () => {
  it('begins with the language and the address of the one before, and nothing else', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'choose-patient-language', language: 'vi' })
    const fields = {
      name: '見本 太郎',
      birthDate: 'S60.4.1',
      address: '見本市1-1',
      telephone: '03-0000-0000',
    }
    desk.intend({
      type: 'hand-in-draft',
      draft: { form: 'self-declaration', documentId: null, fields, edit: 1 },
    })
    const first = desk.checkIn().id
    desk.intend({ type: 'next-of-family', id: null })
    expect(desk.checkIn()).toMatchObject({ patientLanguage: 'vi', birthDate: null, evidence: [] })
    expect(desk.state().tray).toMatchObject([{ id: first, family: first }])
    const draft = { form: 'self-declaration' as const, documentId: null, fields: {}, edit: 0 }
    desk.intend({ type: 'save-draft', draft })
    expect(desk.checkIn().draft?.fields).toEqual({ address: '見本市1-1', telephone: '03-0000-0000' })
    expect(desk.journal.events().filter(({ event }) => event === 'check-in-opened')).toMatchObject([
      {},
      { familyOf: first },
    ])
  })

  it('from the tray', () => {
    const desk = fakeDesk()
    const first = parkOne(desk, '1')
    desk.intend({ type: 'next-of-family', id: first })
    desk.intend({ type: 'next-of-family', id: null })
    expect(desk.state().tray.map(({ family }) => family)).toEqual([first, first])
    expect(desk.checkIn().family?.first).toBe(first)
  })
})

describe('what is kept on disk', () => {
  it('is read as earlier versions wrote it', () => {
    const { held: _, sameDespite: __, parkedAt: ___, family: ____, ...old } = visit('old')
    expect(readWorking(JSON.stringify(old))).toEqual({ open: visit('old'), parked: [] })
  })

  it('loses no visit to one that cannot be read', () => {
    const json = JSON.stringify({
      open: { broken: true },
      parked: [visit('a'), { broken: true }, visit('b')],
    })
    expect(readWorking(json)).toEqual({ open: null, parked: [visit('a'), visit('b')] })
    expect(readWorking('{')).toEqual({ open: null, parked: [] })
    expect(readWorking(null)).toEqual({ open: null, parked: [] })
    expect(writeWorking({ open: null, parked: [] })).toBeNull()
  })

  it('goes on beside what a desk without a journal had at work', () => {
    const older = { open: visit('a'), parked: [visit('b')] }
    const newer = { open: visit('c'), parked: [visit('d')] }
    const merged = mergeVisits(newer, older)
    expect(merged.open?.id).toBe('c')
    expect(merged.parked.map(({ id }) => id)).toEqual(['b', 'a', 'd'])
    expect(mergeVisits({ open: null, parked: [] }, older)).toEqual(older)
    expect(mergeVisits(older, older)).toEqual(older)
  })

  it('is written with each row that moves a visit, so that no kill parts the two', () => {
    const journal = fakeJournal()
    const at: string[] = []
    const { append } = journal.port
    journal.port.append = (event, also) => {
      if (also !== undefined) at.push(event.event)
      return append(event, also)
    }
    const desk = fakeDesk({ journal })
    const id = parkOne(desk, '1')
    desk.intend({ type: 'recall-check-in', id })
    desk.intend({ type: 'cancel' })
    expect(at).toEqual(['check-in-opened', 'parked', 'recalled', 'cancelled'])
  })
})
