/**
 * The one place that decides whether something is of another patient than the open visit: typed papers, scans, cards and
 * face results alike. Pure; it asks and takes nothing by itself.
 */
import type { CheckInView, Claims, Evidence } from '../../../contract/desk.ts'
import { FIELDS, type FieldName, type Fields, FORMS } from '../../../contract/form.ts'
import type { CardFound, Offer } from '../../../contract/held.ts'
import { isSamePatientNumber } from '../../../contract/patient-number.ts'
import type { PersonDoubt, PersonQuestion } from '../../../contract/person-question.ts'
import { unreachable } from '../../../contract/result.ts'
import { type PatientDifference, type PatientFacts, patientDifferences } from '../../codes/patient.ts'
import { sameIdentifier } from '../../rules/fields/identifiers.ts'
import { compareNames } from '../../rules/fields/names.ts'
import { claimsOf, dayOf } from './forms/claims.ts'
import { typedNumber } from './forms/patient-form.ts'
import { isOfLastVisit } from './last-paper.ts'
import { factsOfAnswer, factsOfForm, factsOfOffer, factsOfPiece } from './person-facts.ts'

/** A field in which two sides do not agree. */
export type Line = PersonQuestion['lines'][number]

/** The facts that speak against something being the open visit's patient's: none where `about` is empty. */
export type Doubts = { readonly about: readonly PersonDoubt[]; readonly lines: readonly Line[] }

/** A form that somebody types into: with something in it, and of a paper. The facts of the visit itself are no paper. */
export const isTyping = ({ draft }: Pick<CheckInView, 'draft'>): boolean =>
  draft !== null &&
  (draft.form !== 'patient' || draft.edit > 0) &&
  Object.values(draft.fields).some((text) => (text ?? '').trim() !== '')

/**
 * The facts of the visit's patient that are known, thing by thing.
 * @param except the piece of evidence that is corrected, and the form that is handed in: they do not speak for themselves
 */
const knownOf = (
  view: CheckInView,
  except: { readonly piece: string | null; readonly draft: boolean },
): readonly PatientFacts[] => {
  const { draft } = view
  const typed = draft === null || draft.form === 'patient' || except.draft ? [] : [factsOfForm(draft)]
  const corrected = draft?.documentId ?? null
  const typedCard = except.draft ? null : typedNumber(view)
  const own = {
    birthDate: view.birthDate ?? undefined,
    cardId: typedCard ?? view.patientNumber ?? undefined,
  }
  const papers = view.evidence
    .filter(({ id }) => id !== except.piece && (typed.length === 0 || id !== corrected))
    .map(factsOfPiece)
  return [own, ...papers, ...factsOfAnswer(view), ...typed]
}

/** The facts in which agreement with one thing in the visit is enough: one person may have two names and two numbers. */
const MAY_BE_TWO: readonly PatientDifference[] = ['name', 'number', 'branch']

const agreesIn = (fact: PatientDifference, known: PatientFacts, seen: PatientFacts): boolean => {
  const has = (key: keyof PatientFacts): boolean => Boolean(known[key]) && Boolean(seen[key])
  const both =
    fact === 'name' ? has('name') || has('kana') : fact === 'number' ? has('number') : has('branch')
  if (!both || (fact !== 'name' && known.insurerNumber !== seen.insurerNumber)) return false
  return !patientDifferences(known, seen).includes(fact)
}

const DOUBTS = {
  birthDate: 'birth-date',
  name: 'name',
  number: 'number',
  branch: 'branch',
  cardId: 'patient-number',
  certificateExpiresOn: 'card',
  birthday: 'card-and-paper',
} as const satisfies Record<PatientDifference, PersonDoubt>

const text = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : value

const linesOf = (fact: PatientDifference, known: PatientFacts, seen: PatientFacts): readonly Line[] => {
  const line = (field: FieldName & keyof PatientFacts): Line => ({
    field,
    before: text(known[field]),
    now: text(seen[field]),
  })
  switch (fact) {
    case 'birthDate':
      return [line('birthDate')]
    case 'name':
      return [line('name'), line('kana')]
    case 'number':
      return [line('symbol'), line('number')]
    case 'branch':
      return [line('branch')]
    case 'certificateExpiresOn':
      return [line('certificateExpiresOn')]
    case 'birthday':
      return [line('birthDate'), line('certificateExpiresOn')]
    case 'cardId':
      return [{ field: 'patientNumber', before: text(known.cardId), now: text(seen.cardId) }]
    default:
      return unreachable(fact)
  }
}

