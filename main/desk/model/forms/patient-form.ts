/**
 * The form of the visit's own facts, which stands open while cards and papers are read: a fact that comes so is written into it,
 * and handing the form in changes what was typed in it and nothing else.
 */
import type { Day } from '../../../../contract/day.ts'
import type { CheckInView } from '../../../../contract/desk.ts'
import { type Draft, type FieldName, type Fields, FORMS } from '../../../../contract/form.ts'
import { isSameNumberOrNone, keptNumber } from '../../../../contract/patient-number.ts'
import { checkDraft } from './check.ts'
import { dayOf, textOf } from './claims.ts'

type Fact = (typeof FORMS)['patient'][number]
type Facts = Pick<CheckInView, 'patientNumber' | 'birthDate' | 'visit'>
type Form = Pick<Draft, 'fields' | 'scanned' | 'opened'>

/** The visit's facts as the form has them. */
const factsAsFields = ({ patientNumber, birthDate, visit }: Facts): Fields => ({
  patientNumber: patientNumber ?? '',
  birthDate: birthDate ?? '',
  coverageEndedOn: visit.coverageEndedOn ?? '',
})

/** Tells whether a field says the same, in whichever calendar or width. */
const isSame = (field: Fact, one: Fields, other: Fields): boolean => {
  const [before, now] = [{ fields: one }, { fields: other }]
  if (field === 'patientNumber') return keptNumber(one[field]) === keptNumber(other[field])
  return (dayOf(before, field) ?? textOf(before, field)) === (dayOf(now, field) ?? textOf(now, field))
}

/** Tells whether a hand has put something else into a field than what it was opened with, or what was read meanwhile. */
const isTyped = ({ fields, scanned, opened }: Form, field: Fact): boolean => {
  if (fields[field] === undefined || scanned.includes(field)) return false
  return opened === undefined || !isSame(field, fields, opened)
}

/**
 * The facts that a form is held against when it is handed in: those of its opening. A field that was typed in is held against what
 * the visit has by now, which the person has seen.
 */
export const openedWith = (before: Draft | null, typed: Fields, view: Facts): Fields => {
  const now = factsAsFields(view)
  if (before?.form !== 'patient' || before.opened === undefined) return now
  const { opened } = before
  const left = FORMS.patient.filter((field) => typed[field] === undefined || isSame(field, typed, opened))
  return { ...now, ...Object.fromEntries(left.map((field) => [field, opened[field] ?? ''])) }
}

/** The fields that a hand has typed in: the rest is of the visit in which the form was opened. */
export const typedFields = (draft: Form): Fields =>
  Object.fromEntries(
    FORMS.patient.flatMap((field) => (isTyped(draft, field) ? [[field, draft.fields[field]]] : [])),
  )

/** The number that a hand has typed into the open form and not handed in; null where there is none. */
export const typedNumber = ({ draft, patientNumber }: CheckInView): string | null => {
  if (draft === null || draft.form !== 'patient' || !isTyped(draft, 'patientNumber')) return null
  const typed = keptNumber(draft.fields.patientNumber)
  return isSameNumberOrNone(typed, patientNumber) ? null : typed
}

const written = (draft: Draft, facts: Fields, today: Day): Draft => {
  const fields: readonly FieldName[] = FORMS.patient.filter((field) => facts[field] !== undefined)
  if (fields.length === 0) return draft
  const scanned = [...new Set([...draft.scanned, ...fields])]
  return checkDraft({ ...draft, fields: { ...draft.fields, ...facts } }, scanned, today).draft
}

/** The open form with a number that was scanned: it is the newest. Another form stays as it is. */
export const withScannedNumber = (draft: Draft | null, patientNumber: string, today: Day): Draft | null =>
  draft?.form === 'patient' ? written(draft, { patientNumber }, today) : draft

/** The open form with what has come into the visit another way, in the fields that no hand has typed in. */
export const following = (view: CheckInView, today: Day): Draft | null => {
  const { draft } = view
  if (draft?.form !== 'patient' || draft.opened === undefined) return draft
  const now = factsAsFields(view)
  const others = FORMS.patient.filter((field) => !isTyped(draft, field) && !isSame(field, draft.fields, now))
  return written(draft, Object.fromEntries(others.map((field) => [field, now[field]])), today)
}

/** The visit's facts once the form is handed in: those of fields that no hand has typed in stay as they are. */
export const factsOfForm = (draft: Draft, view: Facts): Facts => {
  const { coverageEndedOn, ...visit } = view.visit
  const ended = isTyped(draft, 'coverageEndedOn') ? dayOf(draft, 'coverageEndedOn') : coverageEndedOn
  const { patientNumber } = draft.fields
  return {
    patientNumber: isTyped(draft, 'patientNumber') ? keptNumber(patientNumber) : view.patientNumber,
    birthDate: isTyped(draft, 'birthDate') ? (dayOf(draft, 'birthDate') ?? null) : view.birthDate,
    visit: ended === undefined ? visit : { ...visit, coverageEndedOn: ended },
  }
}
