/** Insurers' own codes on eligibility certificates and notices, by the templates that the clinic has turned on. */
import { fail, ok, type Result } from '../../contract/result.ts'
import {
  type AcceptedScan,
  type CodeTemplate,
  type EligibilityFields,
  eligibilityFieldsSchema,
  TEMPLATE_GROUPS,
  type TemplateGroup,
} from '../../contract/scan.ts'
import {
  readBranch,
  readDay,
  readDigits,
  readIdentifierField,
  readInsurerNumber,
  replacedCharacters,
} from './fields.ts'
import { wholePattern } from './pattern.ts'

/** Longest text that is compared with a template. */
const LONGEST = 2000

const readBurden = (written: string): number | null => {
  const digit = readDigits(written, /^[123]$/)
  return digit === null ? null : Number(digit)
}

type Dates = CodeTemplate['dates']

/** Each group's reader: the field's value, or null when it cannot be one. */
const READERS: Readonly<Record<TemplateGroup, (written: string, dates: Dates) => string | number | null>> = {
  insurerNumber: readInsurerNumber,
  symbol: readIdentifierField,
  number: readIdentifierField,
  branch: readBranch,
  name: (written) => written.trim(),
  kana: (written) => written.trim(),
  birthDate: (written, dates) => readDay(written, [dates], 'birth'),
  issuedOn: (written, dates) => readDay(written, [dates], 'issue'),
  effectiveOn: (written, dates) => readDay(written, [dates], 'issue'),
  expiresOn: (written, dates) => readDay(written, [dates], 'expiry'),
  burden: readBurden,
}

/** `0000123` → `123`; zeros alone → nothing. A branch has two digits: `01` stays, `00` is nothing. */
const withoutZeros = (group: TemplateGroup, written: string): string => {
  const cut = written.replace(/^[0０]+/, '')
  return group === 'branch' && cut !== '' ? cut.padStart(2, '0') : cut
}

/**
 * What the code, the table and the constants of a template write for a field. What the code fills goes before a constant;
 * null is a value that the table has not.
 */
const writtenFor = (
  group: TemplateGroup,
  groups: Readonly<Record<string, string | undefined>>,
  { constants, lookUp, cutZeros }: CodeTemplate,
): string | null => {
  if (lookUp?.field === group) {
    const from = groups[lookUp.from]?.trim() ?? ''
    const known = Object.hasOwn(lookUp.table, from) ? lookUp.table[from] : undefined
    return from === '' ? '' : (known ?? null)
  }
  const inCode = groups[group]?.trim() ?? ''
  const written = cutZeros?.includes(group) ? withoutZeros(group, inCode) : inCode
  return written === '' ? (constants?.[group] ?? '') : written
}

/** The fields that the template gives; null when one of them cannot be what the template says it is. */
const readFields = (
  groups: Readonly<Record<string, string | undefined>>,
  template: CodeTemplate,
): EligibilityFields | null => {
  const values: Partial<Record<TemplateGroup, string | number>> = {}
  for (const group of TEMPLATE_GROUPS) {
    const written = writtenFor(group, groups, template)
    if (written === null) return null
    if (written === '') continue
    const value = READERS[group](written, template.dates)
    if (value === null) return null
    values[group] = value
  }
  const fields = eligibilityFieldsSchema.safeParse(values)
  return fields.success ? fields.data : null
}

/**
 * Reads a code by the first template whose pattern fits the whole text; null when none does.
 * @returns `FIELD` when a field cannot be what the template says it is
 */
export const readByTemplate = (
  text: string,
  templates: readonly CodeTemplate[],
): Result<AcceptedScan, 'FIELD'> | null => {
  if (text.length > LONGEST) return null
  for (const template of templates) {
    const groups = wholePattern(template.pattern).groups(text)
    if (groups === null) continue
    const fields = readFields(groups, template)
    if (fields === null) return fail('FIELD')
    const names = replacedCharacters(fields.name, fields.kana)
    return ok({ outcome: 'accept', kind: template.kind, fields, ...names })
  }
  return null
}
