import { assert, constantFrom, property, record, string, stringMatching } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyCheckIn } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import {
  kindOfLaw,
  MAX_PUBLIC_AID,
  PUBLIC_AID_KINDS,
  publicAidStanding,
} from '../../../contract/public-aid.ts'
import type { PrescriptionFields } from '../../../contract/scan.ts'
import { recovered } from '../../../main/desk/model/recovered.ts'
import { recordedPublicAid } from '../../../main/desk/process/recorded-public-aid.ts'
import { fakeDesk } from './fakes.ts'

const handIn = (desk: ReturnType<typeof fakeDesk>, fields: Fields, documentId: string | null = null) =>
  desk.intend({ type: 'hand-in-draft', draft: { form: 'public-aid', documentId, fields, edit: 1 } })

const prescription = (publicFunds: PrescriptionFields['publicFunds']) => ({
  outcome: 'accept' as const,
  kind: 'prescription' as const,
  fields: {
    name: '見本 花子',
    sex: 'female' as const,
    birthDate: '1950-04-01',
    insurerNumber: '39139993',
    symbol: '',
    number: '12345678',
    ...(publicFunds === undefined ? {} : { publicFunds }),
  },
})

describe('a paper beside the insurance', () => {
  it('is kept with its days, its kind told by the payer number, and decides nothing', () => {
    const desk = fakeDesk()
    handIn(desk, {
      payerNumber: '５４０１６０２７',
      recipientNumber: '1234566',
      effectiveOn: 'R8.10.1',
      expiresOn: '令和9年9月30日',
    })
    expect(desk.checkIn().publicAid).toEqual([
      {
        id: expect.any(String),
        kind: 'intractable-disease',
        payer: '54016027',
        recipient: '1234566',
        from: '2026-10-01',
        until: '2027-09-30',
        seen: true,
        source: 'manual',
        namedBy: [],
      },
    ])
    expect(desk.checkIn()).toMatchObject({ draft: null, decided: null, evidence: [] })
  })

  it('of the insurer has no payer number and is kept by what was chosen', () => {
    const desk = fakeDesk()
    handIn(desk, { aidKind: 'limit-certificate', expiresOn: 'R9.7.31', notSeen: 'yes' })
    expect(desk.checkIn().publicAid).toMatchObject([
      { kind: 'limit-certificate', payer: null, recipient: null, until: '2027-07-31', seen: false },
    ])
  })

  it('with a payer number that cannot be one stays in its form, and says where', () => {
    const desk = fakeDesk()
    handIn(desk, { payerNumber: '54016028', recipientNumber: '1234560' })
    const { draft, publicAid } = desk.checkIn()
    expect(publicAid).toEqual([])
    expect(draft?.checks).toMatchObject({
      payerNumber: { tone: 'error', code: 'PAYER_CHECK_DIGIT' },
      recipientNumber: { tone: 'warning', code: 'RECIPIENT_CHECK_DIGIT' },
    })
  })

  it.each(['00000000', '54000013'])('takes %s for no payer', (payerNumber) => {
    const desk = fakeDesk()
    handIn(desk, { payerNumber, recipientNumber: '1234566' })
    expect(desk.checkIn().publicAid).toEqual([])
    expect(desk.checkIn().draft?.checks.payerNumber).toMatchObject({
      tone: 'error',
      code: 'PAYER_NO_PREFECTURE',
    })
  })

  it('is corrected in its place, seen, and taken back', () => {
    const desk = fakeDesk()
    handIn(desk, { payerNumber: '54016027', notSeen: 'yes' })
    const [paper] = desk.checkIn().publicAid
    const id = paper?.id ?? ''
    handIn(desk, { payerNumber: '54016027', expiresOn: 'R9.9.30', notSeen: 'yes' }, id)
    expect(desk.checkIn().publicAid).toMatchObject([{ id, until: '2027-09-30', seen: false }])
    desk.intend({ type: 'see-public-aid', id, seen: true })
    expect(desk.checkIn().publicAid).toMatchObject([{ id, seen: true }])
    desk.intend({ type: 'remove-public-aid', id })
    expect(desk.checkIn().publicAid).toEqual([])
  })

  it('is taken from a prescription as one that nobody has seen, and once', () => {
    const desk = fakeDesk()
    const scan = prescription([
      { payer: '12136016', recipient: '0000018' },
      { payer: '', recipient: '1234566' },
    ])
    desk.scan(scan)
    desk.scan(scan)
    expect(desk.checkIn().publicAid).toMatchObject([
      { kind: 'medical-ticket', payer: '12136016', recipient: '0000018', seen: false, source: 'scanner' },
      { kind: 'recipient-certificate', payer: null, recipient: '1234566', seen: false },
    ])
  })

  it('goes on record as kind and days, its numbers as last characters and hash, and never blocks the end', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-online', online: { code: 1 } })
    handIn(desk, { payerNumber: '54016027', recipientNumber: '1234566', expiresOn: 'R8.9.30' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().checkIn).toBeNull()
    const row = desk.journal.events().find(({ event }) => event === 'concluded')
    expect(row).toMatchObject({
      publicAid: [
        {
          kind: 'intractable-disease',
          law: '54',
          until: '2026-09-30',
          seen: true,
          payer: { lastCharacters: '027' },
          recipient: { lastCharacters: '566' },
        },
      ],
    })
    expect(JSON.stringify(row)).not.toMatch(/54016027|1234566/)
    expect(desk.state().visits[0]?.publicAid).toEqual([
      { kind: 'intractable-disease', law: '54', until: '2026-09-30', seen: true },
    ])
  })
})

