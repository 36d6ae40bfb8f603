/** Reads what a form says of the person: the claims of the paper that it is typed from. */
import type { Day } from '../../../../contract/day.ts'
import type { Claims } from '../../../../contract/evidence.ts'
import { type Draft, FIELDS, type FieldName } from '../../../../contract/form.ts'
import { parseDate } from '../../../rules/dates/parse.ts'
import { parseInsurerNumber } from '../../../rules/fields/insurer-number.ts'

type Typed = Pick<Draft, 'fields'>

/** The text of a field without the blanks around it; undefined where there is none. */
export const textOf = ({ fields }: Typed, field: FieldName): string | undefined => {
  const text = fields[field]?.trim()
  return text === undefined || text === '' ? undefined : text
}

/** The day that a field names, in whichever calendar; undefined where it names none. */
export const dayOf = (draft: Typed, field: FieldName): Day | undefined => {
  const text = textOf(draft, field)
  const found = FIELDS[field]
  if (text === undefined || found.kind !== 'day') return undefined
  const parsed = parseDate(text, found.use)
  return parsed.ok ? parsed.value.day : undefined
}

/** The claims of a form as it stands. */
export const claimsOf = (draft: Typed): Claims => {
  const insurer = parseInsurerNumber(textOf(draft, 'insurerNumber') ?? '')
  const optional = <Key extends keyof Claims>(key: Key, value: Claims[Key] | undefined) =>
    value === undefined ? {} : { [key]: value }
  return {
    ...optional('insurerNumber', insurer.ok ? insurer.value.number : undefined),
    ...optional('symbol', textOf(draft, 'symbol')),
    ...optional('number', textOf(draft, 'number')),
    ...optional('branch', textOf(draft, 'branch')),
    ...optional('name', textOf(draft, 'name')),
    ...optional('kana', textOf(draft, 'kana')),
    ...optional('birthDate', dayOf(draft, 'birthDate')),
  }
}
