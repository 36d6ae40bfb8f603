import type { Outcome, ReasonCode } from '../../../contract/decision.ts'

/**
 * The sentence for the patient that belongs to each deciding reason (`patient.say.*` in the language files). Several
 * reasons share one where the patient need not know which of them it was: a refused card, welfare, arrears are never
 * named aloud.
 */
export const SAYINGS = {
  OK_ONLINE: 'confirmed',
  OK_PHONE: 'confirmed',
  REG_ON_SPOT: 'confirmedRegistered',
  OK_CERTIFICATE: 'confirmedPaper',
  OK_INSURANCE_CARD: 'confirmedPaper',
  CERT_GRACE: 'confirmedRenew',
  CERT_EXPIRED_WITH_NOTICE: 'acceptedCardAndNoticeRenew',
  NEW_QUAL_FOUND: 'acceptedNewCover',
  ONLINE_NOT_FOUND_DOC_VALID: 'acceptedNotYetOnline',
  SELF_DECLARATION: 'acceptedDeclaration',
  PAST_RECORD_ORAL: 'acceptedPastRecord',
  PORTAL_PLUS_CARD: 'acceptedCardAndNotice',
  NOTICE_PLUS_CARD: 'acceptedCardAndNotice',
  WELFARE_UNREGISTERED: 'acceptedPleaseWait',
  EXPIRY_GRID_MISMATCH: 'acceptedDate',
  EXPIRY_IMPLAUSIBLE: 'acceptedDate',
  FULL_PAY_SPECIAL: 'acceptedPaymentExplained',
  NAME_MISMATCH: 'acceptedName',
  PROVISIONAL_NOTICE: 'acceptedThisTime',
  PROVISIONAL_INSURANCE_CARD: 'acceptedThisTime',
  OK_TEMPORARY_CERTIFICATE: 'acceptedTemporary',
  EMERGENCY: 'acceptedEmergency',
  OUTAGE_MODE: 'acceptedOutage',
  PHONE_UNSUPPORTED: 'askCardNotPhone',
  PHONE_NO_GRACE: 'askCardAfterPhone',
  CERT_EXPIRED: 'askBesideExpiredCard',
  NOT_REGISTERED: 'askRegistration',
  ONLINE_INVALID: 'askOtherCover',
  ONLINE_NOT_FOUND: 'askNotFound',
  MULTI_MATCH: 'askBranch',
  CARD_NOT_USABLE: 'askCertificateInstead',
  CERTIFICATE_EXPIRED: 'askNewCertificate',
  EXPIRY_MISSING: 'askPrintedExpiry',
  NOT_YET_EFFECTIVE: 'askUntilEffective',
  QUAL_LOST: 'askOtherCover',
  COPY_NOT_ACCEPTED: 'askOriginal',
  DOC_TYPE_MISMATCH: 'askCardBeside',
  BURDEN_PROOF_MISSING: 'askBurdenProof',
  NOTICE_RATIO_EXPIRED: 'askNewNotice',
  AGE75_SWITCH: 'askAfter75',
  NOTICE_ALONE: 'askCardBeside',
  PORTAL_ALONE: 'askCardBeside',
  READER_FIRST: 'askReading',
  CARD_ONLY_FALLBACK: 'askBesideCard',
  FACE_ONLY_CARD: 'askNoticeBesideCard',
  PHOTOLESS_PIN_REQUIRED: 'askPin',
  CARD_LOST: 'askCertificateForLostCard',
  INSURANCE_CARD_EXPIRED: 'askInsteadOfInsuranceCard',
  TEMPORARY_CERTIFICATE_EXPIRED: 'askNewCertificate',
  NOT_HEALTH_INSURANCE: 'askStaff',
  NO_PROOF: 'askAnyProof',
  INSURANCE_CARD_ENDED: 'askInsteadOfInsuranceCard',
} as const satisfies Record<ReasonCode, string>

export type Saying = (typeof SAYINGS)[ReasonCode]

/** Chooses the sentence to say now; after a person has decided, that of their outcome and not of the rules' reason. */
export const sayingFor = (overridden: Outcome | null, reason: ReasonCode | undefined): Saying | undefined => {
  if (overridden === 'accept' || overridden === 'accept-with-note') return 'acceptedThisTime'
  if (overridden !== null) return 'askAnyProof'
  return reason === undefined ? undefined : SAYINGS[reason]
}
