/**
 * Prescriptions: 院外処方箋2次元シンボル記録条件規約 of JAHIS, versions 5 to 11. Read leniently (unknown records, short
 * records, any line end), accepted strictly. Medicines are never looked at.
 */

import { fail, ok, type Result } from '../../contract/result.ts'
import type { AcceptedScan, PrescriptionFields } from '../../contract/scan.ts'
import { parsePayerNumber } from '../rules/fields/public-fund.ts'
import {
  readBranch,
  readDay,
  readDigits,
  readIdentifierField,
  readInsurerNumber,
  replacedCharacters,
} from './fields.ts'
import { holdsPrivateUse, type ScannedText } from './text.ts'

/** Records of the patient and the insurance, by the number that begins their line. */
const RECORD = {
  facility: 1,
  name: 11,
  sex: 12,
  birthDate: 13,
  insurer: 22,
  insured: 23,
  rates: 24,
  publicFunds: [27, 28, 29],
  issuedOn: 51,
} as const

/** Records that occur once in a prescription: two that differ are two prescriptions, or two patients. */
const ONCE: readonly number[] = [
  RECORD.facility,
  RECORD.name,
  RECORD.sex,
  RECORD.birthDate,
  RECORD.insurer,
  RECORD.insured,
  RECORD.rates,
  ...RECORD.publicFunds,
  RECORD.issuedOn,
]

const VERSIONS = { oldest: 5, newest: 11, firstWithBranch: 7 } as const

/** Records whose words are used. The rest, the facility's name among it, is never looked at but for being the same. */
const USED: readonly number[] = ONCE.filter((record) => record !== RECORD.facility)

type Problem = 'UNSUPPORTED_VERSION' | 'CONFLICT' | 'FIELD' | 'ENCODING'
type Records = ReadonlyMap<number, readonly string[]>

/** Tells whether a text calls itself a prescription; ask for the medication notebook (`JAHISTC`) before. */
export const isPrescription = (text: string): boolean => text.startsWith('JAHIS')

const readVersion = (line: string): number | null => {
  const match = /^JAHIS([1-9]\d?)$/.exec(line.split(',')[0]?.trim() ?? '')
  const version = Number(match?.[1])
  return match && version >= VERSIONS.oldest && version <= VERSIONS.newest ? version : null
}

const numberOf = (line: string): number | null => {
  const match = /^(\d{1,3})(?:,|$)/.exec(line)
  return match ? Number(match[1]) : null
}

const readRecords = (lines: readonly string[]): Result<Records, 'CONFLICT' | 'ENCODING'> => {
  const records = new Map<number, readonly string[]>()
  for (const line of lines) {
    const number = numberOf(line)
    if (number === null || !ONCE.includes(number)) continue
    if (USED.includes(number) && holdsPrivateUse(line)) return fail('ENCODING')
    const fields = line.split(',').slice(1)
    const before = records.get(number)
    if (before !== undefined && before.join() !== fields.join()) return fail('CONFLICT')
    records.set(number, fields)
  }
  return ok(records)
}

/** An optional field: `''` when the code leaves it empty, no key when the record is too short for it. */
const optional = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> => {
  const fields: Partial<Record<Key, Value>> = {}
  if (value !== undefined) fields[key] = value
  return fields
}

const readPatient = (
  records: Records,
): Pick<PrescriptionFields, 'name' | 'kana' | 'sex' | 'birthDate'> | null => {
  const [, name, kana] = records.get(RECORD.name)?.map((field) => field.trim()) ?? []
  const sexDigit = readDigits(records.get(RECORD.sex)?.[0] ?? '', /^[12]$/)
  const birthDate = readDay(records.get(RECORD.birthDate)?.[0] ?? '', ['yyyymmdd', 'era7'], 'birth')
  if (!(name || kana) || sexDigit === null || birthDate === null) return null
  return {
    ...optional('name', name),
    ...optional('kana', kana),
    sex: sexDigit === '1' ? 'male' : 'female',
    birthDate,
  }
}

const RELATIONS = { '': '', '1': 'self', '2': 'family' } as const
const isRelation = (text: string): text is keyof typeof RELATIONS => Object.hasOwn(RELATIONS, text)

