/**
 * The facts that the roads look at: a check-in with its defaults filled in and its papers sorted. Nothing is decided
 * here.
 */
import type { CheckIn, Document, ReaderFailure, ReaderResult, Visit } from '../../contract/check-in.ts'
import type { Day } from '../../contract/day.ts'
import { type AgeGroup, ageGroup } from './ages.ts'
import { type CertificateStanding, certificateStanding } from './grace.ts'
import { LAW_DAYS } from './law-days.ts'

type Shown<Type extends Document['type']> = Extract<Document, { type: Type }>
export type Certificate = Shown<'eligibility-certificate'>
export type InsuranceCard = Shown<'insurance-card'>
export type ElderlyCertificate = Shown<'elderly-recipient-certificate'>
export type TemporaryCertificate = Shown<'temporary-certificate'>
export type Prescription = Shown<'prescription'>
export type Portal = Shown<'portal-screen'>
/** An eligibility notice; `entered` tells the one that somebody entered as a certificate (A28). */
export type Notice = Omit<Shown<'eligibility-notice'>, 'type' | 'otherPerson'> & {
  readonly entered: 'as-notice' | 'as-certificate'
}

/** All My Number cards on the table as one: it has what the best of them has. */
export type Card = {
  readonly standing: CertificateStanding
  readonly faceOnly: boolean
  readonly photoless: boolean
}

/** The code that the official terminal answered; `unavailable`: it could not be asked; null: it was not asked. */
export type OnlineAnswer = 1 | 2 | 3 | 4 | 5 | 6 | 'unavailable' | null

/** The subject of the answer: the card or phone that was read, the card by way of the app, or a number. */
export type AskedBy = 'card' | 'app' | 'number'

/**
 * Why reading the card or phone did not confirm, once that is on record (K1, N03); null while nothing has failed.
 * `unavailable`: reader, terminal, power or network; `not-eligible` and `not-found`: read, and the answer was 2 or 4;
 * `not-answered`: read, and what was answered is about a number.
 */
export type RecordedFailure =
  | ReaderFailure
  | 'unavailable'
  | 'not-eligible'
  | 'not-found'
  | 'not-answered'
  | null

export type Facts = {
  readonly day: Day
  readonly visit: Visit
  readonly birthDate: Day | undefined
  readonly age: AgeGroup
  readonly phoneReader: boolean
  readonly outageMode: boolean
  /** The clinic takes a known patient who brings nothing (N07). */
  readonly acceptsKnownPatients: boolean
  readonly deskApp: boolean
  readonly reader: ReaderResult
  readonly online: OnlineAnswer
  /** Null unless a code was answered. */
  readonly askedBy: AskedBy | null
  /** The answer is the patient's own, by card, phone or app, and not one about a number. */
  readonly answersForCard: boolean
  /** Tenths that the answer says; null where it says none, or found nobody who is covered. */
  readonly answeredShare: 1 | 2 | 3 | 10 | null
  /** A paper of this patient or the answer shows 特別療養 (N22). */
  readonly fullPay: boolean
  readonly failure: RecordedFailure
  /** A card or phone lies there, nothing has failed, and no answer has come: reading it is still to be tried. */
  readonly readingToTry: boolean
  readonly card: Card | null
  readonly phone: boolean
  /** A certificate or notice lies there that is another person's. It says nothing of this patient. */
  readonly othersPaper: boolean
  readonly certificates: readonly Certificate[]
  readonly notices: readonly Notice[]
  readonly portals: readonly Portal[]
  readonly insuranceCards: readonly InsuranceCard[]
  readonly elderlyCertificates: readonly ElderlyCertificate[]
  readonly temporaryCertificates: readonly TemporaryCertificate[]
  readonly selfDeclaration: boolean
  /** None at a clinic, where a prescription confirms nothing (N40). */
  readonly prescriptions: readonly Prescription[]
}

const STANDINGS: readonly CertificateStanding[] = ['valid', 'unknown', 'renew-soon', 'grace', 'expired']
const better = (one: CertificateStanding, other: CertificateStanding): CertificateStanding =>
  STANDINGS.indexOf(one) <= STANDINGS.indexOf(other) ? one : other

/** The earlier of the two last days: a certificate does not outlive its card. */
const earlier = (one: Day | undefined, other: Day | undefined): Day | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one

const seeCard = (card: Card | null, shown: Shown<'my-number-card'>, day: Day): Card => {
  const standing = certificateStanding(earlier(shown.certificateExpiresOn, shown.cardExpiresOn), day)
  const faceOnly = shown.faceOnly === true
  const photoless = shown.photoless === true
  return card === null
    ? { standing, faceOnly, photoless }
    : {
        standing: better(card.standing, standing),
        faceOnly: card.faceOnly && faceOnly,
        photoless: card.photoless && photoless,
      }
}

const onlineAnswer = (online: CheckIn['online']): OnlineAnswer => {
  if (online === undefined) return null
  return 'code' in online ? online.code : 'unavailable'
}

/** Absent means the card where one was read, else the number. */
const askedBy = ({ online, reader }: CheckIn): AskedBy | null => {
  if (online === undefined || !('code' in online)) return null
  return online.by ?? (reader?.state === 'read' ? 'card' : 'number')
}

