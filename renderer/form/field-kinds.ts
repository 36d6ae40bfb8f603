import type { FieldName } from '../../contract/form.ts'

/**
 * How each field is typed. `day`: as printed, era and all · `digits`: an identifier of digits, leading zeros kept ·
 * `identifier`: an identifier that may hold letters or kanji · `choice`: one of a few · `tick`: a box.
 */
export type FieldKind =
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'kana'; readonly most: number }
  | { readonly kind: 'identifier'; readonly most: number }
  | { readonly kind: 'digits'; readonly most: number }
  | { readonly kind: 'day' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'tick' }

export const FIELD_KINDS = {
  expiresOn: { kind: 'day' },
  effectiveOn: { kind: 'day' },
  issuedOn: { kind: 'day' },
  certifiedOn: { kind: 'day' },
  birthDate: { kind: 'day' },
  cardExpiresOn: { kind: 'day' },
  certificateExpiresOn: { kind: 'day' },
  coverageEndedOn: { kind: 'day' },
  symbol: { kind: 'identifier', most: 40 },
  number: { kind: 'identifier', most: 40 },
  branch: { kind: 'digits', most: 2 },
  insurerNumber: { kind: 'digits', most: 8 },
  patientNumber: { kind: 'identifier', most: 40 },
  name: { kind: 'text', most: 60 },
  kana: { kind: 'kana', most: 60 },
  burden: { kind: 'choice', values: ['1', '2', '3'] },
  sex: { kind: 'choice', values: ['male', 'female'] },
  insuranceKind: { kind: 'choice', values: ['employee', 'national', 'late-elderly', 'unknown'] },
  address: { kind: 'text', most: 120 },
  telephone: { kind: 'identifier', most: 20 },
  insurerName: { kind: 'text', most: 60 },
  employer: { kind: 'text', most: 60 },
  fullPay: { kind: 'tick' },
  copy: { kind: 'tick' },
  saysNeedsCard: { kind: 'tick' },
  nameDiffers: { kind: 'tick' },
  saved: { kind: 'tick' },
  faceOnly: { kind: 'tick' },
  photoless: { kind: 'tick' },
  declaresNoChange: { kind: 'tick' },
} as const satisfies Record<FieldName, FieldKind>
