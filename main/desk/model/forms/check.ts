/** Checks each field while it is typed. The window has the words; here are the codes. */
import type { Day } from '../../../../contract/day.ts'
import {
  type Draft,
  type DraftInput,
  FIELDS,
  type FieldCheck,
  type FieldName,
  type Fields,
  fieldNameSchema,
} from '../../../../contract/form.ts'
import { unreachable } from '../../../../contract/result.ts'
import { ageGroup } from '../../../rules/ages.ts'
import { type DateProblem, type DateUse, parseDate } from '../../../rules/dates/parse.ts'
import { lastDayOfTemporaryCertificate } from '../../../rules/expiry.ts'
import { parseBranch } from '../../../rules/fields/identifiers.ts'
import { containsIndividualNumber } from '../../../rules/fields/individual-number.ts'
import { parseInsurerNumber } from '../../../rules/fields/insurer-number.ts'
import { holdsUnwritable } from '../../../rules/fields/names.ts'
import { normaliseDigits } from '../../../rules/fields/normalise.ts'
import { parsePayerNumber, parseRecipientNumber } from '../../../rules/fields/public-fund.ts'

const check = (
  tone: FieldCheck['tone'],
  code: FieldCheck['code'],
  details: FieldCheck['details'] = {},
): FieldCheck => ({ tone, code, details })

const dateProblem = (problem: DateProblem): FieldCheck | null => {
  switch (problem) {
    case 'empty':
      return null
    case 'format':
      return check('error', 'DAY_UNREADABLE')
    case 'no-era':
      return check('error', 'DAY_WITHOUT_ERA')
    case 'no-such-day':
      return check('error', 'DAY_NOT_EXISTING')
    case 'out-of-era':
      return check('error', 'DAY_OUTSIDE_ERA')
    default:
      return unreachable(problem)
  }
}

const checkDay = (
  text: string,
  use: DateUse,
  side: 'first' | 'last' | 'certified' | 'none',
  today: Day,
): FieldCheck | null => {
  const parsed = parseDate(text, use)
  if (!parsed.ok) return dateProblem(parsed.problem)
  const { day, warning } = parsed.value
  if (use === 'birth' && day > today) return check('error', 'DAY_NOT_YET', { day })
  if (side === 'certified' && warning === undefined && day <= today) {
    const last = lastDayOfTemporaryCertificate(day)
    return last < today
      ? check('warning', 'COUNTED_UNTIL', { day: last })
      : check('ok', 'COUNTS_UNTIL', { day: last })
  }
  if (side === 'last' && day < today) return check('warning', 'DAY_PASSED', { day })
  if (side === 'first' && day > today) return check('warning', 'DAY_NOT_YET', { day })
  return warning === undefined ? check('ok', 'DAY', { day }) : check('warning', 'DAY_AFTER_ERA', { day })
}

const checkInsurer = (text: string): FieldCheck | null => {
  const parsed = parseInsurerNumber(text)
  if (parsed.ok) {
    const { law, prefecture, warnings } = parsed.value
    const details = { kind: law ?? '00', prefecture }
    return warnings.length > 0
      ? check('warning', 'INSURER_UNKNOWN', details)
      : check('ok', 'INSURER', details)
  }
  switch (parsed.problem) {
    case 'empty':
      return null
    case 'not-digits':
      return check('error', 'NOT_DIGITS')
    case 'length':
      return check('error', 'INSURER_LENGTH', { length: normaliseDigits(text).length })
    case 'no-prefecture':
      return check('error', 'INSURER_NO_PREFECTURE')
    case 'check-digit':
      return check('error', 'INSURER_CHECK_DIGIT')
    default:
      return unreachable(parsed.problem)
  }
}

const checkPayer = (text: string): FieldCheck | null => {
  const parsed = parsePayerNumber(text)
  if (parsed.ok) {
    const { law, prefecture, warnings } = parsed.value
    return check(warnings.length > 0 ? 'warning' : 'ok', 'PAYER', { law, prefecture })
  }
  switch (parsed.problem) {
    case 'empty':
      return null
    case 'not-digits':
      return check('error', 'NOT_DIGITS')
    case 'length':
      return check('error', 'PAYER_LENGTH')
    case 'no-prefecture':
      return check('error', 'PAYER_NO_PREFECTURE')
    case 'check-digit':
      return check('error', 'PAYER_CHECK_DIGIT')
    default:
      return unreachable(parsed.problem)
  }
}

const checkRecipient = (text: string): FieldCheck | null => {
  const parsed = parseRecipientNumber(text)
  if (parsed.ok) return parsed.value.warnings.length > 0 ? check('warning', 'RECIPIENT_CHECK_DIGIT') : null
  if (parsed.problem === 'empty') return null
  return check('error', parsed.problem === 'length' ? 'RECIPIENT_LENGTH' : 'NOT_DIGITS')
}

