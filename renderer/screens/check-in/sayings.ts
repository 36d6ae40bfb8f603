/**
 * Makes the sentence for the patient, in parts: first why, then what is asked for. It is made from what the decision
 * asks next, not from its first reason, so that nobody is asked again for a card that was refused or lost, or for a
 * paper that cannot exist. Several reasons share a part where the patient need not know which of them it was: a refused
 * card, welfare, arrears are never named aloud. Pure.
 */
import {
  type Decision,
  isAccepted,
  type Need,
  type Outcome,
  type ReasonCode,
} from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'

/** A sentence by its key: `patient.say.*`, `patient.why.*`, `patient.please.*` in the language files. */
const ACCEPTED = {
  OK_ONLINE: 'confirmed',
  OK_PHONE: 'confirmed',
  REG_ON_SPOT: 'confirmedRegistered',
  OK_CERTIFICATE: 'confirmedPaper',
  OK_INSURANCE_CARD: 'confirmedPaper',
  CERT_GRACE: 'confirmedRenew',
  CERT_EXPIRED_WITH_NOTICE: 'acceptedCardAndNoticeRenew',
  NEW_QUAL_FOUND: 'acceptedNewCover',
  NEW_COVER_NOT_YET_ONLINE: 'acceptedNewCoverSoon',
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
  OK_PRESCRIPTION: 'confirmedPaper',
  EMERGENCY: 'acceptedEmergency',
  OUTAGE_MODE: 'acceptedOutage',
} as const satisfies Partial<Record<ReasonCode, string>>

/** Why something is asked for, where that helps; it asks for nothing itself. */
const WHY = {
  PHONE_UNSUPPORTED: 'phoneNotHere',
  PHONE_NO_GRACE: 'phoneNotConfirmed',
  CERT_EXPIRED: 'cardExpired',
  NOT_REGISTERED: 'notRegistered',
  ONLINE_INVALID: 'notConfirmed',
  ONLINE_NOT_FOUND: 'notFound',
  MULTI_MATCH: 'check',
  CARD_NOT_USABLE: 'cardNotUsable',
  CERTIFICATE_EXPIRED: 'past',
  EXPIRY_MISSING: 'check',
  NOT_YET_EFFECTIVE: 'notYet',
  QUAL_LOST: 'notConfirmed',
  COPY_NOT_ACCEPTED: 'copy',
  DOC_TYPE_MISMATCH: 'notAlone',
  BURDEN_PROOF_MISSING: 'share',
  NOTICE_RATIO_EXPIRED: 'sharePast',
  NOTICE_EXPIRED: 'past',
  OTHER_PERSON: 'otherPerson',
  AGE75_SWITCH: 'after75',
  NOTICE_ALONE: 'notAlone',
  PORTAL_ALONE: 'notAlone',
  PRESCRIPTION_ALONE: 'notAlone',
  READER_FIRST: 'check',
  CARD_ONLY_FALLBACK: 'machine',
  FACE_ONLY_CARD: 'machine',
  PHOTOLESS_PIN_REQUIRED: 'machine',
  CARD_LOST: 'lost',
  INSURANCE_CARD_EXPIRED: 'past',
  TEMPORARY_CERTIFICATE_EXPIRED: 'past',
  NOT_HEALTH_INSURANCE: 'work',
  NO_PROOF: 'check',
  INSURANCE_CARD_ENDED: 'insuranceCardOver',
} as const satisfies Record<Exclude<ReasonCode, keyof typeof ACCEPTED>, string>

/** Needs that the patient or the desk acts on, each with a sentence of its own. */
const ACTS = [
  'look-up',
  'card-reading',
  'registration',
  'printed-expiry',
  'branch-number',
  'original-document',
  'desk-app',
  'staff',
] as const satisfies readonly Need[]
type Act = (typeof ACTS)[number]

/** Needs that are shown, by their names in a list. */
export type ShownDocument = Exclude<Need, Act | 'self-declaration'>

type Accepted = (typeof ACCEPTED)[keyof typeof ACCEPTED]
type Why = (typeof WHY)[keyof typeof WHY]

/**
 * The sentence for what was agreed for today if nothing confirms the cover, or an accident at work is not its matter.
 */
type Agreed = 'paidInFull' | 'deposit' | 'workBrought' | 'workLater' | 'workInFull' | 'workDeposit'

