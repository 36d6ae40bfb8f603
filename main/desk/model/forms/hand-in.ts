/** A form that is handed in becomes a piece of evidence, or says field by field what to look at. */
import type { Document } from '../../../../contract/check-in.ts'
import { documentSchema } from '../../../../contract/check-in.ts'
import type { Day } from '../../../../contract/day.ts'
import type { Claims } from '../../../../contract/desk.ts'
import {
  type Draft,
  type DraftInput,
  FIELDS,
  type FieldName,
  type FormName,
  fieldNameSchema,
} from '../../../../contract/form.ts'
import type { Settings } from '../../../../contract/office.ts'
import { parseDate } from '../../../rules/dates/parse.ts'
import { parseInsurerNumber } from '../../../rules/fields/insurer-number.ts'
import { findImpossible } from '../../../rules/input.ts'
import { addEvidence, decideAgain, putEvidence } from '../check-in.ts'
import { type Core, type Now, type Step, say, stay, withCheckIn } from '../core.ts'
import { putPublicAid } from '../public-aid.ts'
import { checkDraft } from './check.ts'
import { insurerFacts } from './insurer.ts'
import { prescriptionFacts } from './prescription.ts'

/** Without these the rules can say nothing of the document. Everything else may be unknown. */
const REQUIRED: Readonly<Partial<Record<FormName, readonly FieldName[]>>> = {
  'elderly-recipient-certificate': ['burden'],
  'temporary-certificate': ['certifiedOn'],
}

const textOf = (draft: Draft, field: FieldName): string | undefined => {
  const text = draft.fields[field]?.trim()
  return text === undefined || text === '' ? undefined : text
}

const dayOf = (draft: Draft, field: FieldName): Day | undefined => {
  const text = textOf(draft, field)
  const found = FIELDS[field]
  if (text === undefined || found.kind !== 'day') return undefined
  const parsed = parseDate(text, found.use)
  return parsed.ok ? parsed.value.day : undefined
}

const burdenOf = (draft: Draft): 1 | 2 | 3 | undefined => {
  const text = textOf(draft, 'burden')
  return text === '1' ? 1 : text === '2' ? 2 : text === '3' ? 3 : undefined
}

const isTicked = (draft: Draft, field: FieldName): true | undefined =>
  draft.fields[field] === 'yes' ? true : undefined

const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const documentFields = (
  draft: Draft,
  form: Exclude<FormName, 'patient' | 'public-aid'>,
  insurerRules: Settings['insurerRules'],
): Record<string, unknown> => {
  const days = (...fields: FieldName[]) =>
    Object.fromEntries(fields.map((field) => [field, dayOf(draft, field)]))
  const ticks = (...fields: FieldName[]) =>
    Object.fromEntries(fields.map((field) => [field, isTicked(draft, field)]))
  switch (form) {
    case 'eligibility-certificate':
      return {
        ...days('issuedOn', 'effectiveOn', 'expiresOn'),
        ...ticks('fullPay', 'copy', 'saysNeedsCard', 'otherPerson'),
        burden: burdenOf(draft),
        nameMatches: isTicked(draft, 'nameDiffers') ? false : undefined,
        ...insurerFacts(textOf(draft, 'insurerNumber'), insurerRules),
      }
    case 'eligibility-notice':
      return {
        ...days('issuedOn', 'effectiveOn', 'expiresOn'),
        ...ticks('fullPay', 'copy', 'otherPerson'),
        burden: burdenOf(draft),
        nameMatches: isTicked(draft, 'nameDiffers') ? false : undefined,
      }
    case 'portal-screen':
      return {
        ...ticks('saved'),
        ...days('savedOn'),
        ...(dayOf(draft, 'savedOn') === undefined ? {} : { saved: true }),
      }
    case 'my-number-card':
      return { ...days('cardExpiresOn', 'certificateExpiresOn'), ...ticks('faceOnly', 'photoless') }
    case 'insurance-card':
      return days('issuedOn', 'expiresOn')
    case 'elderly-recipient-certificate':
      return { ...days('effectiveOn', 'expiresOn'), burden: burdenOf(draft) }
    case 'temporary-certificate':
      return days('certifiedOn')
    case 'prescription':
      return prescriptionFacts({
        ...claimsOf(draft),
        issuedOn: dayOf(draft, 'issuedOn'),
        burden: burdenOf(draft),
        copy: isTicked(draft, 'copy'),
      })
    case 'self-declaration':
      return {}
  }
}

