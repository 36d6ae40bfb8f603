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

/** The groups that the code fills; null when one of them cannot be what the template says it is. */
const readGroups = (
  groups: Readonly<Record<string, string | undefined>>,
  dates: Dates,
): EligibilityFields | null => {
  const values: Partial<Record<TemplateGroup, string | number>> = {}
  for (const group of TEMPLATE_GROUPS) {
    const written = groups[group]?.trim() ?? ''
    if (written === '') continue
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
    const fields = readGroups(groups, template.dates)
    if (fields === null) return fail('FIELD')
    const names = replacedCharacters(fields.name, fields.kana)
    return ok({ outcome: 'accept', kind: template.kind, fields, ...names })
  }
  return null
}
