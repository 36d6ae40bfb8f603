import { z } from 'zod'

export const OUTCOMES = ['accept', 'accept-with-note', 'need-more', 'not-confirmed'] as const
export const outcomeSchema = z.enum(OUTCOMES)
/** The outcomes of a decision. The order is from best to worst for the patient. */
export type Outcome = z.infer<typeof outcomeSchema>

/** Tells whether an outcome confirms the cover, with a note or without. */
export const isAccepted = (outcome: Outcome | null | undefined): boolean =>
  outcome === 'accept' || outcome === 'accept-with-note'

/**
 * Every reason code with the outcome it stands for. A decision has the outcome of its first reason, but for one case: a
 * certificate of 75 and over that names no scheme is taken with a note (`OK_CERTIFICATE` with `AGE75_SWITCH` beside it).
 */
export const REASONS = {
  OK_ONLINE: 'accept',
  OK_PHONE: 'accept',
  REG_ON_SPOT: 'accept',
  OK_CERTIFICATE: 'accept',
  OK_INSURANCE_CARD: 'accept',
  CERT_GRACE: 'accept-with-note',
  CERT_EXPIRED_WITH_NOTICE: 'accept-with-note',
  NEW_QUAL_FOUND: 'accept-with-note',
  ONLINE_NOT_FOUND_DOC_VALID: 'accept-with-note',
  SELF_DECLARATION: 'accept-with-note',
  PAST_RECORD_ORAL: 'accept-with-note',
  PORTAL_PLUS_CARD: 'accept-with-note',
  NOTICE_PLUS_CARD: 'accept-with-note',
  WELFARE_UNREGISTERED: 'accept-with-note',
  EXPIRY_GRID_MISMATCH: 'accept-with-note',
  EXPIRY_IMPLAUSIBLE: 'accept-with-note',
  FULL_PAY_SPECIAL: 'accept-with-note',
  NAME_MISMATCH: 'accept-with-note',
  PROVISIONAL_NOTICE: 'accept-with-note',
  PROVISIONAL_INSURANCE_CARD: 'accept-with-note',
  OK_TEMPORARY_CERTIFICATE: 'accept-with-note',
  OK_PRESCRIPTION: 'accept-with-note',
  EMERGENCY: 'accept-with-note',
  OUTAGE_MODE: 'accept-with-note',
  NEW_COVER_NOT_YET_ONLINE: 'accept-with-note',
  PHONE_UNSUPPORTED: 'need-more',
  PHONE_NO_GRACE: 'need-more',
  CERT_EXPIRED: 'need-more',
  NOT_REGISTERED: 'need-more',
  ONLINE_INVALID: 'need-more',
  ONLINE_NOT_FOUND: 'need-more',
  MULTI_MATCH: 'need-more',
  CARD_NOT_USABLE: 'need-more',
  CERTIFICATE_EXPIRED: 'need-more',
  EXPIRY_MISSING: 'need-more',
  NOT_YET_EFFECTIVE: 'need-more',
  QUAL_LOST: 'need-more',
  COPY_NOT_ACCEPTED: 'need-more',
  DOC_TYPE_MISMATCH: 'need-more',
  BURDEN_PROOF_MISSING: 'need-more',
  NOTICE_RATIO_EXPIRED: 'need-more',
  NOTICE_EXPIRED: 'need-more',
  OTHER_PERSON: 'need-more',
  AGE75_SWITCH: 'need-more',
  NOTICE_ALONE: 'need-more',
  PORTAL_ALONE: 'need-more',
  PRESCRIPTION_ALONE: 'need-more',
  READER_FIRST: 'need-more',
  CARD_ONLY_FALLBACK: 'need-more',
  FACE_ONLY_CARD: 'need-more',
  PHOTOLESS_PIN_REQUIRED: 'need-more',
  CARD_LOST: 'need-more',
  INSURANCE_CARD_EXPIRED: 'need-more',
  TEMPORARY_CERTIFICATE_EXPIRED: 'need-more',
  NOT_HEALTH_INSURANCE: 'need-more',
  NO_PROOF: 'not-confirmed',
  INSURANCE_CARD_ENDED: 'not-confirmed',
} as const satisfies Record<string, Outcome>
export type ReasonCode = keyof typeof REASONS

/** Narrows a text to a reason code. */
export const isReasonCode = (text: string): text is ReasonCode => Object.hasOwn(REASONS, text)
export const reasonCodeSchema = z.string().refine(isReasonCode, 'expected a reason code')

export const NEEDS = [
  'my-number-card',
  'phone',
  'eligibility-certificate',
  'eligibility-notice',
  'portal-screen',
  'insurance-card',
  'elderly-recipient-certificate',
  'temporary-certificate',
  'self-declaration',
  'card-reading',
  'registration',
  'branch-number',
  'printed-expiry',
  'original-document',
  'look-up',
  'desk-app',
  'staff',
] as const
export const needSchema = z.enum(NEEDS)
/** Things to ask the patient for; any one of a decision's needs is enough. */
export type Need = z.infer<typeof needSchema>

export const NOTES = [
  'RESET_READER_MODE',
  'RECHECK_LATER',
  'ASK_INSURER',
  'TELL_INSURER',
  'RENEW_CERTIFICATE',
  'ASK_COVER_CHANGED',
  'STOP_LOST_CARD',
  'COLLECT_NUMBER_LATER',
] as const
export const noteSchema = z.enum(NOTES)
/** Things that the desk still has to do or say. */
export type Note = z.infer<typeof noteSchema>

/** A reason with the ids of the rules behind it (`A01`, `N02`, …; docs/rules.md). */
export const reasonSchema = z.strictObject({ code: reasonCodeSchema, rules: z.array(z.string()) })
export type Reason = z.infer<typeof reasonSchema>

export const decisionSchema = z.strictObject({
  id: z.string().optional(),
  outcome: outcomeSchema,
  reasons: z.array(reasonSchema).min(1),
  needs: z.array(needSchema),
  notes: z.array(noteSchema),
  /** Tenths that the patient pays; null when only the online answer can tell. */
  burden: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(10), z.null()]),
  overridable: z.boolean(),
})
export type Decision = z.infer<typeof decisionSchema>