const claimsOf = (draft: Draft): Claims => {
  const insurer = parseInsurerNumber(textOf(draft, 'insurerNumber') ?? '')
  const optional = <Key extends keyof Claims>(key: Key, value: Claims[Key] | undefined) =>
    value === undefined ? {} : { [key]: value }
  return {
    ...optional('insurerNumber', insurer.ok ? insurer.value.number : undefined),
    ...optional('symbol', textOf(draft, 'symbol')),
    ...optional('number', textOf(draft, 'number')),
    ...optional('branch', textOf(draft, 'branch')),
    ...optional('name', textOf(draft, 'name')),
    ...optional('kana', textOf(draft, 'kana')),
    ...optional('birthDate', dayOf(draft, 'birthDate')),
  }
}

const withRequired = (draft: Draft): Draft => {
  const missing = (REQUIRED[draft.form] ?? []).filter((field) => textOf(draft, field) === undefined)
  const checks = Object.fromEntries(
    missing.map((field) => [field, { tone: 'error' as const, code: 'REQUIRED' as const, details: {} }]),
  )
  return { ...draft, checks: { ...draft.checks, ...checks } }
}

const handInPatient = (core: Core, draft: Draft, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const ended = dayOf(draft, 'coverageEndedOn')
  const { coverageEndedOn: _, ...visit } = view.visit
  return decideAgain(
    withCheckIn(core, {
      draft: null,
      patientNumber: textOf(draft, 'patientNumber') ?? null,
      birthDate: dayOf(draft, 'birthDate') ?? null,
      visit: ended === undefined ? visit : { ...visit, coverageEndedOn: ended },
    }),
    now,
  )
}

const handInPublicAid = (core: Core, draft: Draft): Step =>
  stay(
    putPublicAid(withCheckIn(core, { draft: null }), {
      id: draft.documentId,
      kind: textOf(draft, 'aidKind') ?? '',
      payer: textOf(draft, 'payerNumber') ?? '',
      recipient: textOf(draft, 'recipientNumber') ?? '',
      from: dayOf(draft, 'effectiveOn'),
      until: dayOf(draft, 'expiresOn'),
      seen: isTicked(draft, 'notSeen') !== true,
      source: draft.scanned.length > 0 ? 'scanner' : 'manual',
    }),
  )

const handInDocument = (core: Core, draft: Draft, document: Document, now: Now): Step => {
  const claims = claimsOf(draft)
  const declared = draft.form === 'self-declaration'
  const earlier = core.state.checkIn?.evidence.find(({ id }) => id === draft.documentId)
  const visit = core.state.checkIn?.visit ?? {}
  const next = withCheckIn(core, {
    draft: null,
    ...(declared ? { declaration: draft.fields } : {}),
    ...(declared && isTicked(draft, 'declaresNoChange') ? { visit: { ...visit, saysUnchanged: true } } : {}),
  })
  if (earlier !== undefined) return putEvidence(next, { ...earlier, document, claims, confirmed: true }, now)
  return addEvidence(
    next,
    { document, claims, source: draft.scanned.length > 0 ? 'scanner' : 'manual', confirmed: true },
    now,
  )
}

/** Fields that name a day on which no paper of the kind existed: the rules refuse such a paper. */
const impossibleFields = (document: Document, visitDate: Day): FieldName[] =>
  findImpossible({ visitDate, presented: [document] }).flatMap(({ path }) => {
    const field = fieldNameSchema.safeParse(path.at(-1))
    return field.success ? [field.data] : []
  })

/** Hands a form in. With a field in error it stays as it is, and each such field says what to look at. */
export const handIn = (core: Core, input: DraftInput, now: Now): Step => {
  const before = core.state.checkIn?.draft
  const scanned = before?.form === input.form ? before.scanned : []
  const checked = checkDraft(input, scanned, now.today)
  const draft = withRequired(checked.draft)
  if (Object.values(draft.checks).some((check) => check?.tone === 'error')) {
    const refused = withCheckIn(core, { draft: { ...draft, refused: true } })
    return stay(checked.individualNumber ? say(refused, 'MY_NUMBER_REFUSED', 'look') : refused)
  }
  if (draft.form === 'patient') return handInPatient(core, draft, now)
  if (draft.form === 'public-aid') return handInPublicAid(core, draft)
  const document = documentSchema.safeParse(
    present({
      type: draft.form,
      ...documentFields(draft, draft.form, core.state.office.settings.insurerRules),
    }),
  )
  if (!document.success) {
    return stay(say(withCheckIn(core, { draft: { ...draft, refused: true } }), 'INPUT_REFUSED', 'look'))
  }
  const impossible = impossibleFields(document.data, core.state.checkIn?.visitDate ?? now.today)
  if (impossible.length === 0) return handInDocument(core, draft, document.data, now)
  const checks = Object.fromEntries(
    impossible.map((field) => [
      field,
      { tone: 'error' as const, code: 'DAY_BEFORE_DOCUMENT' as const, details: {} },
    ]),
  )
  return stay(
    withCheckIn(core, { draft: { ...draft, checks: { ...draft.checks, ...checks }, refused: true } }),
  )
}
