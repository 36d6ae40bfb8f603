/** From a code that no template knows to a template: its fields for an administrator to name. */
import { fail, ok, type Result } from '../../contract/result.ts'
import type { CodeTemplate, FieldProposal } from '../../contract/scan.ts'
import type { FieldChoice } from '../../contract/teaching.ts'
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'
import { normaliseDigits } from '../rules/fields/normalise.ts'

/** Characters that part fields, those first that stand in no field otherwise. */
const SEPARATORS = ['|', ';', ',', '\n', ':', '/', ' '] as const
/** No code that somebody has laid out in fields has more. */
const MAX_FIELDS = 60
const INDIVIDUAL_NUMBER_DIGITS = 12

const separatorOf = (text: string): string =>
  SEPARATORS.find((separator) => text.split(separator).length > 1) ?? ','

/** Tells whether a field alone could be or hold an individual number: a failing check digit may be a misread digit. */
const couldHoldOne = (field: string): boolean =>
  containsIndividualNumber(field) !== 'none' || /\d{12}/.test(normaliseDigits(field))

/** Fields that are digits alone and make up a valid individual number with their neighbours. */
const piecesOfOne = (fields: readonly string[]): ReadonlySet<number> => {
  const digits = fields.map(normaliseDigits)
  const pieces = new Set<number>()
  digits.forEach((_, first) => {
    let text = ''
    for (let last = first; last < digits.length; last += 1) {
      const piece = digits[last] ?? ''
      if (!/^\d+$/.test(piece)) return
      text += piece
      if (text.length >= INDIVIDUAL_NUMBER_DIGITS) {
        if (containsIndividualNumber(text) === 'valid')
          for (let index = first; index <= last; index += 1) pieces.add(index)
        return
      }
    }
  })
  return pieces
}

/** The fields of an unknown code. Whatever could be an individual number, or a piece of one, is withheld. */
export const proposeFields = (text: string): FieldProposal => {
  const plain = text.replace(/\r\n?/g, '\n')
  const separator = separatorOf(plain)
  const fields = plain.split(separator).slice(0, MAX_FIELDS)
  const pieces = piecesOfOne(fields)
  return {
    separator,
    fields: fields.map((value, index) => ({
      value: pieces.has(index) || couldHoldOne(value) ? null : value,
    })),
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** The class of everything but the separator: `[^,]*`. */
const anything = (separator: string): string =>
  separator === '\n' ? '[^\\r\\n]*' : `[^${escaped(separator)}]*`

/**
 * A template out of the choices for a proposal's fields, one for each. Its pattern takes time in proportion to the
 * code's length, whatever the code.
 * @returns `withheld` when a withheld field is named or fixed · `twice` when a name is given twice · `nothing` when
 *   no field is named
 */
export const templateFromChoices = (
  { separator, fields }: FieldProposal,
  choices: readonly FieldChoice[],
  described: Pick<CodeTemplate, 'name' | 'kind' | 'dates'>,
): Result<CodeTemplate, 'withheld' | 'twice' | 'nothing'> => {
  const chosen = fields.map(({ value }, index) => ({ value, choice: choices[index] ?? 'ignored' }))
  const names = chosen
    .map(({ choice }) => choice)
    .filter((choice) => choice !== 'fixed' && choice !== 'ignored')
  if (chosen.some(({ value, choice }) => value === null && choice !== 'ignored')) return fail('withheld')
  if (new Set(names).size < names.length) return fail('twice')
  if (names.length === 0) return fail('nothing')
  const parts = chosen.map(({ value, choice }) => {
    if (choice === 'fixed') return escaped(value ?? '')
    return choice === 'ignored' ? anything(separator) : `(?<${choice}>${anything(separator)})`
  })
  const between = separator === '\n' ? '(?:\\r\\n|\\r|\\n)' : escaped(separator)
  return ok({ ...described, pattern: `^${parts.join(between)}$` })
}
