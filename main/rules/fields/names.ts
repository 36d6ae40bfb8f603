/** Names of rules and codes are compared by the table that the window uses too. Source: rules.md §3.1 (氏名), B13. */
export { compareNames, type NameLikeness } from '../../../contract/names/compare.ts'
export { holdsUnwritable, withoutUnwritable } from '../../../contract/names/letters.ts'