const isSameDespite = (view: CheckInView, one: PatientFacts, other: PatientFacts): boolean =>
  view.sameDespite.some(
    ({ certificateExpiresOn, birthDate }) =>
      (one.certificateExpiresOn === certificateExpiresOn && other.birthDate === birthDate) ||
      (other.certificateExpiresOn === certificateExpiresOn && one.birthDate === birthDate),
  )

const NONE: Doubts = { about: [], lines: [] }

/** Doubts one after the other, each field once. */
const joined = (...doubts: readonly Doubts[]): Doubts => {
  const lines = new Map<FieldName, Line>()
  for (const line of doubts.flatMap((one) => one.lines))
    if ((line.before !== null || line.now !== null) && !lines.has(line.field)) lines.set(line.field, line)
  return { about: [...new Set(doubts.flatMap(({ about }) => about))], lines: [...lines.values()] }
}

const against = (view: CheckInView, known: readonly PatientFacts[], seen: PatientFacts): Doubts =>
  joined(
    ...known.flatMap((one) =>
      patientDifferences(one, seen)
        .filter((fact) => !(MAY_BE_TWO.includes(fact) && known.some((other) => agreesIn(fact, other, seen))))
        .filter((fact) => !(fact === 'birthday' && isSameDespite(view, one, seen)))
        .map((fact): Doubts => ({ about: [DOUBTS[fact]], lines: linesOf(fact, one, seen) })),
    ),
  )

/** A piece that is typed anew in two facts or more may have been typed over by the next patient's; one is a slip set right. */
const typedOver = (view: CheckInView, piece: string | null, seen: PatientFacts): Doubts => {
  const earlier = view.evidence.find(({ id }) => id === piece)
  if (earlier === undefined) return NONE
  const found = against(view, [factsOfPiece(earlier)], seen)
  return found.about.length > 1 || found.about.includes('birth-date') ? found : NONE
}

const doubtsOfPiece = (
  view: CheckInView,
  seen: PatientFacts,
  { replaces, isForm }: { readonly replaces: string | null; readonly isForm: boolean },
): Doubts =>
  joined(
    against(view, knownOf(view, { piece: replaces, draft: isForm }), seen),
    typedOver(view, replaces, seen),
  )

const doubtsOfCard = (view: CheckInView, card: CardFound): Doubts => {
  const earlier = view.evidence.find(
    ({ document, source }) => document.type === 'my-number-card' && source === 'card-reader',
  )
  const ends = earlier?.document.type === 'my-number-card' ? earlier.document.certificateExpiresOn : undefined
  if (ends !== undefined && ends === card.certificateExpiresOn) return NONE
  const seen: PatientFacts = { certificateExpiresOn: card.certificateExpiresOn }
  const found = against(view, knownOf(view, { piece: null, draft: false }), seen)
  // A card that gave nothing, and then one that was laid anew and gives something: nobody can tell whether it is the same.
  const isUnsure =
    earlier !== undefined && !earlier.confirmed && ends === undefined && card.isLaidAnew && card.confirmed
  return joined(
    card.isBesideForm || card.isLaidElsewhere === true ? { about: ['whose-card'], lines: [] } : NONE,
    isUnsure ? { about: ['card'], lines: [] } : NONE,
    found,
  )
}

/** The fields of the open form in which a scan says something else than what was typed. */
const differingFields = (view: CheckInView, fields: Fields): readonly Line[] => {
  const { draft } = view
  if (draft === null) return []
  const typed = claimsOf(draft)
  const known: readonly FieldName[] = FORMS[draft.form]
  return known.flatMap((field) => {
    const [before, now] = [(draft.fields[field] ?? '').trim(), fields[field] ?? '']
    if (before === '' || now === '' || isSameText(field, before, now, typed)) return []
    return [{ field, before, now }]
  })
}

/** Tells whether typed and scanned say the same, in whichever calendar, width or letters. */
const isSameText = (field: FieldName, before: string, now: string, typed: Claims): boolean => {
  const [one, other] = [{ fields: { [field]: before } }, { fields: { [field]: now } }]
  if (FIELDS[field].kind === 'day') return dayOf(one, field) === dayOf(other, field)
  if (field === 'name' || field === 'kana') return compareNames(before, now) !== 'different'
  if (field === 'insurerNumber') return typed.insurerNumber === claimsOf(other).insurerNumber
  return sameIdentifier(before, now)
}

