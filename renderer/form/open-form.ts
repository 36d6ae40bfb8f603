import { daySchema } from '../../contract/day.ts'
import type { Evidence } from '../../contract/desk.ts'
import {
  FIELDS,
  type Fields,
  FORMS,
  type FormName,
  fieldNameSchema,
  formNameSchema,
} from '../../contract/form.ts'
import { send } from '../state/connection.ts'
import { eraDay } from '../state/days.ts'

/** Opens an empty form, or one with what is already known. */
export const openForm = (form: FormName, fields: Fields = {}): void =>
  send({ type: 'save-draft', draft: { form, documentId: null, fields, edit: 0 } })

/** Fills a form from a document that is to be corrected: days as `YYYY-MM-DD`, boxes as `'yes'`. */
export const fieldsOf = ({ document, claims }: Evidence): Fields => {
  const fields: Fields = {}
  for (const [key, value] of Object.entries({ ...document, ...claims })) {
    if (key === 'type' || value === undefined || value === false) continue
    const field = fieldNameSchema.safeParse(key)
    if (field.success) fields[field.data] = value === true ? 'yes' : String(value)
  }
  if ('nameMatches' in document && document.nameMatches === false) fields.nameDiffers = 'yes'
  return fields
}

/** The same as the paper prints it: days by era, so that an eye finds on the paper what stands in the box. */
const writtenFieldsOf = (evidence: Evidence): Fields => {
  const written: Fields = {}
  for (const [name, value] of Object.entries(fieldsOf(evidence))) {
    const field = fieldNameSchema.parse(name)
    const isDay = FIELDS[field].kind === 'day' && daySchema.safeParse(value).success
    written[field] = isDay ? eraDay(value, 'ja') : value
  }
  return written
}

/** Opens the form of a piece of evidence to correct it; a kind that has no form (a phone) has nothing to correct. */
export const correctDocument = (evidence: Evidence): void => {
  const form = formNameSchema.safeParse(evidence.document.type)
  if (!form.success) return
  send({
    type: 'save-draft',
    draft: { form: form.data, documentId: evidence.id, fields: writtenFieldsOf(evidence), edit: 0 },
  })
}

/** True for a kind of document that has something to type. */
export const hasForm = (type: string): type is FormName => Object.hasOwn(FORMS, type)
