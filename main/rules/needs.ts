/**
 * Finds what to ask the patient for. A road names what could help; each is tried out here, by the same rules, and asked
 * for only if with it the desk could accept. So any one of them is enough, and nothing is asked that cannot help.
 */
import type { CheckIn, Document } from '../../contract/check-in.ts'
import type { Day } from '../../contract/day.ts'
import type { Need } from '../../contract/decision.ts'
import { unreachable } from '../../contract/result.ts'
import { lacksShare } from './burden.ts'
import { hasEnded, isFromBefore75, isNotYetEffective, isOfEarlierScheme } from './cover.ts'
import type { Facts } from './facts.ts'
import { LAW_DAYS } from './law-days.ts'

/** From the easiest for the patient: what the desk does alone, what is at hand, what may be at home, what has to be written. */
const EASE: readonly Need[] = [
  'look-up',
  'card-reading',
  'registration',
  'printed-expiry',
  'branch-number',
  'original-document',
  'desk-app',
  'portal-screen',
  'my-number-card',
  'phone',
  'elderly-recipient-certificate',
  'eligibility-notice',
  'eligibility-certificate',
  'insurance-card',
  'temporary-certificate',
  'self-declaration',
  'staff',
]

/**
 * Needs that take another one's place: the phone that of the card at an equipped desk (N14), and through 2025-12-01 the
 * old insurance card that of the certificate (A01).
 */
const STANDS_FOR: Readonly<Partial<Record<Need, Need>>> = {
  phone: 'my-number-card',
  'insurance-card': 'eligibility-certificate',
}

const withDocument = (checkIn: CheckIn, document: Document): CheckIn => ({
  ...checkIn,
  presented: [...checkIn.presented, document],
})

const readAndEligible = (checkIn: CheckIn): CheckIn => ({
  ...checkIn,
  reader: { state: 'read' },
  online: { code: 1 },
})

/** An answer 2 or 5 was about what lies there; another paper is asked about anew. Not found may stay not found. */
const askedAnew = (checkIn: CheckIn, { online }: Facts): CheckIn =>
  online === 2 || online === 5 ? { ...checkIn, online: { code: 1, by: 'number' } } : checkIn

const withCard = (checkIn: CheckIn, facts: Facts): CheckIn | null => {
  const { visit, card, phone, reader, failure, outageMode } = facts
  if (visit.cardLost === true || card || failure === 'refused' || failure === 'not-registered') return null
  const added = withDocument(checkIn, { type: 'my-number-card' })
  // A phone has a reader of its own: a fault of that one leaves the card's.
  // A look-up by number that got no answer says nothing of the card's reader.
  const isOut = failure === 'unavailable' && (reader.state !== 'not-tried' || outageMode)
  const cannotBeRead = isOut || (failure === 'reader-fault' && !phone)
  return cannotBeRead || reader.state === 'read' ? added : readAndEligible(added)
}

/** The phone answers for its owner's card: it is of no use where that is lost, refused or unregistered. */
const withPhone = (checkIn: CheckIn, facts: Facts): CheckIn | null => {
  const { visit, card, phone, phoneReader, reader, failure } = facts
  const canBeRead = phoneReader && !phone && failure === null && reader.state === 'not-tried'
  return canBeRead && card === null && visit.cardLost !== true
    ? readAndEligible(withDocument(checkIn, { type: 'phone' }))
    : null
}

/** The answer to a paper's number says since when its cover holds, too. */
const withCoverLookedUp = (checkIn: CheckIn): CheckIn => ({
  ...checkIn,
  online: { code: 1, by: 'number' },
  presented: checkIn.presented.map((shown) =>
    shown.type === 'eligibility-certificate' &&
    shown.effectiveOn === undefined &&
    shown.issuedOn === undefined
      ? { ...shown, effectiveOn: checkIn.visitDate }
      : shown,
  ),
})

/** The portal opens with the card's own electronic certificate and PIN: not expired, not face-only. */
const canOpenPortal = ({ card, failure }: Facts): boolean =>
  failure !== 'certificate-expired' &&
  (card === null ||
    card.standing === 'valid' ||
    card.standing === 'renew-soon' ||
    card.standing === 'unknown')

/** A card whose certificate has run out is renewed first; a renewed one that reads "not registered" is in order (N04). */
const canRegisterNow = ({ card }: Facts): boolean =>
  card === null || card.standing === 'valid' || card.standing === 'renew-soon' || card.standing === 'unknown'

/**
 * The check-in as it would be with what was asked for, at its best.
 * @returns null where the patient cannot have it, or where having it changes nothing
 */
