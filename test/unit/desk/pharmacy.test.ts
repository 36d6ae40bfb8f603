import { describe, expect, it } from 'vitest'
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

it('at a clinic a prescription fills the birth date alone and confirms nothing', () => {
  const desk = fakeDesk()
  desk.scan(prescription())
  expect(desk.checkIn()).toMatchObject({ birthDate: '1986-05-05', evidence: [], decided: null })
})
