/** Acts on the answer to whose something is: corrects, puts aside, opens another's visit, or takes back. */
import type { CheckInView, Claims } from '../../../contract/desk.ts'
import { type DraftInput, FIELDS, type FieldName, type Fields } from '../../../contract/form.ts'
import type { Held, Offer } from '../../../contract/held.ts'
import type { DeskIntent } from '../../../contract/intents.ts'
import type { PersonQuestion } from '../../../contract/person-question.ts'
import { unreachable } from '../../../contract/result.ts'
import { giveArrivalBack } from './bridge.ts'
import { openCheckIn, putEvidence, removeEvidence } from './check-in.ts'
import { type Core, chain, type Effect, type Now, type Step, stay, withCheckIn } from './core.ts'
import { checkDraft } from './forms/check.ts'
import { dayOf } from './forms/claims.ts'
import { papersAgainst, withoutPlace } from './person.ts'
import { takePublicFunds } from './public-aid.ts'
import { fillDraft } from './scan.ts'
import { take, withoutFirst } from './settle.ts'
import { open, park } from './tray.ts'

type Answer = Extract<DeskIntent, { type: 'answer-person' }>
type Values = Readonly<Partial<Record<FieldName, string>>>

/** A value as the visit keeps it: a day that stands in a form as it was typed (`S25.4.1`) as a day; null where it is none. */
const kept = (field: FieldName, value: string | null): string | null => {
  if (value === null || FIELDS[field].kind !== 'day') return value
  return dayOf({ fields: { [field]: value } }, field) ?? null
}

/** One side of the question, field by field. */
const valuesOf = ({ lines }: PersonQuestion, side: 'before' | 'now'): Values =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const value = kept(line.field, line[side])
      return value === null ? [] : [[line.field, value]]
    }),
  )

const CLAIMED = ['birthDate', 'name', 'kana', 'symbol', 'number', 'branch'] as const

const claimsWith = (claims: Claims, values: Values): Claims => ({
  ...claims,
  ...Object.fromEntries(CLAIMED.flatMap((key) => (values[key] ? [[key, values[key]]] : []))),
})

/** Fields of a form with other values, where the form says something of the same. */
const fieldsWith = (fields: Fields, values: Values): Fields => ({
  ...fields,
  ...Object.fromEntries(
    [...CLAIMED, 'patientNumber' as const].flatMap((key) =>
      values[key] && fields[key] ? [[key, values[key]]] : [],
    ),
  ),
})

/** For what has come being right: everything in the visit that says otherwise is corrected, and on record again. */
const correctVisit = (core: Core, question: PersonQuestion, offer: Offer, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const values = valuesOf(question, 'now')
  const { draft } = view
  const isTyped = draft !== null && offer.kind !== 'hand-in' && offer.kind !== 'scan-of-form'
  const corrected = withCheckIn(core, {
    ...(values.birthDate === undefined ? {} : { birthDate: values.birthDate }),
    ...(values.patientNumber === undefined ? {} : { patientNumber: values.patientNumber }),
    ...(isTyped
      ? {
          draft: checkDraft({ ...draft, fields: fieldsWith(draft.fields, values) }, draft.scanned, now.today)
            .draft,
        }
      : {}),
  })
  return papersAgainst(view, offer).reduce<Step>(
    (step, piece) =>
      chain(step, (next) => putEvidence(next, { ...piece, claims: claimsWith(piece.claims, values) }, now)),
    stay(corrected),
  )
}

/**
 * For what was there being right, where two things that were there did not agree, such as a paper and the form over it: the
 * side that was shown holds for the whole visit.
 */
const keepShown = (core: Core, question: PersonQuestion, now: Now): Step => {
  const { birthDate } = valuesOf(question, 'before')
  const view = core.state.checkIn
  if (view === null || birthDate === undefined || birthDate === view.birthDate) return stay(core)
  return view.evidence
    .filter(({ claims }) => claims.birthDate !== undefined && claims.birthDate !== birthDate)
    .reduce<Step>(
      (step, piece) =>
        chain(step, (next) => putEvidence(next, { ...piece, claims: { ...piece.claims, birthDate } }, now)),
      stay(withCheckIn(core, { birthDate })),
    )
}

/** For what was there being right: the offer with those facts in place of its own; null where nothing of it is left. */
const correctOffer = (question: PersonQuestion, offer: Offer): Offer | null => {
  const values = valuesOf(question, 'before')
  switch (offer.kind) {
    case 'evidence':
    case 'scan-of-form':
      return {
        ...offer,
        evidence: { ...offer.evidence, claims: claimsWith(offer.evidence.claims, values) },
      }
    case 'hand-in': {
      const draft: DraftInput = { ...offer.draft, fields: fieldsWith(offer.draft.fields, values) }
      return { ...offer, draft }
    }
    case 'card':
    case 'arrival':
      return offer
    // Beside the birth date it brings the public funds that the prescription names.
    case 'birth-date':
      return { ...offer, birthDate: values.birthDate ?? offer.birthDate }
    case 'patient-card':
      return null
    default:
      return unreachable(offer)
  }
}