describe('what a prescription has brought', () => {
  const FUNDS = [
    { payer: '12136016', recipient: '0000018' },
    { payer: '54016027', recipient: '1234566' },
  ]
  const pharmacy = () => fakeDesk({ settings: { place: 'pharmacy' } })
  const payers = (desk: ReturnType<typeof fakeDesk>) => desk.checkIn().publicAid.map(({ payer }) => payer)
  const removeFirst = (desk: ReturnType<typeof fakeDesk>) =>
    desk.intend({ type: 'remove-document', id: desk.checkIn().evidence[0]?.id ?? '' })

  it('goes with it, and what was entered by hand stays', () => {
    const desk = pharmacy()
    handIn(desk, { payerNumber: '81136244', recipientNumber: '1234566' })
    desk.scan(prescription(FUNDS))
    expect(payers(desk)).toEqual(['81136244', '12136016', '54016027'])
    removeFirst(desk)
    expect(desk.checkIn()).toMatchObject({ evidence: [], birthDate: null })
    expect(payers(desk)).toEqual(['81136244'])
  })

  it('stays where it was typed before it was read, where it was corrected, and where somebody has seen it', () => {
    const desk = pharmacy()
    handIn(desk, { payerNumber: '12136016', recipientNumber: '0000018' })
    desk.scan(prescription([...FUNDS, { payer: '81136244', recipient: '1234566' }]))
    const [, second, third] = desk.checkIn().publicAid
    desk.intend({ type: 'see-public-aid', id: second?.id ?? '', seen: true })
    handIn(desk, { payerNumber: '81136244', expiresOn: 'R9.3.31', notSeen: 'yes' }, third?.id ?? '')
    removeFirst(desk)
    expect(payers(desk)).toEqual(['12136016', '54016027', '81136244'])
  })

  it.each(FUNDS)(
    'two that name one other fund each are two, and one scanned twice is one: $payer typed',
    (typed) => {
      const desk = pharmacy()
      handIn(desk, { payerNumber: typed.payer, recipientNumber: typed.recipient })
      for (const fund of [...FUNDS, ...FUNDS]) desk.scan(prescription([fund]))
      expect(desk.checkIn().evidence).toHaveLength(2)
      expect(payers(desk).toSorted()).toEqual(['12136016', '54016027'])
    },
  )

  it('stays while another prescription names it, goes with a restart between, and with the next patient’s', () => {
    const desk = pharmacy()
    desk.scan(prescription(FUNDS))
    desk.scan(prescription([FUNDS[0] ?? { payer: '', recipient: '' }]))
    expect(desk.checkIn().evidence).toHaveLength(2)
    removeFirst(desk)
    expect(payers(desk)).toEqual(['12136016'])
    const again = fakeDesk({
      journal: desk.journal,
      settings: { place: 'pharmacy' },
      takesOverFrom: 'crashed',
    })
    removeFirst(again)
    expect(payers(again)).toEqual([])
  })

  it('is kept at a clinic where the birth date that was there is right, and where the new one is', () => {
    for (const kept of ['before', 'now'] as const) {
      const desk = fakeDesk()
      handIn(desk, { payerNumber: '81136244', recipientNumber: '1234566' })
      desk.intend({ type: 'set-birth-date', birthDate: '1986-05-05' })
      desk.scan(prescription(FUNDS))
      const question = desk.state().question?.number ?? 0
      desk.intend({ type: 'answer-person', question, answer: 'same', kept, fields: [] })
      expect(desk.checkIn().birthDate).toBe(kept === 'before' ? '1986-05-05' : '1950-04-01')
      expect(payers(desk)).toEqual(['81136244', '12136016', '54016027'])
    }
  })

  it('goes into the other patient’s visit with it, and nowhere where it is not taken', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-birth-date', birthDate: '1986-05-05' })
    desk.scan(prescription(FUNDS))
    const answer = (said: 'taken-back' | 'another') =>
      desk.intend({
        type: 'answer-person',
        question: desk.state().question?.number ?? 0,
        answer: said,
        kept: null,
        fields: [],
      })
    answer('taken-back')
    expect(payers(desk)).toEqual([])
    desk.scan(prescription(FUNDS))
    answer('another')
    expect(payers(desk)).toEqual(['12136016', '54016027'])
    expect(desk.checkIn().birthDate).toBe('1950-04-01')
  })
})

