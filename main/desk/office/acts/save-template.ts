import { makeTemplate } from '../../model/teaching.ts'
import type { Act } from '../act.ts'

/** Makes a template of the scanned code and keeps it with the settings; why it cannot be kept is shown. */
export const saveTemplate: Act<'save-template'> = ({ type: _, ...order }, office) => {
  const { teaching } = office.state().office
  if (teaching === null || teaching.code === null) return
  const { templates } = office.settings.now()
  const made = makeTemplate(teaching.code, order, templates)
  const isKept = made.ok && office.settings.change({ templates: [...templates, made.value] }, office)
  if (isKept) office.tell({ type: 'teaching', on: false })
  else {
    const refusal = made.ok ? 'not-kept' : made.problem
    office.tell({ type: 'office', change: { teaching: { ...teaching, refusal } } })
  }
}
