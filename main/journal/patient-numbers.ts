import { keptNumber } from '../../contract/patient-number.ts'

/** The longest 診察券番号 that is looked for with other leading zeros. */
const MAX_DIGITS = 12

/**
 * Every spelling of a clinic's number that may be the same number: `4512` is found as `004512` is, and the other way round.
 * What has anything but digits is only itself.
 */
export const spellingsOf = (patientNumber: string): string[] => {
  const typed = keptNumber(patientNumber) ?? ''
  if (!/^[0-9]{1,12}$/.test(typed)) return [typed]
  const least = typed.replace(/^0+(?=.)/, '')
  return Array.from({ length: MAX_DIGITS - least.length + 1 }, (_, zeros) => '0'.repeat(zeros) + least)
}
