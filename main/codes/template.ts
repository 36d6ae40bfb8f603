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
  type DateForm,
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

/** Each group's reader: the field's value, or null when it cannot be one. */
const READERS: Readonly<
  Record<TemplateGroup, (written: string, dates: readonly DateForm[]) => string | number | null>
> = {
  insurerNumber: readInsurerNumber,
  symbol: readIdentifierField,
  number: readIdentifierField,
  branch: readBranch,
  name: (written) => written.trim(),
  kana: (written) => written.trim(),
  birthDate: (written, dates) => readDay(written, dates, 'birth'),
  issuedOn: (written, dates) => readDay(written, dates, 'issue'),
  effectiveOn: (written, dates) => readDay(written, dates, 'issue'),
  expiresOn: (written, dates) => readDay(written, dates, 'expiry'),
  burden: readBurden,
}

/** `0000123` → `123`; zeros alone → nothing. A branch has two digits: `01` stays, `00` is nothing. */
const withoutZeros = (group: TemplateGroup, written: string): string => {
  const cut = written.replace(/^[0０]+/, '')
  return group === 'branch' && cut !== '' ? cut.padStart(2, '0') : cut
}

/** Reads a field from the code and the table of a template; null is a value that the table has not. */
const writtenFor = (
  group: TemplateGroup,
  groups: Readonly<Record<string, string | undefined>>,
  { lookUp, cutZeros }: CodeTemplate,
): string | null => {
  const inCode = groups[group]?.trim() ?? ''
  if (lookUp?.field !== group) return cutZeros?.includes(group) ? withoutZeros(group, inCode) : inCode
  const from = groups[lookUp.from]?.trim() ?? ''
  const known = Object.hasOwn(lookUp.table, from) ? lookUp.table[from] : undefined
  return from === '' ? '' : (known ?? null)
}

/**
 * The fields that the template gives; null when one of them cannot be what the template says it is. What the code fills
 * goes before a constant.
 */
const readFields = (
  groups: Readonly<Record<string, string | undefined>>,
  template: CodeTemplate,
): EligibilityFields | null => {
  const values: Partial<Record<TemplateGroup, string | number>> = {}
  for (const group of TEMPLATE_GROUPS) {
    const inCode = writtenFor(group, groups, template)
    if (inCode === null) return null
    const written = inCode === '' ? (template.constants?.[group] ?? '') : inCode
    if (written === '') continue
    // A constant is written by a person, who may write a day as 2026-11-22 whatever the code does.
    const dates: readonly DateForm[] = inCode === '' ? [template.dates, 'iso'] : [template.dates]
    const value = READERS[group](written, dates)
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
