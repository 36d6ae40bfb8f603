import { fail, ok, type Result } from '../../../contract/result.ts'
import { normaliseDigits, normaliseText } from './normalise.ts'

/**
 * The branch number (枝番): two digits, as printed. One digit may be a slip (`1` for `01` or for `10`), so it is asked
 * again and not filled up. Source: rules.md §3.1.
 */
export const parseBranch = (text: string): Result<string, 'empty' | 'not-digits' | 'length'> => {
  const branch = normaliseDigits(text)
  if (branch === '') return fail('empty')
  if (!/^\d+$/.test(branch)) return fail('not-digits')
  return branch.length === 2 ? ok(branch) : fail('length')
}

/**
 * Tells whether two symbols or numbers (記号・番号) are the same although one is in full width, with another hyphen or with
 * spaces: `１０１－２` and `101-2` are, `0101` and `101` are not. Both stay stored as they were typed.
 */
export const sameIdentifier = (one: string, other: string): boolean => {
  const plain = (text: string) => normaliseText(text).replace(/\s/g, '').toUpperCase()
  return plain(one) === plain(other)
}