const readInsurance = (
  records: Records,
  version: number,
): Pick<PrescriptionFields, 'insurerNumber' | 'symbol' | 'number' | 'relation' | 'branch'> | null => {
  const insurer = records.get(RECORD.insurer)
  const insured = records.get(RECORD.insured)?.map(readIdentifierField)
  if (!insurer || !insured) return null
  const written = insurer[0]?.trim() ?? ''
  const insurerNumber = written === '' ? '' : readInsurerNumber(written)
  const [symbol, number, relation, branchField] = insured
  const branch = version >= VERSIONS.firstWithBranch && branchField ? readBranch(branchField) : undefined
  if (insurerNumber === null || branch === null || (relation !== undefined && !isRelation(relation)))
    return null
  return {
    insurerNumber,
    ...optional('symbol', symbol),
    ...optional('number', number),
    ...optional('relation', relation === undefined ? undefined : RELATIONS[relation]),
    ...optional('branch', branch),
  }
}

/**
 * The patient's share in percent. Some senders write tenths into a short record (`24,3`): what is no share that
 * exists is left out, since it is optional and the desk asks anyway.
 */
const readBurdenPercent = (records: Records): Result<number | undefined, 'FIELD'> => {
  const written = readIdentifierField(records.get(RECORD.rates)?.[0] ?? '')
  if (written === '') return ok(undefined)
  const percent = Number(written)
  if (!/^\d{1,3}$/.test(written) || percent > 100) return fail('FIELD')
  return ok(percent > 0 && percent < 10 ? undefined : percent)
}

const readPayerNumber = (written: string): string | null => {
  const parsed = parsePayerNumber(written)
  return parsed.ok ? parsed.value.number : null
}

/** Public funds (公費). The recipient's check digit is not asked for: local schemes number as they like. */
const readPublicFunds = (records: Records): PrescriptionFields['publicFunds'] | null => {
  const funds: { payer: string; recipient: string }[] = []
  for (const record of RECORD.publicFunds) {
    const [payerField = '', recipientField = ''] = records.get(record)?.map(readIdentifierField) ?? []
    if (payerField === '' && recipientField === '') continue
    // Some local schemes have recipients and no payer number: the field stays empty.
    const payer = payerField === '' ? '' : readPayerNumber(payerField)
    const recipient = readDigits(recipientField, /^\d{0,7}$/)
    if (payer === null || recipient === null) return null
    funds.push({ payer, recipient })
  }
  return funds.length > 0 ? funds : undefined
}

/**
 * Reads a prescription's patient and insurance.
 * @returns `UNSUPPORTED_VERSION` outside 5–11 · `CONFLICT` when a record that occurs once occurs twice and differs ·
 *   `ENCODING` when a record that is used holds a letter of one maker's own (外字) ·
 *   `FIELD` when a required field is missing, cannot be what it should, or may be cut off: the text ends before record
 *   51 (issue date), which is the first of several symbols then, or breaks off inside a record that is needed
 */
export const readPrescription = ({ text, ended }: ScannedText): Result<AcceptedScan, Problem> => {
  const lines = text.split(/\r\n|\r|\n/)
  const version = readVersion(lines[0] ?? '')
  if (version === null) return fail('UNSUPPORTED_VERSION')
  const records = readRecords(lines)
  if (!records.ok) return records
  const lastRecord = numberOf(lines.at(-1) ?? '')
  if (!ended && lastRecord !== null && lastRecord < RECORD.issuedOn) return fail('FIELD')
  if (!records.value.has(RECORD.issuedOn)) return fail('FIELD')
  const patient = readPatient(records.value)
  const insurance = readInsurance(records.value, version)
  const burdenPercent = readBurdenPercent(records.value)
  const publicFunds = readPublicFunds(records.value)
  if (patient === null || insurance === null || !burdenPercent.ok || publicFunds === null)
    return fail('FIELD')
  return ok({
    outcome: 'accept',
    kind: 'prescription',
    fields: {
      ...patient,
      ...insurance,
      ...optional('burdenPercent', burdenPercent.value),
      ...optional('publicFunds', publicFunds),
    },
    ...replacedCharacters(patient.name, patient.kana),
  })
}