const grant = (checkIn: CheckIn, facts: Facts, need: Exclude<Need, 'staff'>): CheckIn | null => {
  const { day } = facts
  switch (need) {
    case 'my-number-card':
      return withCard(checkIn, facts)
    case 'card-reading':
      return readAndEligible(checkIn)
    case 'registration':
      return canRegisterNow(facts) ? readAndEligible(checkIn) : null
    case 'eligibility-certificate':
      return day < LAW_DAYS.certificatesAndNotices.first
        ? null
        : askedAnew(
            withDocument(checkIn, {
              type: 'eligibility-certificate',
              effectiveOn: day,
              expiresOn: day,
              burden: 2,
            }),
            facts,
          )
    case 'eligibility-notice':
      return day < LAW_DAYS.certificatesAndNotices.first
        ? null
        : withDocument(checkIn, { type: 'eligibility-notice', effectiveOn: day, burden: 2 })
    case 'portal-screen':
      return canOpenPortal(facts) ? withDocument(checkIn, { type: 'portal-screen' }) : null
    case 'insurance-card':
      return day > LAW_DAYS.insuranceCard.last || facts.insuranceCards.length > 0
        ? null
        : askedAnew(withDocument(checkIn, { type: 'insurance-card' }), facts)
    case 'elderly-recipient-certificate':
      return withDocument(checkIn, { type: 'elderly-recipient-certificate', effectiveOn: day, burden: 2 })
    case 'temporary-certificate':
      return withDocument(checkIn, { type: 'temporary-certificate', certifiedOn: day })
    case 'self-declaration':
      return withDocument(checkIn, { type: 'self-declaration' })
    case 'phone':
      return withPhone(checkIn, facts)
    case 'branch-number':
      return { ...checkIn, online: { code: 1 } }
    case 'look-up':
      // Asked already: the same number brings the same answer, but that a number not found may be mistyped (N16).
      if (facts.askedBy === 'number' && facts.online !== 4) return null
      return withCoverLookedUp(checkIn)
    case 'desk-app':
      return { ...checkIn, online: { code: 1, by: 'app' } }
    case 'printed-expiry':
      return {
        ...checkIn,
        presented: checkIn.presented.map((shown) =>
          shown.type === 'eligibility-certificate' && shown.expiresOn === undefined
            ? { ...shown, expiresOn: day }
            : shown,
        ),
      }
    case 'original-document':
      return {
        ...checkIn,
        presented: checkIn.presented.map((shown) =>
          shown.type === 'eligibility-certificate' && shown.copy === true
            ? { ...shown, copy: false, expiresOn: shown.expiresOn ?? day }
            : shown,
        ),
      }
    default:
      return unreachable(need)
  }
}

type Dated = {
  readonly issuedOn?: Day | undefined
  readonly effectiveOn?: Day | undefined
  readonly expiresOn?: Day | undefined
}

/** Nothing about its days is wrong, so that another one of its kind would say no more. */
const isCurrent = (facts: Facts, paper: Dated): boolean =>
  !hasEnded(facts, paper) &&
  !isNotYetEffective(facts.day, paper) &&
  isFromBefore75(facts, paper) !== 'yes' &&
  (paper.expiresOn === undefined || facts.day <= paper.expiresOn)

/**
 * Tells whether a certificate that is in order lies on the table already: asking for it again would help nobody. Another
 * one is meant where the one that lies there has expired or ended, lacks the share, or was refused. Of the other papers
 * one more of a kind that is in order changes nothing, which the trial shows.
 */
const certificateLiesThere = (facts: Facts): boolean =>
  facts.online !== 2 &&
  !lacksShare(facts) &&
  facts.certificates.some((paper) => isCurrent(facts, paper) && !isOfEarlierScheme(facts, paper))

/**
 * Keeps of the candidates what would be enough, the easiest for the patient first; `staff` always is. Where nothing
 * else would be, staff take over.
 */
export const usefulNeeds = (
  checkIn: CheckIn,
  facts: Facts,
  candidates: ReadonlySet<Need>,
  accepts: (checkIn: CheckIn) => boolean,
): Need[] => {
  const useful = EASE.filter((need) => {
    const place = STANDS_FOR[need]
    if (!candidates.has(need) && (place === undefined || !candidates.has(place))) return false
    if (need === 'staff') return true
    if (need === 'eligibility-certificate' && certificateLiesThere(facts)) return false
    const granted = grant(checkIn, facts, need)
    return granted !== null && accepts(granted)
  })
  return useful.length > 0 ? useful : ['staff']
}
