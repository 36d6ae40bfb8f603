import type { Diagnosis } from '../../../contract/office.ts'

/** A line of `doctor`: what was found, and what to do about it, both in Japanese and English. */
export const finding = (
  id: string,
  status: Diagnosis['status'],
  [ja, en]: readonly [ja: string, en: string],
  advice: readonly [ja: string, en: string] = ['', ''],
): Diagnosis => ({ id, status, what: { ja, en }, advice: { ja: advice[0], en: advice[1] } })
