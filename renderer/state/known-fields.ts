import type { CheckInView } from '../../contract/desk.ts'
import type { Fields, FormName } from '../../contract/form.ts'
import { eraDay } from './days.ts'

/**
 * Fills a form that is opened now with what the documents that are already here say about the person. Numbers are never
 * carried from one paper to another: each is typed from its own, or an error would look confirmed by both.
 */
export const knownFields = (checkIn: CheckInView, form: FormName): Fields => {
  if (form !== 'self-declaration') return {}
  const claims = checkIn.evidence.map((evidence) => evidence.claims)
  const name = claims.find((claim) => claim.name !== undefined)?.name
  const kana = claims.find((claim) => claim.kana !== undefined)?.kana
  const birthDate = checkIn.birthDate ?? claims.find((claim) => claim.birthDate !== undefined)?.birthDate
  return {
    ...(name === undefined ? {} : { name }),
    ...(kana === undefined ? {} : { kana }),
    ...(birthDate === undefined ? {} : { birthDate: eraDay(birthDate, 'ja') }),
  }
}