describe('more papers than a visit can hold', () => {
  const full = (settings = {}) => {
    const desk = fakeDesk({ settings })
    for (let index = 0; index < MAX_PUBLIC_AID; index += 1)
      handIn(desk, { aidKind: 'limit-certificate', expiresOn: `R9.7.${10 + index}` })
    expect(desk.checkIn().publicAid).toHaveLength(MAX_PUBLIC_AID)
    return desk
  }
  const said = (desk: ReturnType<typeof fakeDesk>) =>
    desk.state().messages.find(({ code }) => code === 'PUBLIC_AID_FULL')?.details

  it('the ninth is said, and stays in its form until there is room', () => {
    const desk = full()
    const before = desk.checkIn().publicAid
    handIn(desk, { payerNumber: '54016027', expiresOn: 'R9.9.30' })
    expect(said(desk)).toEqual({ most: MAX_PUBLIC_AID, left: 1 })
    expect(desk.checkIn().publicAid).toEqual(before)
    expect(desk.checkIn().draft?.fields).toMatchObject({ payerNumber: '54016027' })
    desk.intend({ type: 'remove-public-aid', id: before[0]?.id ?? '' })
    expect(said(desk)).toBeUndefined()
    handIn(desk, { payerNumber: '54016027', expiresOn: 'R9.9.30' })
    expect(desk.checkIn().publicAid.at(-1)).toMatchObject({ payer: '54016027' })
    expect(desk.checkIn().draft).toBeNull()
  })

  it('one that is here is corrected although there is no room for another', () => {
    const desk = full()
    const id = desk.checkIn().publicAid[3]?.id ?? ''
    handIn(desk, { aidKind: 'limit-certificate', expiresOn: 'R10.7.31' }, id)
    expect(said(desk)).toBeUndefined()
    expect(desk.checkIn().publicAid[3]).toMatchObject({ id, until: '2028-07-31' })
  })

  it.each(['clinic', 'pharmacy'] as const)(
    'at a %s a prescription says how many were not taken, and is taken itself',
    (place) => {
      const desk = full({ place })
      desk.intend({ type: 'remove-public-aid', id: desk.checkIn().publicAid[0]?.id ?? '' })
      desk.scan(
        prescription([
          { payer: '12136016', recipient: '0000018' },
          { payer: '54016027', recipient: '1234566' },
          { payer: '81136244', recipient: '1234566' },
        ]),
      )
      expect(said(desk)).toEqual({ most: MAX_PUBLIC_AID, left: 2 })
      expect(desk.checkIn()).toMatchObject({ birthDate: '1950-04-01' })
      expect(
        desk
          .checkIn()
          .publicAid.map(({ payer }) => payer)
          .at(-1),
      ).toBe('12136016')
      desk.intend({ type: 'cancel' })
      expect(said(desk)).toBeUndefined()
    },
  )

  it('one that is corrected to the numbers of another takes its place: it is there once', () => {
    const desk = fakeDesk()
    handIn(desk, { payerNumber: '54016027', recipientNumber: '1234566' })
    handIn(desk, { payerNumber: '81136244', recipientNumber: '1234566' })
    const second = desk.checkIn().publicAid[1]?.id ?? ''
    handIn(desk, { payerNumber: '54016027', recipientNumber: '1234566', expiresOn: 'R9.9.30' }, second)
    expect(desk.checkIn().publicAid).toMatchObject([{ id: second, payer: '54016027', until: '2027-09-30' }])
  })
})

