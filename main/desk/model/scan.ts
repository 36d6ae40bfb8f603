/** Turns a scan into claims: fields of a form or a piece of evidence that somebody has to confirm. */
import type { Document } from '../../../contract/check-in.ts'
import type { Claims } from '../../../contract/desk.ts'
import { type Draft, type FieldName, FORMS } from '../../../contract/form.ts'
import type { Settings } from '../../../contract/office.ts'
import { unreachable } from '../../../contract/result.ts'
import type { AcceptedScan, EligibilityFields, ScanResult } from '../../../contract/scan.ts'
import { addEvidence, decideAgain, openCheckIn } from './check-in.ts'
import { type Core, chain, type Now, type Step, say, stay, unsay, withCheckIn } from './core.ts'
import { checkDraft } from './forms/check.ts'
import { insurerFacts } from './forms/insurer.ts'
import { prescriptionFacts } from './forms/prescription.ts'
import { takePublicFunds } from './public-aid.ts'
import { noticeSecondPatient } from './second-patient.ts'

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

/** A scan that arrives while its form is open fills what is still empty there; nothing typed is overwritten. */
const fillDraft = (core: Core, draft: Draft, fields: EligibilityFields, now: Now): Step => {
  const known: readonly FieldName[] = FORMS[draft.form]
  const values = Object.entries(fields).flatMap(([name, value]) => {
    const field = known.find((one) => one === name)
    return field === undefined || value === undefined || (draft.fields[field] ?? '') !== ''
      ? []
      : [[field, String(value)] as const]
  })
  const filled = values.map(([field]) => field)
  const scanned = [...draft.scanned.filter((field) => !filled.includes(field)), ...filled]
  const next = checkDraft(
    { ...draft, fields: { ...draft.fields, ...Object.fromEntries(values) } },
    scanned,
    now.today,
  )
  return stay(withCheckIn(core, { draft: next.draft }))
}

type ScannedPrescription = Extract<AcceptedScan, { kind: 'prescription' | 'prescription-copy' }>

/** 30 percent is a share of 3 tenths; whatever is none of the three shares is left to the paper. */
const shareOfPercent = (percent: number | undefined): 1 | 2 | 3 | undefined =>
  percent === 10 ? 1 : percent === 20 ? 2 : percent === 30 ? 3 : undefined

/** At a pharmacy a prescription is evidence, with whoever and whatever insurance it names, and never a medicine. */
const takePrescription = (core: Core, scan: ScannedPrescription, now: Now): Step => {
  const isCopy = scan.kind === 'prescription-copy'
  const claims = claimsOf(scan.fields)
  const facts = prescriptionFacts({
    ...claims,
    burden: isCopy ? undefined : shareOfPercent(scan.fields.burdenPercent),
    copy: isCopy ? true : undefined,
  })
  return addEvidence(
    takePublicFunds(core, isCopy ? undefined : scan.fields.publicFunds),
    { document: { type: 'prescription', ...facts }, source: 'scanner', claims, confirmed: false },
    now,
  )
}

const accepted = (core: Core, scan: AcceptedScan, now: Now): Step => {
  switch (scan.kind) {
    case 'patient-card':
      return stay(withCheckIn(core, { patientNumber: scan.fields.id }))
    case 'eligibility-certificate':
    case 'eligibility-notice': {
      const draft = core.state.checkIn?.draft
      if (draft != null && draft.form === scan.kind) return fillDraft(core, draft, scan.fields, now)
      const { fields } = scan
      const evidence = {
        document: documentOf(scan.kind, fields, core.state.office.settings.insurerRules),
        source: 'scanner' as const,
        claims: claimsOf(fields),
        confirmed: false,
      }
      return addEvidence(core, evidence, now)
    }
    case 'prescription':
    case 'prescription-copy': {
      if (core.state.office.settings.place === 'pharmacy') return takePrescription(core, scan, now)
      // At a clinic it names the patient and confirms no cover, so it is no evidence.
      const known = core.state.checkIn?.birthDate ?? null
      const noticed = takePublicFunds(
        noticeSecondPatient(core, { birthDate: scan.fields.birthDate }),
        scan.kind === 'prescription' ? scan.fields.publicFunds : undefined,
      )
      return decideAgain(withCheckIn(noticed, { birthDate: known ?? scan.fields.birthDate }), now)
    }
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
