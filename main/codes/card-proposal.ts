import { ownCardRuleSchema, type PatientCardRule } from '../../contract/scan.ts'
import { withoutStartAndStop } from './patient-card.ts'

/** A number as clinics print it: up to four letters or a hyphen among them, then digits. */
const CARD = /^([A-Za-z-]{0,4})(\d{3,20})$/

/**
 * Makes the rule of a clinic's own card out of one that was scanned: letters in front as they are, and as many digits.
 * `A0012345A` of NW-7 → `^[0-9]{7}$` for `F0`; `K-004512` → `^K-[0-9]{6}$`.
 *
 * @param symbology AIM identifier without its bracket; null where the scanner does not say, and any is taken then
 * @returns null for what is no card's number, and for twelve digits, which can be an individual number
 */
export const proposeCardRule = (text: string, symbology: string | null): PatientCardRule | null => {
  const [, letters = '', digits] = CARD.exec(withoutStartAndStop(text.trim(), symbology)) ?? []
  if (digits === undefined) return null
  const rule = {
    symbologies: symbology === null ? [] : [symbology],
    pattern: `^${letters}[0-9]{${digits.length}}$`,
  }
  return ownCardRuleSchema.safeParse(rule).success ? rule : null
}
