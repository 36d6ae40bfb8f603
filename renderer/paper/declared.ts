/** The content of the declaration, gathered from the check-in. Pure. */
import type { Day } from '../../contract/day.ts'
import { daySchema } from '../../contract/day.ts'
import type { CheckInView } from '../../contract/desk.ts'
import type { Fields } from '../../contract/form.ts'
import { knownFields } from '../state/known-fields.ts'

/** Collects the facts for the paper: what is being typed, else what was handed in, else what the documents say. */
export const declaredFields = (checkIn: CheckInView): Fields => ({
  ...knownFields(checkIn, 'self-declaration'),
  ...(checkIn.draft?.form === 'self-declaration' ? checkIn.draft.fields : (checkIn.declaration ?? {})),
})

/**
 * The birth date as a day, however it was typed: as the desk has read the field, else as it was handed in. Null where
 * nothing was typed, or what was typed is no day.
 */
export const declaredBirthDay = ({ draft, evidence, birthDate }: CheckInView): Day | null => {
  if (draft?.form === 'self-declaration') {
    if ((draft.fields.birthDate ?? '') === '') return null
    const read = daySchema.safeParse(draft.checks.birthDate?.details.day)
    return read.success ? read.data : null
  }
  const handedIn = evidence.findLast(({ document }) => document.type === 'self-declaration')
  return handedIn === undefined ? birthDate : (handedIn.claims.birthDate ?? null)
}