/** A scan for the form that is being typed: against what is typed, and against everything else in the visit. */
const doubtsOfScanOfForm = (
  view: CheckInView,
  { evidence, fields }: Extract<Offer, { kind: 'scan-of-form' }>,
): Doubts => {
  const seen = factsOfPiece(evidence)
  const others = doubtsOfPiece(view, seen, { replaces: view.draft?.documentId ?? null, isForm: true })
  const lines = differingFields(view, fields)
  if (lines.length === 0 || view.draft === null) return others
  const { about } = against(view, [factsOfForm(view.draft)], seen)
  return joined({ about: ['form', ...about], lines }, others)
}

const replacedBy = (offer: Offer): string | null => {
  if (offer.kind === 'evidence') return offer.replaces
  return offer.kind === 'hand-in' ? offer.draft.documentId : null
}

/** A number that a hand has typed, into the form of the visit's facts or by itself. */
const isTypedNumber = (offer: Offer): boolean =>
  offer.kind === 'hand-in'
    ? offer.draft.form === 'patient'
    : offer.kind === 'patient-card' && offer.isTyped === true

/**
 * Something of the patient is here that did not come by the number. With nothing, another number that is typed over it is a
 * slip set right.
 */
const hasMoreThanNumber = ({ birthDate, official, evidence }: CheckInView): boolean =>
  birthDate !== null || official !== null || evidence.some((piece) => !isOfLastVisit(piece))

/** Everything that speaks against an offer being the open visit's patient's. */
export const doubtsOf = (view: CheckInView, offer: Offer): Doubts => {
  if (offer.kind === 'card') return doubtsOfCard(view, offer.card)
  if (offer.kind === 'scan-of-form') return doubtsOfScanOfForm(view, offer)
  const place = { replaces: replacedBy(offer), isForm: offer.kind === 'hand-in' }
  const isSlip = isTypedNumber(offer) && !hasMoreThanNumber(view)
  return joined(
    ...factsOfOffer(offer).map((seen) =>
      doubtsOfPiece(view, isSlip ? { ...seen, cardId: undefined } : seen, place),
    ),
  )
}

/** Tells whether the official answer to a card in the visit speaks against an offer: the card may be a companion's. */
export const isAgainstCardsAnswer = (view: CheckInView, offer: Offer): boolean =>
  view.official?.by === 'card' &&
  factsOfOffer(offer).some((seen) => against(view, factsOfAnswer(view), seen).about.length > 0)

/** The papers in the visit that say otherwise than an offer. */
export const papersAgainst = (view: CheckInView, offer: Offer): readonly Evidence[] =>
  view.evidence.filter(
    (piece) =>
      piece.id !== replacedBy(offer) &&
      factsOfOffer(offer).some((seen) => patientDifferences(factsOfPiece(piece), seen).length > 0),
  )

const isAlike = (known: PatientFacts, seen: PatientFacts): boolean => {
  const same = (key: keyof PatientFacts): boolean => Boolean(known[key]) && known[key] === seen[key]
  const named = agreesIn('name', known, seen) || agreesIn('number', known, seen)
  const isSameCard = Boolean(known.cardId) && isSamePatientNumber(known.cardId ?? '', seen.cardId ?? '')
  return isSameCard || same('certificateExpiresOn') || (same('birthDate') && named)
}

/** The one parked visit to whose patient an offer fits; null where it fits to none, or to two. */
export const fitsTo = (parked: readonly CheckInView[], offer: Offer): CheckInView | null => {
  const fitting = parked.filter((view) => {
    const known = knownOf(view, { piece: null, draft: false })
    const isItsOwn = factsOfOffer(offer).some((seen) => known.some((one) => isAlike(one, seen)))
    return isItsOwn && doubtsOf(view, withoutPlace(offer)).about.length === 0
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** The same offer for another visit than the one at which it was made: it corrects nothing there, and nobody typed beside it. */
export const withoutPlace = (offer: Offer): Offer => {
  switch (offer.kind) {
    case 'evidence':
      return { ...offer, replaces: null }
    case 'scan-of-form':
      return {
        kind: 'evidence',
        evidence: offer.evidence,
        replaces: null,
        ...(offer.publicFunds === undefined ? {} : { publicFunds: offer.publicFunds }),
      }
    case 'hand-in':
      return { ...offer, draft: { ...offer.draft, documentId: null }, isOpenHere: false }
    case 'card':
      return {
        ...offer,
        card: { ...offer.card, isLaidAnew: false, isBesideForm: false, isLaidElsewhere: false },
      }
    case 'arrival':
    case 'patient-card':
    case 'birth-date':
      return offer
    default:
      return unreachable(offer)
  }
}
