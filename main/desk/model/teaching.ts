/**
 * Making a template out of a scanned code that no template knows. What was scanned stays in memory, and only while an
 * administrator is at it.
 */

import { fail, type Result } from '../../../contract/result.ts'
import {
  type CodeTemplate,
  codeTemplateSchema,
  type FieldProposal,
  type ScanResult,
} from '../../../contract/scan.ts'
import type { FieldReading, Teaching, TemplateOrder, TemplateTrial } from '../../../contract/teaching.ts'
import { proposeCardRule } from '../../codes/card-proposal.ts'
import { templateFromChoices } from '../../codes/proposal.ts'
import { readByTemplate } from '../../codes/template.ts'
import { type Core, type Step, unsay, withOffice } from './core.ts'

const UNTAUGHT: Teaching = { code: null, readings: [], refusal: null }

const withTeaching = (core: Core, change: Partial<Teaching>): Core => {
  const { teaching } = core.state.office
  return teaching === null ? core : withOffice(core, { teaching: { ...teaching, ...change } })
}

/** Begins to teach, or ends it and forgets what was scanned for it. */
export const setTeaching = (core: Core, on: boolean, of?: 'patient-card'): Step => ({
  core: withOffice(core, { teaching: on ? { ...UNTAUGHT, ...(of === undefined ? {} : { of }) } : null }),
  effects: [{ type: 'learn-codes', on }],
})

/** Ends teaching once a patient is at the desk, or the administrator no longer is. */
export const endTeachingWhenLeft = (step: Step): Step => {
  const { checkIn, office } = step.core.state
  if (office.teaching === null || (checkIn === null && office.staff.rights.includes('settings'))) return step
  const ended = setTeaching(step.core, false)
  return { core: ended.core, effects: [...step.effects, ...ended.effects] }
}

/** The fields of the code that was just scanned take the place of those before. */
export const taught = (core: Core, code: FieldProposal): Core =>
  withTeaching(unsay(core, 'SCAN_REFUSED', 'MY_NUMBER_REFUSED'), { ...UNTAUGHT, code })

/**
 * Shows a card that the rule of today reads already, while the card is being taught: nobody is at the desk. The invented
 * card of the simulated desk is read without a rule of the settings; one is then made of its number.
 * @returns null where no card is taught
 */
export const taughtAgain = (core: Core, result: ScanResult): Core | null =>
  core.state.office.teaching?.of === 'patient-card' &&
  result.outcome === 'accept' &&
  result.kind === 'patient-card'
    ? taught(core, {
        separator: ',',
        fields: [{ value: result.fields.id }],
        card: core.state.office.settings.patientCard ?? proposeCardRule(result.fields.id, null),
      })
    : null

/** The code once more, without what is withheld of it. */
const textOf = ({ separator, fields }: FieldProposal): string =>
  fields.map(({ value }) => value ?? '').join(separator)

/** Reads each named field as it would be read: the template that names it alone is tried on the scanned code. */
const readingsOf = (code: FieldProposal, { kind, dates, choices }: TemplateTrial): (FieldReading | null)[] =>
  code.fields.map((_, index) => {
    const group = choices[index] ?? 'ignored'
    if (group === 'ignored' || group === 'fixed') return null
    const alone = choices.map((choice, other) => (other === index ? choice : 'ignored'))
    const template = templateFromChoices(code, alone, { name: group, kind, dates })
    const read = template.ok ? readByTemplate(textOf(code), [template.value]) : null
    if (read === null || !read.ok) return { outcome: 'unreadable' }
    const value = Object.entries(read.value.fields).find(([name]) => name === group)?.[1] ?? ''
    return { outcome: 'read', value: String(value) }
  })

/** Shows what the choices so far would read of the scanned code; without one there is nothing to try. */
export const tried = (teaching: Teaching, trial: TemplateTrial): Teaching =>
  teaching.code === null
    ? teaching
    : { ...teaching, readings: readingsOf(teaching.code, trial), refusal: null }

/**
 * The template that was ordered.
 * @returns `name-taken` when a template of that name is there already · `too-long` when its pattern is longer than a
 *   template may have · for the rest see {@link templateFromChoices}
 */
export const makeTemplate = (
  code: FieldProposal,
  { choices, ...described }: TemplateOrder,
  templates: readonly CodeTemplate[],
): Result<CodeTemplate, NonNullable<Teaching['refusal']>> => {
  if (templates.some(({ name }) => name === described.name)) return fail('name-taken')
  const made = templateFromChoices(code, choices, described)
  return !made.ok || codeTemplateSchema.safeParse(made.value).success ? made : fail('too-long')
}
