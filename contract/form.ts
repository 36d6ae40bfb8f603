/** The forms for typing a document by hand: their fields, and what the desk says about each as it is typed. */
import { z } from 'zod'
import { PUBLIC_AID_KINDS } from './public-aid.ts'

/**
 * Every form with its fields, in the order in which the paper prints them, so that an eye can go down the paper and
 * a hand down the form. There is no field for an individual number (個人番号) nor for its last four digits.
 */
export const FORMS = {
  'eligibility-certificate': [
    'expiresOn',
    'effectiveOn',
    'symbol',
    'number',
    'branch',
    'name',
    'kana',
    'birthDate',
    'burden',
    'insurerNumber',
    'issuedOn',
    'fullPay',
    'copy',
    'saysNeedsCard',
    'nameDiffers',
    'otherPerson',
  ],
  'eligibility-notice': [
    'issuedOn',
    'insurerNumber',
    'symbol',
    'number',
    'branch',
    'name',
    'kana',
    'birthDate',
    'burden',
    'effectiveOn',
    'expiresOn',
    'fullPay',
    'copy',
    'nameDiffers',
    'otherPerson',
  ],
  'portal-screen': [
    'insurerNumber',
    'symbol',
    'number',
    'branch',
    'name',
    'kana',
    'birthDate',
    'saved',
    'savedOn',
  ],
  'my-number-card': ['name', 'birthDate', 'cardExpiresOn', 'certificateExpiresOn', 'faceOnly', 'photoless'],
  'insurance-card': [
    'symbol',
    'number',
    'branch',
    'name',
    'kana',
    'birthDate',
    'issuedOn',
    'expiresOn',
    'insurerNumber',
  ],
  'elderly-recipient-certificate': [
    'number',
    'name',
    'birthDate',
    'effectiveOn',
    'expiresOn',
    'burden',
    'insurerNumber',
  ],
  'temporary-certificate': ['symbol', 'number', 'name', 'kana', 'birthDate', 'certifiedOn', 'insurerNumber'],
  /** 被保険者資格申立書. What only the paper needs (address, telephone, …) never reaches the journal. */
  'self-declaration': [
    'name',
    'kana',
    'birthDate',
    'sex',
    'address',
    'telephone',
    'insuranceKind',
    'insurerName',
    'employer',
    'burden',
    'declaresNoChange',
  ],
  /** 処方箋, at a pharmacy. There is no field for a medicine. */
  prescription: [
    'insurerNumber',
    'symbol',
    'number',
    'branch',
    'name',
    'kana',
    'birthDate',
    'burden',
    'issuedOn',
    'copy',
  ],
  /** 公費・医療証: what is shown beside the insurance (contract/public-aid.ts). It is no evidence. */
  'public-aid': ['payerNumber', 'recipientNumber', 'effectiveOn', 'expiresOn', 'aidKind', 'notSeen'],
  /** The desk's facts of the visit itself. */
  patient: ['patientNumber', 'birthDate', 'coverageEndedOn'],
} as const satisfies Record<string, readonly string[]>

export type FormName = keyof typeof FORMS
export type FieldName = (typeof FORMS)[FormName][number]

/**
 * A field's kind, which says how it is typed, checked and read.
 * `day`: as printed, era and all; `use`: the kind of date, which decides what a year without an era means; `side`: what a
 * day before or after today means for the paper (`certified` is the first of a reckoned number of days) · `identifier`: may hold letters or kanji · `insurer`, `branch`, `payer`, `recipient`: digits,
 * leading zeros kept · `choice`: one of a few · `tick`: a box.
 */
export type FieldKind =
  | {
      readonly kind: 'day'
      readonly use: 'expiry' | 'issue' | 'birth'
      readonly side: 'first' | 'last' | 'certified' | 'none'
    }
  | {
      readonly kind:
        | 'identifier'
        | 'insurer'
        | 'branch'
        | 'payer'
        | 'recipient'
        | 'name'
        | 'kana'
        | 'telephone'
        | 'text'
      /** Characters that the box takes. */
      readonly max: number
    }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'tick' }