const checkBranch = (text: string): FieldCheck | null => {
  const parsed = parseBranch(text)
  if (parsed.ok || parsed.problem === 'empty') return null
  return check('error', parsed.problem === 'length' ? 'BRANCH_LENGTH' : 'NOT_DIGITS')
}

/** Characters that no paper prints and no hand types: control characters, and code points that mean nothing outside one system. */
const NOT_ALLOWED = /[\p{Cc}\p{Co}\p{Cs}]/u

const checkText = (text: string, max: number): FieldCheck | null => {
  if (NOT_ALLOWED.test(text)) return check('error', 'CHARACTER_NOT_ALLOWED')
  return [...text].length > max ? check('error', 'TOO_LONG', { most: max }) : null
}

const checkName = (text: string, max: number): FieldCheck | null =>
  checkText(text, max) ?? (holdsUnwritable(text) ? check('warning', 'NAME_MASKED') : null)

const checkOne = (field: FieldName, text: string, today: Day): FieldCheck | null => {
  const found = FIELDS[field]
  switch (found.kind) {
    case 'day':
      return checkDay(text, found.use, found.side, today)
    case 'insurer':
      return checkInsurer(text)
    case 'branch':
      return checkBranch(text)
    case 'payer':
      return checkPayer(text)
    case 'recipient':
      return checkRecipient(text)
    case 'name':
    case 'kana':
      return checkName(text, found.max)
    case 'identifier':
    case 'telephone':
    case 'text':
      return checkText(text, found.max)
    case 'tick':
    case 'choice':
      return null
    default:
      return unreachable(found)
  }
}

/** Fields in which twelve digits can be something else: a telephone number has at most eleven, so none. */
const checkField = (
  field: FieldName,
  text: string,
  scanned: boolean,
  today: Day,
): { readonly text: string; readonly check: FieldCheck | null } => {
  const individual = containsIndividualNumber(text)
  // Refused and forgotten: the field is empty afterwards, and nothing of it is in the state.
  if (individual === 'valid') return { text: '', check: check('error', 'MY_NUMBER') }
  if (individual === 'suspected') return { text, check: check('warning', 'TWELVE_DIGITS') }
  const found = text.trim() === '' ? null : checkOne(field, text, today)
  return {
    text,
    check:
      scanned && (found === null || found.tone === 'ok')
        ? check('warning', 'SCANNED', found?.details ?? {})
        : found,
  }
}

/** The scheme for the elderly (法別番号 39): its share is 1, 2 or 3 at any age. */
const isOfElderlyScheme = (insurerNumber: string | undefined): boolean =>
  normaliseDigits(insurerNumber ?? '').startsWith('39')

/**
 * Asks for a second look at a share that is not the one of the patient's age: 2 before school, 3 from then to 69. From
 * 70 on, and in the scheme for the elderly, only the paper can tell.
 */
const checkBurden = (fields: Fields, today: Day): FieldCheck | null => {
  const { burden, birthDate, insurerNumber } = fields
  const born = parseDate(birthDate ?? '', 'birth')
  if (burden === undefined || burden === '' || !born.ok || isOfElderlyScheme(insurerNumber)) return null
  const age = ageGroup(born.value.day, today)
  const usual = age === 'pre-school' ? '2' : age === 'under-70' ? '3' : null
  return usual === null || usual === burden ? null : check('warning', 'BURDEN_UNUSUAL', { usual })
}

/** The fields that a scan has filled and no hand has changed since. */
export const scannedStill = (before: Draft | null, input: DraftInput): readonly FieldName[] =>
  before?.form === input.form
    ? before.scanned.filter((field) => before.fields[field] === input.fields[field])
    : []

/**
 * Checks every field of a form as it stands.
 * @param scanned fields that a scan has filled and nobody has touched since
 * @returns the draft as the desk keeps it, and whether an individual number was typed (and forgotten)
 */
export const checkDraft = (
  input: DraftInput & Pick<Draft, 'opened'>,
  scanned: readonly FieldName[],
  today: Day,
): { readonly draft: Draft; readonly individualNumber: boolean } => {
  const fields: Fields = {}
  const checks: Draft['checks'] = {}
  for (const [name, text] of Object.entries(input.fields)) {
    const field = fieldNameSchema.parse(name)
    const checked = checkField(field, text ?? '', scanned.includes(field), today)
    fields[field] = checked.text
    if (checked.check !== null) checks[field] = checked.check
  }
  const burden = checkBurden(fields, today)
  if (burden !== null) checks.burden ??= burden
  const { form, documentId, edit, opened } = input
  return {
    draft: {
      form,
      documentId,
      fields,
      edit,
      scanned: [...scanned],
      checks,
      ...(opened === undefined ? {} : { opened }),
      refused: false,
    },
    individualNumber: Object.values(checks).some((one) => one?.code === 'MY_NUMBER'),
  }
}
