import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../contract/form.ts'
import type { AcceptedScan, PrescriptionFields } from '../../../contract/scan.ts'
import { fakeDesk } from './fakes.ts'

const FIELDS: PrescriptionFields = {
  name: '見本 花子',
  kana: 'ﾐﾎﾝ ﾊﾅｺ',
  sex: 'female',
  birthDate: '1986-05-05',
  insurerNumber: '01130012',
  symbol: '123',
  number: '12345678',
  branch: '01',
  burdenPercent: 30,
}
const prescription = (fields: Partial<PrescriptionFields> = {}): AcceptedScan => ({
  outcome: 'accept',
  kind: 'prescription',
  fields: { ...FIELDS, ...fields },
})
const pharmacy = () => fakeDesk({ settings: { place: 'pharmacy' } })

describe('a scanned prescription at a pharmacy', () => {
  it('fills patient, insurer, symbol and number, waits to be compared, and confirms', () => {
    const desk = pharmacy()
    desk.scan(prescription())
    expect(desk.checkIn()).toMatchObject({
      birthDate: '1986-05-05',
      evidence: [
        {
          document: { type: 'prescription', scheme: 'employee', burden: 3 },
          source: 'scanner',
          confirmed: false,
          claims: {
            insurerNumber: '01130012',
            symbol: '123',
            number: '12345678',
            branch: '01',
            name: '見本 花子',
            kana: 'ﾐﾎﾝ ﾊﾅｺ',
            birthDate: '1986-05-05',
          },
        },
      ],
    })
    expect(desk.reason()).toBe('OK_PRESCRIPTION')
  })

  it('that names no insurer asks for another proof, and one for 後期高齢者医療 needs no symbol', () => {
    const without = pharmacy()
    without.scan(prescription({ insurerNumber: '', symbol: '', number: '' }))
    expect(without.reason()).toBe('PRESCRIPTION_ALONE')
    const elderly = pharmacy()
    elderly.scan(
      prescription({ birthDate: '1950-04-01', insurerNumber: '39139993', symbol: '', burdenPercent: 10 }),
    )
    expect(elderly.reason()).toBe('OK_PRESCRIPTION')
    expect(elderly.checkIn().decided?.decision.burden).toBe(1)
  })

  it('is its copy alone until the number is looked up', () => {
    const desk = pharmacy()
    const { insurerNumber, birthDate } = FIELDS
    desk.scan({
      outcome: 'accept',
      kind: 'prescription-copy',
      fields: {
        insurerNumber,
        symbol: '123',
        number: '12345678',
        birthDate,
        exchangeNumber: '1234567890123456',
      },
    })
    expect(desk.reason()).toBe('PRESCRIPTION_ALONE')
    expect(JSON.stringify(desk.state())).not.toContain('1234567890123456')
    desk.intend({ type: 'set-online', online: { code: 1, by: 'number' } })
    expect(desk.reason()).toBe('OK_PRESCRIPTION')
  })

  it('typed by hand says the same, and a share of 28 percent is left to the paper', () => {
    const desk = pharmacy()
    desk.scan(prescription({ burdenPercent: 28 }))
    expect(desk.checkIn().evidence[0]?.document).not.toHaveProperty('burden')
    const typed = pharmacy()
    typed.intend({
      type: 'hand-in-draft',
      draft: {
        form: 'prescription',
        documentId: null,
        edit: 1,
        fields: { insurerNumber: '01130012', number: '12345678', issuedOn: 'R8.11.20' },
      },
    })
    expect(typed.checkIn().evidence[0]?.document).toEqual({
      type: 'prescription',
      scheme: 'employee',
      issuedOn: '2026-11-20',
    })
    expect(typed.reason()).toBe('OK_PRESCRIPTION')
  })
})

describe('a prescription that is scanned', () => {
  const types = (desk: ReturnType<typeof pharmacy>, fields: Fields): void =>
    desk.intend({ type: 'save-draft', draft: { form: 'prescription', documentId: null, edit: 1, fields } })

  it('into its half-typed form fills what is empty', () => {
    const desk = pharmacy()
    types(desk, { insurerNumber: '０１１３００１２' })
    desk.scan(prescription({ publicFunds: [{ payer: '54136015', recipient: '1234566' }] }))
    const { draft, evidence, publicAid } = desk.checkIn()
    expect(evidence).toEqual([])
    expect(publicAid).toHaveLength(1)
    expect(draft).toMatchObject({
      fields: {
        insurerNumber: '０１１３００１２',
        number: '12345678',
        burden: '3',
        birthDate: '昭和61年5月5日',
      },
    })
    if (draft === null) throw new Error('the form is gone')
    const { form, documentId, fields, edit } = draft
    desk.intend({ type: 'hand-in-draft', draft: { form, documentId, fields, edit } })
    expect(desk.checkIn().evidence).toHaveLength(1)
    expect(desk.reason()).toBe('OK_PRESCRIPTION')
  })

  it('into its half-typed form asks field by field where it says something else', () => {
    const desk = pharmacy()
    types(desk, { name: '見本 太郎', number: '999' })
    desk.scan(prescription())
    expect(desk.state().question).toMatchObject({ what: 'scan', same: 'fields' })
    expect(desk.state().question?.lines.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['name', 'number']),
    )
    const { number = 0 } = desk.state().question ?? {}
    desk.intend({ type: 'answer-person', question: number, answer: 'same', kept: null, fields: ['name'] })
    expect(desk.checkIn().draft?.fields).toMatchObject({ name: '見本 花子', number: '999', branch: '01' })
    expect(desk.checkIn().evidence).toEqual([])
  })

  it.each(['as it is', 'after it was compared'])('twice is one piece: %s', (how) => {
    const desk = pharmacy()
    desk.scan(prescription())
    const [{ id = '' } = {}] = desk.checkIn().evidence
    if (how !== 'as it is') desk.intend({ type: 'confirm-document', id })
    const before = desk.checkIn().evidence
    desk.scan(prescription())
    expect(desk.checkIn().evidence).toEqual(before)
    desk.scan(prescription({ symbol: '456' }))
    expect(desk.checkIn().evidence).toHaveLength(2)
  })
})

it('a certificate that is scanned twice is one piece too', () => {
  const desk = fakeDesk()
  for (const _ of [1, 2])
    desk.scan({
      outcome: 'accept',
      kind: 'eligibility-certificate',
      fields: { number: '12345678', expiresOn: '2027-03-31' },
    })
  expect(desk.checkIn().evidence).toHaveLength(1)
})

it('at a clinic a prescription fills the birth date alone and confirms nothing', () => {
  const desk = fakeDesk()
  desk.scan(prescription())
  expect(desk.checkIn()).toMatchObject({ birthDate: '1986-05-05', evidence: [], decided: null })
})
