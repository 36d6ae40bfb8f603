/** Brings one value of an answer into the form that the desk compares. Blank is null everywhere. */
import { isDay } from '../../contract/calendar.ts'
import type { Day } from '../../contract/day.ts'

/** Without blanks at its ends; null where nothing is left. */
export const textOf = (value: string | undefined): string | null => value?.trim() || null

/** A code as it is written: only what XML calls white space is cut, so that no other character stands beside it. */
export const codeTextOf = (value: string | undefined): string | null =>
  value?.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '') || null

/** In NFKC, without blanks at its ends: `ﾐﾎﾝ ｺﾞﾛｳ` → `ミホン ゴロウ`, `１２３４` → `1234`. */
export const plainOf = (value: string | undefined): string | null => textOf(value?.normalize('NFKC'))

/** `20261130` → `2026-11-30`; null where there is no such day (`00000000`, `******`). */
export const dayOf = (value: string | undefined): Day | null => {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(value?.trim() ?? '')
  const day = digits && `${digits[1]}-${digits[2]}-${digits[3]}`
  return day !== null && isDay(day) ? day : null
}

/** `20261130091502` → `2026-11-30T09:15:02+09:00`; null where there is no such moment. */
export const momentOf = (value: string | undefined): string | null => {
  const parts = /^(\d{8})([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(value?.trim() ?? '')
  const day = dayOf(parts?.[1])
  return parts && day !== null ? `${day}T${parts[2]}:${parts[3]}:${parts[4]}+09:00` : null
}

/** `"  139998"`, `139998` and `00139998` are the same insurer, written `139998`. */
export const insurerNumberOf = (value: string | undefined): string | null =>
  plainOf(value)
    ?.replace(/\s+/g, '')
    .replace(/^00(?=\d{6}$)/, '') || null

/** Two digits: `2` → `02`; null for what is no branch. */
export const branchOf = (value: string | undefined): string | null => {
  const plain = plainOf(value)
  return plain !== null && /^\d{1,2}$/.test(plain) ? plain.padStart(2, '0') : null
}

/** Ten digits, or null. */
export const institutionOf = (value: string | undefined): string | null => {
  const text = textOf(value)
  return text !== null && /^\d{10}$/.test(text) ? text : null
}