it('a visit that an older desk has kept has no papers beside the insurance', async () => {
  const { checkInViewSchema } = await import('../../../contract/desk.ts')
  const { publicAid: _, ...older } = emptyCheckIn({
    id: 'c',
    openedAt: '2026-11-22T09:00:00.000+09:00',
    visitDate: '2026-11-22',
  })
  expect(checkInViewSchema.parse(older).publicAid).toEqual([])
})

describe('whatever the numbers and days', () => {
  const paper = record({
    id: string({ maxLength: 10 }),
    kind: constantFrom(...PUBLIC_AID_KINDS),
    payer: stringMatching(/^\d{8}$/),
    recipient: stringMatching(/^\d{7}$/),
    from: constantFrom(null, '2026-04-01'),
    until: constantFrom(null, '2027-03-31'),
    seen: constantFrom(true, false),
    source: constantFrom('scanner' as const, 'manual' as const),
    namedBy: constantFrom<string[]>(['e1'], []),
  })

  it('what is recorded never holds a whole number', () => {
    assert(
      property(paper, (one) => {
        const kept = recordedPublicAid(one, ({ number }) => ({
          lastCharacters: number.slice(-3),
          hash: '0'.repeat(64),
        }))
        const text = JSON.stringify(kept).replaceAll('0'.repeat(64), '')
        expect(text).not.toContain(one.payer)
        expect(text).not.toContain(one.recipient)
        expect(kept.law).toBe(one.payer.slice(0, 2))
      }),
    )
  })

  it('a law has one kind of paper', () => {
    expect(['12', '54', '21', '80'].map(kindOfLaw)).toEqual([
      'medical-ticket',
      'intractable-disease',
      'recipient-certificate',
      'recipient-certificate',
    ])
  })

  it.each([
    ['2026-11-22', 'current'],
    ['2026-11-21', 'expired'],
    [null, 'current'],
  ] as const)('one that ends on %s is %s on 2026-11-22', (until, standing) => {
    expect(publicAidStanding({ from: null, until }, '2026-11-22')).toBe(standing)
  })

  it('one that begins tomorrow does not count yet', () => {
    expect(publicAidStanding({ from: '2026-11-23', until: null }, '2026-11-22')).toBe('not-yet')
  })
})

it('the number of a paper beside the insurance is not given twice after a restart', () => {
  const desk = fakeDesk()
  handIn(desk, { aidKind: 'limit-certificate', expiresOn: 'R9.7.31', notSeen: 'yes' })
  const open = desk.checkIn()
  const [paper] = open.publicAid
  const fresh = { state: fakeDesk().state(), nextId: 1, isZoneRight: true, parked: [], isCardGone: true }
  const now = { instant: open.openedAt, today: open.visitDate, checkInId: 'c2', ruleSet: '' }
  const { core } = recovered(
    fresh,
    { type: 'recovered', visits: { open, parked: [] }, afterCrash: true },
    now,
  )
  expect(core.nextId).toBeGreaterThan(Number(paper?.id.slice(1)))
})
