/** The contract of scanning: how the clinic's scanners are set up, and what came of a scan. */
import { z } from 'zod'
import { letsIndividualNumberThrough } from './card-rule.ts'
import { daySchema } from './day.ts'
import { groupNames, patternSchema } from './pattern.ts'
import { reportProfileSchema } from './scanner.ts'

/** The names that a template may give to the groups of its pattern. */
export const TEMPLATE_GROUPS = [
  'insurerNumber',
  'symbol',
  'number',
  'branch',
  'name',
  'kana',
  'birthDate',
  'issuedOn',
  'effectiveOn',
  'expiresOn',
  'burden',
] as const
export const templateGroupSchema = z.enum(TEMPLATE_GROUPS)
export type TemplateGroup = z.infer<typeof templateGroupSchema>

/** A card that fits would be refused as an individual number: one in ten of twelve digits has its check digit. */
export const OWN_CARD_COLLIDES =
  'twelve digits can be an individual number (個人番号), which is never kept: another length, or a letter between the digits'

/** The clinic's own patient card (診察券): AIM identifiers without the bracket, and the shape of its number. */
export const patientCardRuleSchema = z.strictObject({
  symbologies: z.array(z.string().regex(/^[A-Za-z][0-9A-Za-z]$/, 'expected two characters, such as F0')),
  pattern: patternSchema,
})
export type PatientCardRule = z.infer<typeof patientCardRuleSchema>

/** A rule that a clinic may set: none under which an individual number would be taken for a card. */
export const ownCardRuleSchema = patientCardRuleSchema.extend({
  pattern: patternSchema.refine((pattern) => !letsIndividualNumberThrough(pattern), OWN_CARD_COLLIDES),
})

/**
 * One insurer's own code. No national layout exists, so a layout is data that a clinic turns on.
 * `era7` dates are an era digit and six digits: `3250401` is 昭和25年4月1日, 1950-04-01.
 */
export const codeTemplateSchema = z
  .strictObject({
    name: z.string().min(1).max(80),
    kind: z.enum(['eligibility-certificate', 'eligibility-notice']),
    dates: z.enum(['iso', 'yyyymmdd', 'era7']),
    pattern: patternSchema,
    /** Fields that the code does not hold because they are the same on every paper: `{ insurerNumber: '06270409' }`. */
    constants: z.partialRecord(templateGroupSchema, z.string().min(1).max(100)).optional(),
    /**
     * A field whose value stands for another: `{ field: 'insurerNumber', from: 'office', table: { '13': '01130012' } }`
     * turns the group `office` of the pattern into the insurer number of that branch office.
     */
    lookUp: z
      .strictObject({
        field: templateGroupSchema,
        from: z.string().regex(/^[A-Za-z]\w{0,39}$/, 'expected the name of a group'),
        table: z.record(z.string().max(100), z.string().min(1).max(100)),
      })
      .optional(),
    /** Fields that the code fills up with zeros in front: `0000123` is `123`, and zeros alone are nothing. */
    cutZeros: z.array(templateGroupSchema).optional(),
    /**
     * The source of the layout. `reported`: people have read it off papers, and no insurer has published it, which
     * is shown with the template. Absent: the clinic's own.
     */
    source: z.enum(['reported']).optional(),
  })
  .superRefine(({ pattern, lookUp, constants }, context) => {
    const groups = groupNames(pattern)
    const known: readonly string[] = [...TEMPLATE_GROUPS, ...(lookUp === undefined ? [] : [lookUp.from])]
    const expected = `expected named groups out of ${known.join(' ')}`
    if (groups.length === 0 || !groups.every((group) => known.includes(group)))
      context.addIssue({ code: 'custom', path: ['pattern'], message: expected })
    if (lookUp !== undefined && !groups.includes(lookUp.from))
      context.addIssue({
        code: 'custom',
        path: ['lookUp', 'from'],
        message: 'expected a group of the pattern',
      })
    if (lookUp !== undefined && constants?.[lookUp.field] !== undefined)
      context.addIssue({ code: 'custom', path: ['constants', lookUp.field], message: 'is looked up already' })
  })
export type CodeTemplate = z.infer<typeof codeTemplateSchema>

/** How one serial scanner marks the end of a message, and whether it puts number, total and parity before a part. */
export const serialProfileSchema = z.strictObject({
  end: z.enum(['idle', 'etx']),
  splitHeader: z.boolean().optional(),
})
export type SerialProfile = z.infer<typeof serialProfileSchema>

