/**
 * The patient's copy (処方内容（控え）) of an electronic prescription: six fields,
 * `保険者番号,記号,番号,枝番,生年月日,引換番号`, for instance `39139993,,12345678,,19500401,1234567890123456`.
 */
import { fail, ok, type Result } from '../../contract/result.ts'
import type { AcceptedScan } from '../../contract/scan.ts'
import { readBranch, readDay, readDigits, readIdentifierField, readInsurerNumber } from './fields.ts'

/** Tells whether six fields look like a copy at all: digits where an insurer, a date and an exchange number belong. */
const looksLikeCopy = (fields: readonly string[]): boolean =>
  fields.length === 6 && [0, 4, 5].every((index) => /^\d*$/.test(fields[index] ?? '')) && fields[5] !== ''

/**
 * Reads a copy; null when the text is none.
 * @returns `FIELD` when a field cannot be what it should
 */
export const readPrescriptionCopy = (text: string): Result<AcceptedScan, 'FIELD'> | null => {
  const written = text.split(',').map(readIdentifierField)
  if (!looksLikeCopy(written)) return null
  const [insurer = '', symbol = '', number = '', branchField = '', birth = '', exchange = ''] = written
  const insurerNumber = insurer === '' ? '' : readInsurerNumber(insurer)
  const branch = branchField === '' ? undefined : readBranch(branchField)
  const birthDate = readDay(birth, ['yyyymmdd', 'era7'], 'birth')
  const exchangeNumber = readDigits(exchange, /^\d{16}$/)
  if (insurerNumber === null || branch === null || birthDate === null || exchangeNumber === null)
    return fail('FIELD')
  return ok({
    outcome: 'accept',
    kind: 'prescription-copy',
    fields: {
      insurerNumber,
      symbol,
      number,
      ...(branch === undefined ? {} : { branch }),
      birthDate,
      exchangeNumber,
    },
  })
}