const lastDay = { kind: 'day', use: 'expiry', side: 'last' } as const
const firstDay = { kind: 'day', use: 'issue', side: 'first' } as const
const issueDay = { kind: 'day', use: 'issue', side: 'none' } as const
const tick = { kind: 'tick' } as const

/** Every field of every form: the one table by which the desk checks and reads what the window takes. */
export const FIELDS: Readonly<Record<FieldName, FieldKind>> = {
  expiresOn: lastDay,
  cardExpiresOn: lastDay,
  certificateExpiresOn: lastDay,
  effectiveOn: firstDay,
  issuedOn: issueDay,
  certifiedOn: { kind: 'day', use: 'issue', side: 'certified' },
  coverageEndedOn: issueDay,
  birthDate: { kind: 'day', use: 'birth', side: 'none' },
  insurerNumber: { kind: 'insurer', max: 8 },
  symbol: { kind: 'identifier', max: 40 },
  number: { kind: 'identifier', max: 40 },
  branch: { kind: 'branch', max: 2 },
  name: { kind: 'name', max: 100 },
  kana: { kind: 'kana', max: 100 },
  payerNumber: { kind: 'payer', max: 8 },
  recipientNumber: { kind: 'recipient', max: 7 },
  aidKind: { kind: 'choice', values: PUBLIC_AID_KINDS },
  patientNumber: { kind: 'identifier', max: 40 },
  burden: { kind: 'choice', values: ['1', '2', '3'] },
  sex: { kind: 'choice', values: ['male', 'female'] },
  insuranceKind: { kind: 'choice', values: ['employee', 'national', 'late-elderly', 'unknown'] },
  address: { kind: 'text', max: 120 },
  telephone: { kind: 'telephone', max: 20 },
  insurerName: { kind: 'text', max: 60 },
  employer: { kind: 'text', max: 60 },
  fullPay: tick,
  copy: tick,
  saysNeedsCard: tick,
  nameDiffers: tick,
  otherPerson: tick,
  saved: tick,
  savedOn: issueDay,
  faceOnly: tick,
  photoless: tick,
  declaresNoChange: tick,
  notSeen: tick,
}

const isFormName = (text: string): text is FormName => Object.hasOwn(FORMS, text)
export const formNameSchema = z.string().refine(isFormName, 'expected the name of a form')

const FIELD_NAMES: ReadonlySet<string> = new Set(Object.values(FORMS).flat())
const isFieldName = (text: string): text is FieldName => FIELD_NAMES.has(text)
export const fieldNameSchema = z.string().refine(isFieldName, 'expected the name of a field')

/**
 * The contents of the fields, as typed (era dates and all). A box that is ticked holds `'yes'`, a choice its value
 * (burden `'1'` `'2'` `'3'`; sex `'male'` `'female'`); a field that is absent is empty.
 */
export const fieldsSchema = z.partialRecord(fieldNameSchema, z.string().max(200))
export type Fields = z.infer<typeof fieldsSchema>

