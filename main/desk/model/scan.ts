/** Turns a scan into claims: fields of a form or a piece of evidence that somebody has to confirm. */
import type { Document } from '../../../contract/check-in.ts'
import type { Claims } from '../../../contract/desk.ts'
import { type Draft, FIELDS, type FieldName, type Fields, FORMS } from '../../../contract/form.ts'
import type { Settings } from '../../../contract/office.ts'
import { unreachable } from '../../../contract/result.ts'
import type {
  AcceptedScan,
  EligibilityFields,
  PrescriptionCopyFields,
  PrescriptionFields,
  ScanResult,
} from '../../../contract/scan.ts'
import { printEraDate } from '../../rules/dates/print.ts'
import { openCheckIn } from './check-in.ts'
import { type Core, chain, type Now, type Step, say, stay, unsay, withCheckIn } from './core.ts'
import { checkDraft } from './forms/check.ts'
import { insurerFacts } from './forms/insurer.ts'
import { prescriptionFacts } from './forms/prescription.ts'
import { offer } from './offer.ts'

const defined = <Value extends object>(value: Value): Value => {
  const kept = Object.entries(value).filter(([, one]) => one !== undefined && one !== '')
  return Object.fromEntries(kept) as Value
}

const claimsOf = (fields: Claims): Claims =>
  defined({
    insurerNumber: fields.insurerNumber,
    symbol: fields.symbol,
    number: fields.number,
    branch: fields.branch,
    name: fields.name,
    kana: fields.kana,
    birthDate: fields.birthDate,
  })

const documentOf = (
  kind: 'eligibility-certificate' | 'eligibility-notice',
  fields: EligibilityFields,
  insurerRules: Settings['insurerRules'],
): Document => {
  const printed = defined({
    issuedOn: fields.issuedOn,
    effectiveOn: fields.effectiveOn,
    expiresOn: fields.expiresOn,
    burden: fields.burden,
  })
  return kind === 'eligibility-notice'
    ? { type: kind, ...printed }
    : { type: kind, ...printed, ...insurerFacts(fields.insurerNumber, insurerRules) }
}

/** A value as the paper prints it: its days by era, so that an eye finds on the paper what stands in the box. */
const written = (field: FieldName, value: string): string =>
  FIELDS[field].kind === 'day' ? printEraDate(value) : value

/** The fields of a form that a scan can fill, as text. */
const fieldsOfScan = (
  form: Draft['form'],
  fields: EligibilityFields | PrescriptionFields | PrescriptionCopyFields,
): Fields => {
  const known: readonly FieldName[] = FORMS[form]
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const field = known.find((one) => one === name)
      return field === undefined || value === undefined || value === ''
        ? []
        : [[field, written(field, String(value))]]
    }),
  )
}

/**
 * Fills the open form from a scan: what is empty, and those of the fields that a person has chosen. Nothing else that was
 * typed is overwritten.
 */
export const fillDraft = (core: Core, scan: Fields, chosen: readonly FieldName[], now: Now): Core => {
  const draft = core.state.checkIn?.draft
  if (draft == null) return core
  const taken = FORMS[draft.form].filter(
    (field: FieldName) =>
      (scan[field] ?? '') !== '' && ((draft.fields[field] ?? '').trim() === '' || chosen.includes(field)),
  )
  const values = Object.fromEntries(taken.map((field) => [field, scan[field]]))
  const scanned = [...new Set([...draft.scanned, ...taken])]
  const input = { ...draft, fields: { ...draft.fields, ...values } }
  return withCheckIn(core, { draft: checkDraft(input, scanned, now.today).draft })
}

type ScannedPrescription = Extract<AcceptedScan, { kind: 'prescription' | 'prescription-copy' }>

/** 30 percent is a share of 3 tenths; whatever is none of the three shares is left to the paper. */
const shareOfPercent = (percent: number | undefined): 1 | 2 | 3 | undefined =>
  percent === 10 ? 1 : percent === 20 ? 2 : percent === 30 ? 3 : undefined

/**
 * At a pharmacy a prescription is evidence, with whoever and whatever insurance it names, and never a medicine. At a clinic
 * it names the patient and confirms no cover, so it is none.
 */
const offerPrescription = (core: Core, scan: ScannedPrescription, now: Now): Step => {
  const isCopy = scan.kind === 'prescription-copy'
  const publicFunds = isCopy ? [] : (scan.fields.publicFunds ?? [])
  if (core.state.office.settings.place !== 'pharmacy')
    return offer(core, { kind: 'birth-date', birthDate: scan.fields.birthDate, publicFunds }, now)
  const claims = claimsOf(scan.fields)
  const facts = prescriptionFacts({
    ...claims,
    burden: isCopy ? undefined : shareOfPercent(scan.fields.burdenPercent),
    copy: isCopy ? true : undefined,
  })
  const evidence = {
    document: { type: 'prescription' as const, ...facts },
    source: 'scanner' as const,
    claims,
    confirmed: false,
  }
  if (core.state.checkIn?.draft?.form !== 'prescription')
    return offer(core, { kind: 'evidence', evidence, replaces: null, publicFunds }, now)
  const fields: Fields = {
    ...fieldsOfScan('prescription', scan.fields),
    ...(facts.burden === undefined ? {} : { burden: String(facts.burden) }),
    ...(isCopy ? { copy: 'yes' } : {}),
  }
  return offer(core, { kind: 'scan-of-form', evidence, fields, publicFunds }, now)
}

const accepted = (core: Core, scan: AcceptedScan, now: Now): Step => {
  switch (scan.kind) {
    case 'patient-card':
      return offer(core, { kind: 'patient-card', patientNumber: scan.fields.id }, now)
    case 'eligibility-certificate':
    case 'eligibility-notice': {
      const { fields } = scan
      const evidence = {
        document: documentOf(scan.kind, fields, core.state.office.settings.insurerRules),
        source: 'scanner' as const,
        claims: claimsOf(fields),
        confirmed: false,
      }
      return core.state.checkIn?.draft?.form === scan.kind
        ? offer(core, { kind: 'scan-of-form', evidence, fields: fieldsOfScan(scan.kind, fields) }, now)
        : offer(core, { kind: 'evidence', evidence, replaces: null }, now)
    }
    case 'prescription':
    case 'prescription-copy':
      return offerPrescription(core, scan, now)
    default:
      return unreachable(scan)
  }
}

/** One result of the scanner room. A refusal is said in words that tell what to do, never what was read. */
export const scanned = (core: Core, result: ScanResult, now: Now): Step => {
  switch (result.outcome) {
    case 'accept':
      return chain(
        openCheckIn(unsay(core, 'SCAN_PARTIAL', 'SCAN_REFUSED', 'MY_NUMBER_REFUSED'), now),
        (opened) => accepted(opened, result, now),
      )
    case 'partial':
      return stay(say(core, 'SCAN_PARTIAL', 'info', { have: result.have, of: result.of }))
    case 'refuse':
      return stay(
        result.reason === 'MY_NUMBER'
          ? say(core, 'MY_NUMBER_REFUSED', 'look')
          : say(core, 'SCAN_REFUSED', 'look', { reason: result.reason }),
      )
    default:
      return unreachable(result)
  }
}
