import { type Decision, REASONS, type ReasonCode } from '../../contract/decision.ts'
import type { Road } from '../../contract/journal-fields.ts'

const ROAD_OF_REASON = {
  OK_ONLINE: 'online',
  NEW_QUAL_FOUND: 'online',
  CERT_GRACE: 'online',
  WELFARE_UNREGISTERED: 'online',
  OK_PHONE: 'phone',
  REG_ON_SPOT: 'registration',
  OK_CERTIFICATE: 'certificate',
  ONLINE_NOT_FOUND_DOC_VALID: 'certificate',
  EXPIRY_GRID_MISMATCH: 'certificate',
  EXPIRY_IMPLAUSIBLE: 'certificate',
  FULL_PAY_SPECIAL: 'certificate',
  NAME_MISMATCH: 'certificate',
  OK_INSURANCE_CARD: 'insurance-card',
  PROVISIONAL_INSURANCE_CARD: 'insurance-card',
  CERT_EXPIRED_WITH_NOTICE: 'card-with-information',
  PORTAL_PLUS_CARD: 'card-with-information',
  NOTICE_PLUS_CARD: 'card-with-information',
  PROVISIONAL_NOTICE: 'card-with-information',
  PAST_RECORD_ORAL: 'past-record',
  SELF_DECLARATION: 'self-declaration',
  OK_TEMPORARY_CERTIFICATE: 'temporary-certificate',
  OK_PRESCRIPTION: 'prescription',
  EMERGENCY: 'emergency',
  OUTAGE_MODE: 'outage',
  NEW_COVER_NOT_YET_ONLINE: 'certificate',
} as const satisfies Partial<Record<ReasonCode, Road>>

const isConfirming = (code: ReasonCode): code is keyof typeof ROAD_OF_REASON =>
  Object.hasOwn(ROAD_OF_REASON, code)

/** The lawful way that decided, by the deciding reason; `none` while nothing is confirmed. */
export const roadOf = (decision: Pick<Decision, 'reasons'>): Road => {
  const [first, second] = decision.reasons
  // That the patient pays in full stands before the reason that decided (N22).
  const code = first?.code === 'FULL_PAY_SPECIAL' ? (second?.code ?? first.code) : first?.code
  if (code === undefined) return 'none'
  if (isConfirming(code)) return ROAD_OF_REASON[code]
  // The compiler refuses this line when a reason that accepts has no road above.
  REASONS[code] satisfies 'need-more' | 'not-confirmed'
  return 'none'
}
