/** A form that is handed in becomes a piece of evidence, or says field by field what to look at. */
import type { Document } from '../../../../contract/check-in.ts'
import { documentSchema } from '../../../../contract/check-in.ts'
import type { Day } from '../../../../contract/day.ts'
import type { Claims } from '../../../../contract/desk.ts'
import {
  type Draft,
  type DraftInput,
  type FieldName,
  type FormName,
  fieldNameSchema,
} from '../../../../contract/form.ts'
import { MAX_HELD } from '../../../../contract/held.ts'
import type { Settings } from '../../../../contract/office.ts'
import { findImpossible } from '../../../rules/input.ts'
import { addEvidence, decideAgain, putEvidence } from '../check-in.ts'
import { type Core, type Now, type Step, say, stay, withCheckIn } from '../core.ts'
import { declare } from '../declared.ts'
import { doubtsOf } from '../person.ts'
import { putPublicAid, sayNoRoom } from '../public-aid.ts'
import { checkDraft, scannedStill } from './check.ts'
import { claimsOf, dayOf, textOf } from './claims.ts'
import { insurerFacts } from './insurer.ts'
import { factsOfForm, typedFields } from './patient-form.ts'
import { prescriptionFacts } from './prescription.ts'

/** Without these the rules can say nothing of the document. Everything else may be unknown. */
const REQUIRED: Readonly<Partial<Record<FormName, readonly FieldName[]>>> = {
  'elderly-recipient-certificate': ['burden'],
  'temporary-certificate': ['certifiedOn'],
}

/** Papers that confirm the cover by themselves. */
const CONFIRMS_ALONE: ReadonlySet<FormName> = new Set([
  'eligibility-certificate',
  'insurance-card',
  'temporary-certificate',
])

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

const withRequired = (draft: Draft): Draft => {
  const missing = (REQUIRED[draft.form] ?? []).filter((field) => textOf(draft, field) === undefined)
  const checks = Object.fromEntries(
    missing.map((field) => [field, { tone: 'error' as const, code: 'REQUIRED' as const, details: {} }]),
  )
  return { ...draft, checks: { ...draft.checks, ...checks } }
}

const handInPatient = (core: Core, draft: Draft, now: Now): Step => {
  const view = core.state.checkIn
  return view === null ? stay(core) : decideAgain(withCheckIn(core, factsOfForm(draft, view)), now)
}

const handInPublicAid = (core: Core, draft: Draft): Step => {
  const put = putPublicAid(withCheckIn(core, { draft: null }), {
    id: draft.documentId,
    kind: textOf(draft, 'aidKind') ?? '',
    payer: textOf(draft, 'payerNumber') ?? '',
    recipient: textOf(draft, 'recipientNumber') ?? '',
    from: dayOf(draft, 'effectiveOn'),
    until: dayOf(draft, 'expiresOn'),
    seen: isTicked(draft, 'notSeen') !== true,
    source: draft.scanned.length > 0 ? 'scanner' : 'manual',
  })
  return stay(put ?? sayNoRoom(withCheckIn(core, { draft })))
}

/**
 * Tells whether anything that was typed names the person of the paper. Where only its days were, whoever is at the desk
 * is asked whose it is before the end: a last day alone would confirm anybody's paper.
 */
const saysWhose = ({ form }: Draft, { name, kana, number, birthDate }: Claims): boolean =>
  !CONFIRMS_ALONE.has(form) || [name, kana, number, birthDate].some((claim) => claim !== undefined)

const handInDocument = (core: Core, draft: Draft, document: Document, now: Now): Step => {
  const claims = claimsOf(draft)
  const declared = draft.form === 'self-declaration'
  const earlier = core.state.checkIn?.evidence.find(({ id }) => id === draft.documentId)
  const next = declared ? declare(core, draft.fields) : core
  if (earlier !== undefined) return putEvidence(next, { ...earlier, document, claims, confirmed: true }, now)
  return addEvidence(
    next,
    {
      document,
      claims,
      source: draft.scanned.length > 0 ? 'scanner' : 'manual',
      confirmed: saysWhose(draft, claims),
    },
    now,
  )
}