/** A remark about one field as it stands. The window has the words; `details` holds what they name. */
export const fieldCheckSchema = z.strictObject({
  tone: z.enum(['ok', 'warning', 'error']),
  code: z.enum([
    /** `{ day }`: read as this day, which the window shows in both calendars. */
    'DAY',
    /** `{ day }`: read, although the era had ended by then (平成35年 on an old paper). */
    'DAY_AFTER_ERA',
    /** `{ day }`: the day is before today, or before the visit. */
    'DAY_PASSED',
    /** `{ day }`: the paper counts through this day, which is reckoned from the one that was typed. */
    'COUNTS_UNTIL',
    /** `{ day }`: it counted through this day. */
    'COUNTED_UNTIL',
    /** `{ day }`: the day has not come yet. */
    'DAY_NOT_YET',
    /** Not a date in any way of writing that the papers use. */
    'DAY_UNREADABLE',
    /** Written like a date, but there is no such day (令和8年2月30日). */
    'DAY_NOT_EXISTING',
    /** The day does not lie in the era named (昭和64年1月8日). */
    'DAY_OUTSIDE_ERA',
    /** No paper of this kind existed yet on that day. */
    'DAY_BEFORE_DOCUMENT',
    /** A year such as 7.12.1 that does not say its era. */
    'DAY_WITHOUT_ERA',
    /** `{ kind, prefecture }`: two-digit codes (法別番号, 都道府県番号); `kind` is `'00'` for the six digits of 国民健康保険. */
    'INSURER',
    /** `{ kind, prefecture }`: the check digit fits, but the kind or the prefecture is not a known one. */
    'INSURER_UNKNOWN',
    /** `{ length }`: neither six nor eight digits; the digits alone are counted. */
    'INSURER_LENGTH',
    'INSURER_CHECK_DIGIT',
    /** The prefecture would be 00, which none has: zeros that fill a field. */
    'INSURER_NO_PREFECTURE',
    /** `{ law, prefecture }`: two-digit codes (法別番号, 都道府県番号) of a payer number. */
    'PAYER',
    'PAYER_LENGTH',
    'PAYER_NO_PREFECTURE',
    'PAYER_CHECK_DIGIT',
    'RECIPIENT_LENGTH',
    /** Local schemes may number otherwise, so it is taken as it is. */
    'RECIPIENT_CHECK_DIGIT',
    /** A branch number has two digits; one may be a slip. */
    'BRANCH_LENGTH',
    'NOT_DIGITS',
    /** `{ most }`. */
    'TOO_LONG',
    'CHARACTER_NOT_ALLOWED',
    /** The name holds a sign such as ●, ■ or ? in the place of a letter. It is taken as it is. */
    'NAME_MASKED',
    /** Twelve digits that could be an individual number. The field has been cleared; nothing was kept. */
    'MY_NUMBER',
    /** Twelve digits that are no individual number: to be looked at once more. */
    'TWELVE_DIGITS',
    /** Handing in needs this field. Only said after handing in was tried. */
    'REQUIRED',
    /** `{ usual }`: the share is not the one of this age, in tenths. It may still be what the paper says. */
    'BURDEN_UNUSUAL',
    /** Filled by a scan: to be compared with the paper. */
    'SCANNED',
  ]),
  details: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])),
})
export type FieldCheck = z.infer<typeof fieldCheckSchema>

/** A form while somebody types, as the window sends it at every change. */
export const draftInputSchema = z.strictObject({
  form: formNameSchema,
  /** The piece of evidence that is being corrected; null for a new one. */
  documentId: z.string().max(60).nullable(),
  fields: fieldsSchema,
  /**
   * Rises with each change that the window makes. The desk gives it back as it was, so that the window knows which
   * of its changes a state already contains, and never overwrites a key press with an older state.
   */
  edit: z.number().int().nonnegative(),
})
export type DraftInput = z.infer<typeof draftInputSchema>

/** The same, kept by the desk so that no restart loses it, with what the desk says about it. */
export const draftSchema = z.strictObject({
  form: formNameSchema,
  documentId: z.string().max(60).nullable(),
  fields: fieldsSchema,
  edit: z.number().int().nonnegative(),
  /** Fields that a scan has filled and nobody has touched since. */
  scanned: z.array(fieldNameSchema),
  /** A field that is empty, or about which there is nothing to say, is absent. */
  checks: z.partialRecord(fieldNameSchema, fieldCheckSchema),
  /**
   * Of the form `patient`: the visit's facts as the form was opened with them, or as they stood when the field was last typed
   * in. A field that says the same still was not touched, and changes nothing that has come another way meanwhile.
   */
  opened: fieldsSchema.optional(),
  /** Handing in was tried and refused: a check with tone `error` stands at each field to look at. */
  refused: z.boolean(),
})
export type Draft = z.infer<typeof draftSchema>
