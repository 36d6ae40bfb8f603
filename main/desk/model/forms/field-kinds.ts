import type { FieldName } from '../../../../contract/form.ts'
import type { DateUse } from '../../../rules/dates/parse.ts'

/** What is in a field, and so how it is read. */
export type FieldKind =
  | { readonly kind: 'day'; readonly use: DateUse; readonly side: 'first' | 'last' | 'none' }
  | { readonly kind: 'insurer' | 'identifier' | 'branch' | 'name' | 'flag' | 'burden' | 'choice' | 'text' }

const lastDay = { kind: 'day', use: 'expiry', side: 'last' } as const
const firstDay = { kind: 'day', use: 'issue', side: 'first' } as const

/** Every field of every form with its kind. `side`: what a day before or after today means for its paper. */
export const FIELD_KINDS: Readonly<Record<FieldName, FieldKind>> = {
  expiresOn: lastDay,
  cardExpiresOn: lastDay,
  certificateExpiresOn: lastDay,
  effectiveOn: firstDay,
  issuedOn: { kind: 'day', use: 'issue', side: 'none' },
  certifiedOn: { kind: 'day', use: 'issue', side: 'none' },
  coverageEndedOn: { kind: 'day', use: 'issue', side: 'none' },
  birthDate: { kind: 'day', use: 'birth', side: 'none' },
  insurerNumber: { kind: 'insurer' },
  symbol: { kind: 'identifier' },
  number: { kind: 'identifier' },
  patientNumber: { kind: 'identifier' },
  branch: { kind: 'branch' },
  name: { kind: 'name' },
  kana: { kind: 'name' },
  burden: { kind: 'burden' },
  fullPay: { kind: 'flag' },
  copy: { kind: 'flag' },
  saysNeedsCard: { kind: 'flag' },
  nameDiffers: { kind: 'flag' },
  saved: { kind: 'flag' },
  faceOnly: { kind: 'flag' },
  photoless: { kind: 'flag' },
  declaresNoChange: { kind: 'flag' },
  sex: { kind: 'choice' },
  insuranceKind: { kind: 'choice' },
  address: { kind: 'text' },
  telephone: { kind: 'text' },
  insurerName: { kind: 'text' },
  employer: { kind: 'text' },
}