/** Remembers that this card is this patient's, although its last day is not on the birthday: it is asked once. */
const rememberCard = (core: Core, { lines }: PersonQuestion): Core => {
  const sides = (field: FieldName): readonly string[] =>
    lines
      .filter((line) => line.field === field)
      .flatMap(({ before, now }) => [kept(field, before), kept(field, now)])
      .filter((value) => value !== null)
  const pairs = sides('certificateExpiresOn').flatMap((certificateExpiresOn) =>
    sides('birthDate').map((birthDate) => ({ certificateExpiresOn, birthDate })),
  )
  const known = core.state.checkIn?.sameDespite ?? []
  return withCheckIn(core, { sameDespite: [...known, ...pairs].slice(-20) })
}

/** The same person: what is wrong is corrected, and the offer is taken. */
const isSame = (core: Core, question: PersonQuestion, offer: Offer, answer: Answer, now: Now): Step => {
  const remembered = rememberCard(core, question)
  if (question.same === 'fields' && offer.kind === 'scan-of-form')
    return stay(
      fillDraft(takePublicFunds(remembered, offer.publicFunds, null), offer.fields, answer.fields, now),
    )
  if (question.same === 'nothing' || answer.kept === null) return take(remembered, offer, now)
  if (answer.kept === 'now')
    return chain(correctVisit(remembered, question, offer, now), (next) => take(next, offer, now))
  const corrected = correctOffer(question, offer)
  return chain(keepShown(remembered, question, now), (next) =>
    corrected === null ? stay(next) : take(next, corrected, now),
  )
}

/** The card is that of whoever came along: it does not count here. A paper that waits is looked at again without it. */
const isCompanions = (core: Core, held: Held, now: Now): Step => {
  const { offer } = held
  if (offer.kind === 'card') return stay(withoutFirst(core))
  if (offer.kind === 'arrival') return stay(giveArrivalBack(withoutFirst(core), offer.arrival))
  const cards = core.state.checkIn?.evidence.filter(
    ({ document, source }) => document.type === 'my-number-card' && source === 'card-reader',
  )
  return (cards ?? []).reduce<Step>(
    (step, { id }) => chain(step, (next) => removeEvidence(next, id, now)),
    stay(core),
  )
}

/** Another person: this visit is put aside, and everything that waits goes into theirs and stands nowhere else. */
const isAnothers = (core: Core, view: CheckInView, theirs: string | null, now: Now): Step => {
  const [first, ...behind] = view.held
  if (first === undefined) return stay(core)
  const moved: Held[] = [{ ...first, offer: withoutPlace(first.offer) }, ...behind]
  const aside = park(core, now, theirs !== null)
  // With a full tray the question stays, and so does what waits.
  if (aside.core.state.checkIn !== null) return aside
  return chain(
    aside,
    ({ parked, ...rest }) =>
      stay({
        ...rest,
        parked: parked.map((one) => {
          if (one.id === view.id)
            return { ...one, held: [], ...(first.offer.kind === 'hand-in' ? { draft: null } : {}) }
          return one.id === theirs ? { ...one, held: [...one.held, ...moved] } : one
        }),
      }),
    (next) =>
      theirs === null
        ? openCheckIn(next, now, { held: moved, practice: view.practice })
        : open(next, theirs, now),
  )
}

const rowOf = (view: CheckInView, question: PersonQuestion, { answer, kept }: Answer): Effect => ({
  type: 'record',
  event: {
    event: 'same-person',
    checkIn: view.id,
    about: question.about,
    answer,
    ...(answer === 'same' && kept !== null && question.same.startsWith('which') ? { kept } : {}),
  },
})

const follow = (core: Core, question: PersonQuestion, held: Held, answer: Answer, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  switch (answer.answer) {
    case 'same':
      return isSame(withoutFirst(core), question, held.offer, answer, now)
    case 'proxy':
    case 'family':
      return isCompanions(core, held, now)
    case 'another':
      return isAnothers(core, view, question.theirs, now)
    case 'taken-back': {
      const { offer } = held
      const left = withoutFirst(core)
      return stay(offer.kind === 'arrival' ? giveArrivalBack(left, offer.arrival) : left)
    }
    default:
      return unreachable(answer.answer)
  }
}

/** Answers the question that is shown. One that is no longer asked, or that lacks what has to be said, is no answer. */
export const answerPerson = (core: Core, answer: Answer, now: Now): Step => {
  const { question, checkIn } = core.state
  const [first] = checkIn?.held ?? []
  if (question === null || checkIn === null || first?.number !== answer.question) return stay(core)
  if (question.number !== answer.question) return stay(core)
  const isUnsaid = question.same === 'which' && answer.kept === null
  if (answer.answer === 'same' && isUnsaid) return stay(core)
  if ((answer.answer === 'proxy' || answer.answer === 'family') && !question.hasCard) return stay(core)
  const followed = follow(core, question, first, answer, now)
  // A full tray has left everything as it was: nothing was answered.
  const isUnanswered = answer.answer === 'another' && followed.core.state.checkIn?.id === checkIn.id
  return isUnanswered
    ? followed
    : { core: followed.core, effects: [rowOf(checkIn, question, answer), ...followed.effects] }
}