/** The clinic's settings for codes and scanners. Everything is off or ordinary when absent. */
export const scanConfigSchema = z.strictObject({
  patientCard: patientCardRuleSchema.optional(),
  templates: z.array(codeTemplateSchema).optional(),
  /** Report layout by device name; `A` when absent and the report descriptor says nothing else. */
  profiles: z.record(z.string(), reportProfileSchema).optional(),
  serial: z.record(z.string(), serialProfileSchema).optional(),
  /** Silence in milliseconds that ends a scan without an end flag; 200 when absent. */
  idleMs: z.number().positive().max(60_000).optional(),
})
export type ScanConfig = z.infer<typeof scanConfigSchema>

export const prescriptionFieldsSchema = z.strictObject({
  name: z.string().optional(),
  kana: z.string().optional(),
  sex: z.enum(['male', 'female']),
  birthDate: daySchema,
  insurerNumber: z.string(),
  symbol: z.string().optional(),
  number: z.string().optional(),
  relation: z.enum(['self', 'family', '']).optional(),
  branch: z.string().optional(),
  burdenPercent: z.number().min(0).max(100).optional(),
  publicFunds: z.array(z.strictObject({ payer: z.string(), recipient: z.string() })).optional(),
})
/** A prescription's fields: `''` where the code leaves one empty, absent where its version has not or leaves it out. */
export type PrescriptionFields = z.infer<typeof prescriptionFieldsSchema>

export const prescriptionCopyFieldsSchema = z.strictObject({
  insurerNumber: z.string(),
  symbol: z.string(),
  number: z.string(),
  branch: z.string().optional(),
  birthDate: daySchema,
  exchangeNumber: z.string(),
})
export type PrescriptionCopyFields = z.infer<typeof prescriptionCopyFieldsSchema>

export const eligibilityFieldsSchema = z.strictObject({
  insurerNumber: z.string().optional(),
  symbol: z.string().optional(),
  number: z.string().optional(),
  branch: z.string().optional(),
  name: z.string().optional(),
  kana: z.string().optional(),
  birthDate: daySchema.optional(),
  issuedOn: daySchema.optional(),
  effectiveOn: daySchema.optional(),
  expiresOn: daySchema.optional(),
  burden: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
})
/** The groups that a template names and the code fills. */
export type EligibilityFields = z.infer<typeof eligibilityFieldsSchema>

/** `replaced-character`: the sender could not write a character of the name and put ■ or ● in its place. */
export const scanFlagSchema = z.enum(['replaced-character'])
const flags = { flags: z.array(scanFlagSchema).min(1).optional() }
const accept = { outcome: z.literal('accept'), ...flags }

export const acceptedScanSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...accept, kind: z.literal('eligibility-certificate'), fields: eligibilityFieldsSchema }),
  z.strictObject({ ...accept, kind: z.literal('eligibility-notice'), fields: eligibilityFieldsSchema }),
  z.strictObject({
    ...accept,
    kind: z.literal('patient-card'),
    fields: z.strictObject({ id: z.string() }),
  }),
  z.strictObject({ ...accept, kind: z.literal('prescription'), fields: prescriptionFieldsSchema }),
  z.strictObject({ ...accept, kind: z.literal('prescription-copy'), fields: prescriptionCopyFieldsSchema }),
])
/** The fields of a code. Every field is a claim that somebody has still to confirm. */
export type AcceptedScan = z.infer<typeof acceptedScanSchema>

export const refusalReasonSchema = z.enum([
  'MALFORMED',
  'TOO_LONG',
  'ENCODING',
  'CONTROL_CHARACTERS',
  'FIELD',
  'CONFLICT',
  'UNSUPPORTED_VERSION',
  'MY_NUMBER',
  'MEDICATION_NOTEBOOK',
  'WRONG_CODE',
  'LINK',
  'OVERFLOW',
  'UNKNOWN',
  'BUSY',
  'WRONG_PATIENT',
])
export type RefusalReason = z.infer<typeof refusalReasonSchema>

/** The result of one scan. A refusal never carries what was read. */
export const scanResultSchema = z.union([
  acceptedScanSchema,
  z.strictObject({ outcome: z.literal('partial'), have: z.number().int(), of: z.number().int() }),
  z.strictObject({ outcome: z.literal('refuse'), reason: refusalReasonSchema }),
])
export type ScanResult = z.infer<typeof scanResultSchema>

/**
 * The fields of a code that no template knows, for the administrator who writes a template. A value that could be an
 * individual number, or a piece of one, is withheld (`null`) and cannot be named.
 */
export const fieldProposalSchema = z.strictObject({
  separator: z.string(),
  fields: z.array(z.strictObject({ value: z.string().nullable() })),
  /** The rule that would take such a code for the clinic's own card; null where it can be none. */
  card: patientCardRuleSchema.nullable().optional(),
})
export type FieldProposal = z.infer<typeof fieldProposalSchema>