/** One sentence; `show` and `showInstead` with the documents that they name, the easiest for the patient first. */
export type Part =
  | { readonly say: Accepted | Agreed | 'coverChanged' | 'stopLostCard' }
  | { readonly why: Why }
  | { readonly please: Act | 'self-declaration' | 'insurer' | 'otherWay' }
  | { readonly please: 'show' | 'showInstead'; readonly documents: readonly ShownDocument[] }

const isAcceptedCode = (code: ReasonCode): code is keyof typeof ACCEPTED => Object.hasOwn(ACCEPTED, code)
const isAct = (need: Need): need is Act => ACTS.some((act) => act === need)
const isDocument = (need: Need): need is ShownDocument => !isAct(need) && need !== 'self-declaration'

/** The sentence itself speaks of the new cover: whether it has changed is no question then. */
const TOLD_OF_NEW_COVER: ReadonlySet<ReasonCode> = new Set(['NEW_QUAL_FOUND', 'NEW_COVER_NOT_YET_ONLINE'])

/** More than these nobody keeps in mind; the window shows them all. */
const MAX_DOCUMENTS = 3

/** The parts that ask: the first act, the documents, the declaration that can be written here. */
const asking = (needs: readonly Need[]): Part[] => {
  const act = needs.find(isAct)
  // An act that only comes after documents is what remains when none is there.
  const leads = needs[0] !== undefined && isAct(needs[0])
  const documents = needs.filter(isDocument).slice(0, MAX_DOCUMENTS)
  const parts: Part[] = []
  if (act !== undefined && leads) parts.push({ please: act })
  if (documents.length > 0) parts.push({ please: leads ? 'showInstead' : 'show', documents })
  if (needs.includes('self-declaration')) parts.push({ please: 'self-declaration' })
  if (act !== undefined && !leads && documents.length === 0) parts.push({ please: act })
  return parts
}

const wayOut = (code: ReasonCode, needs: readonly Need[]): Part[] => {
  if (code === 'CARD_LOST' && needs.includes('eligibility-certificate')) return [{ please: 'insurer' }]
  return code === 'NO_PROOF' ? [{ please: 'otherWay' }] : []
}

const agreedAtWork = ({ workForm, paid }: Agreement): readonly Part[] => {
  if (workForm === null) return [{ please: 'staff' }]
  if (workForm === 'brought') return [{ say: 'workBrought' }]
  const payment: Part[] = paid === null ? [] : [{ say: paid === 'in-full' ? 'workInFull' : 'workDeposit' }]
  return [{ say: 'workLater' }, ...payment]
}

/** The desk's agreement with the patient about today's payment. */
type Agreement = Pick<CheckInView, 'paid' | 'workForm'>
const NOTHING_AGREED: Agreement = { paid: null, workForm: null }

/**
 * Chooses what to say now. After a person has decided, what they decided is said, not the rules' reason.
 * @param overridden what a person has decided; null where nobody has
 * @param agreement what is paid today where nothing confirms
 */
export const sayingFor = (
  overridden: Outcome | null,
  { reasons, needs, notes }: Pick<Decision, 'reasons' | 'needs' | 'notes'>,
  agreement: Agreement = NOTHING_AGREED,
): readonly Part[] => {
  if (isAccepted(overridden)) return [{ say: 'acceptedThisTime' }]
  const code = reasons[0]?.code
  if (code === undefined) return []
  if (code === 'NOT_HEALTH_INSURANCE' && overridden === null)
    return [{ why: 'work' }, ...agreedAtWork(agreement)]
  if (code === 'NO_PROOF' && agreement.paid !== null)
    return [{ say: agreement.paid === 'in-full' ? 'paidInFull' : 'deposit' }]
  const stop: Part[] = notes.includes('STOP_LOST_CARD') ? [{ say: 'stopLostCard' }] : []
  const asksCover: Part[] = notes.includes('ASK_COVER_CHANGED') ? [{ say: 'coverChanged' }] : []
  if (isAcceptedCode(code) && overridden === null)
    return [{ say: ACCEPTED[code] }, ...stop, ...(TOLD_OF_NEW_COVER.has(code) ? [] : asksCover)]
  const wanted: readonly Need[] = needs.length > 0 ? needs : ['staff']
  const why = isAcceptedCode(code) ? 'check' : WHY[code]
  return [
    { why },
    ...stop,
    ...(why === 'notConfirmed' ? asksCover : []),
    ...asking(wanted),
    ...wayOut(code, wanted),
  ]
}