const answeredShare = (online: CheckIn['online']): 1 | 2 | 3 | 10 | null => {
  if (online === undefined || !('code' in online) || online.burden === undefined) return null
  return online.code === 1 || online.code === 3 || online.code === 6 ? online.burden : null
}

/** A whole payment is printed for 特別療養 alone (rules §3.1). */
const answerPaysInFull = (online: CheckIn['online']): boolean =>
  online !== undefined && 'code' in online && (online.fullPay === true || online.burden === 10)

const recordedFailure = (
  reader: ReaderResult,
  online: OnlineAnswer,
  by: AskedBy | null,
  outageMode: boolean,
): RecordedFailure => {
  switch (reader.state) {
    case 'failed':
      return reader.failure
    case 'down':
      return 'unavailable'
    case 'read':
      if (by === 'number') return 'not-answered'
      if (online === 2) return 'not-eligible'
      if (online === 4) return 'not-found'
      return online === 'unavailable' || (online === null && outageMode) ? 'unavailable' : null
    case 'not-tried':
      if (by !== null && by !== 'number') {
        if (online === 2) return 'not-eligible'
        return online === 4 ? 'not-found' : null
      }
      return online === 'unavailable' || outageMode ? 'unavailable' : null
  }
}

const asNotice = (shown: Certificate): Notice => {
  const { issuedOn, effectiveOn, expiresOn, burden, copy, fullPay, nameMatches } = shown
  return { issuedOn, effectiveOn, expiresOn, burden, copy, fullPay, nameMatches, entered: 'as-certificate' }
}

const NOT_TRIED: ReaderResult = { state: 'not-tried' }
const NO_VISIT: Visit = {}

/**
 * Sorts a check-in for the roads.
 * @param before the facts of the same check-in before something was added: the patient's age and a card that lay there
 * are still what they were
 */
export const gatherFacts = (checkIn: CheckIn, before?: Facts): Facts => {
  const day = checkIn.visitDate
  const birthDate = checkIn.patient?.birthDate
  const reader = checkIn.reader ?? NOT_TRIED
  const online = onlineAnswer(checkIn.online)
  const outageMode = checkIn.desk?.outageMode === true
  const phoneReader = checkIn.desk?.phoneReader === true
  const certificates: Certificate[] = []
  const notices: Notice[] = []
  const portals: Portal[] = []
  const insuranceCards: InsuranceCard[] = []
  const elderlyCertificates: ElderlyCertificate[] = []
  const temporaryCertificates: TemporaryCertificate[] = []
  const prescriptions: Prescription[] = []
  let card: Card | null = null
  let phone = false
  let selfDeclaration = false
  let othersPaper = false
  let fullPay = answerPaysInFull(checkIn.online)
  for (const shown of checkIn.presented) {
    switch (shown.type) {
      case 'my-number-card':
        card = before?.card ?? seeCard(card, shown, day)
        break
      case 'phone':
        phone = true
        break
      case 'eligibility-certificate':
        if (shown.otherPerson === true) othersPaper = true
        else {
          fullPay ||= shown.fullPay === true
          if (shown.saysNeedsCard === true) notices.push(asNotice(shown))
          else certificates.push(shown)
        }
        break
      case 'eligibility-notice':
        if (shown.otherPerson === true) othersPaper = true
        else {
          fullPay ||= shown.fullPay === true
          notices.push({ ...shown, entered: 'as-notice' })
        }
        break
      case 'portal-screen':
        portals.push(shown)
        break
      case 'insurance-card':
        insuranceCards.push(shown)
        break
      case 'elderly-recipient-certificate':
        elderlyCertificates.push(shown)
        break
      case 'temporary-certificate':
        temporaryCertificates.push(shown)
        break
      case 'self-declaration':
        selfDeclaration = true
        break
      case 'prescription':
        if (checkIn.desk?.pharmacy === true) prescriptions.push(shown)
        break
    }
  }
  const by = askedBy(checkIn)
  const answersForCard = by === 'card' || by === 'app'
  const failure = recordedFailure(reader, online, by, outageMode)
  const unanswered =
    (reader.state === 'not-tried' && !answersForCard) || (reader.state === 'read' && online === null)
  return {
    day,
    visit: checkIn.visit ?? NO_VISIT,
    birthDate,
    age: before?.age ?? ageGroup(birthDate, day),
    phoneReader,
    outageMode,
    acceptsKnownPatients: checkIn.desk?.acceptsKnownPatients === true,
    deskApp: checkIn.desk?.deskApp === true && day >= LAW_DAYS.deskApp.first,
    reader,
    online,
    askedBy: by,
    answersForCard,
    answeredShare: answeredShare(checkIn.online),
    fullPay,
    failure,
    readingToTry: (card !== null || (phone && phoneReader)) && failure === null && unanswered,
    card,
    phone,
    othersPaper,
    certificates,
    notices,
    portals,
    insuranceCards,
    elderlyCertificates,
    temporaryCertificates,
    selfDeclaration,
    prescriptions,
  }
}