/** Fields that name a day on which no paper of the kind existed: the rules refuse such a paper. */
const impossibleFields = (document: Document, visitDate: Day): FieldName[] =>
  findImpossible({ visitDate, presented: [document] }).flatMap(({ path }) => {
    const field = fieldNameSchema.safeParse(path.at(-1))
    return field.success ? [field.data] : []
  })

/** The document that a form is typed from; null where its fields make none. */
const documentOf = (core: Core, draft: Draft): Document | 'patient' | null => {
  if (draft.form === 'patient') return 'patient'
  if (draft.form === 'public-aid') return null
  const { insurerRules } = core.state.office.settings
  const document = documentSchema.safeParse(
    present({ type: draft.form, ...documentFields(draft, draft.form, insurerRules) }),
  )
  return document.success ? document.data : null
}

/** A form that is handed in, beside the one that stands open: fields that a scan has filled stay marked until a hand changes them. */
const checked = (before: Draft | null, input: DraftInput, { today }: Now): ReturnType<typeof checkDraft> => {
  if (before?.form !== input.form) return checkDraft(input, [], today)
  return checkDraft({ ...input, opened: before.opened }, scannedStill(before, input), today)
}

/**
 * Puts a form that is right into the visit. Nobody is asked any more.
 * @param isOpenHere the form stands open in this visit and is closed; otherwise another one may, and stays
 */
export const putForm = (core: Core, input: DraftInput, isOpenHere: boolean, now: Now): Step => {
  const before = core.state.checkIn?.draft ?? null
  const { draft } = checked(isOpenHere ? before : null, input, now)
  const document = documentOf(core, draft)
  if (document === null) return stay(core)
  const closed = withCheckIn(core, { draft: isOpenHere ? null : before })
  return document === 'patient'
    ? handInPatient(closed, draft, now)
    : handInDocument(closed, draft, document, now)
}

/** Offers a form. It comes before whatever has been laid down meanwhile: the person at the desk means it now. */
const offerForm = (core: Core, typed: DraftInput, draft: Draft, now: Now): Step => {
  const view = core.state.checkIn
  const input = typed.form === 'patient' ? { ...typed, fields: typedFields(draft) } : typed
  const offered = { kind: 'hand-in', draft: input, isOpenHere: true } as const
  if (view === null || doubtsOf(view, offered).about.length === 0) return putForm(core, input, true, now)
  const others = view.held.filter((held) => held.offer.kind !== 'hand-in')
  if (others.length >= MAX_HELD) return stay(say(withCheckIn(core, { draft }), 'ANSWER_FIRST', 'look'))
  const held = [{ number: core.nextId, offer: offered }, ...others]
  return stay(withCheckIn({ ...core, nextId: core.nextId + 1 }, { held, draft }))
}

/** Hands a form in. With a field in error it stays as it is, and each such field says what to look at. */
export const handIn = (core: Core, input: DraftInput, now: Now): Step => {
  const typed = checked(core.state.checkIn?.draft ?? null, input, now)
  const draft = withRequired(typed.draft)
  if (Object.values(draft.checks).some((check) => check?.tone === 'error')) {
    const refused = withCheckIn(core, { draft: { ...draft, refused: true } })
    return stay(typed.individualNumber ? say(refused, 'MY_NUMBER_REFUSED', 'look') : refused)
  }
  if (draft.form === 'public-aid') return handInPublicAid(core, draft)
  const document = documentOf(core, draft)
  if (document === null) {
    return stay(say(withCheckIn(core, { draft: { ...draft, refused: true } }), 'INPUT_REFUSED', 'look'))
  }
  const { visitDate = now.today } = core.state.checkIn ?? {}
  const impossible = document === 'patient' ? [] : impossibleFields(document, visitDate)
  if (impossible.length === 0) return offerForm(core, input, draft, now)
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
