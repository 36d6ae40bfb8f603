/** The things that come to a desk in any order, for the properties of visits. */
import fc from 'fast-check'
import type { VisitChange } from '../../../contract/amend.ts'
import { RESULTS_OF } from '../../../contract/follow-up-kinds.ts'
import { KEPT, PERSON_ANSWERS } from '../../../contract/person-question.ts'
import { GOOD_READING } from './fakes.ts'
import type { Happening, tableDesk } from './visits-table.ts'

/** Four people: a father and a son of one name, and twins with one birth date and one number. */
const PEOPLE = [
  { name: '見本 太郎', birthDate: '1950-04-01', number: '11', branch: '00', ends: '2029-04-01' },
  { name: '見本 太郎', birthDate: '1985-05-02', number: '11', branch: '01', ends: '2030-05-02' },
  { name: '国保 花子', birthDate: '2015-06-03', number: '22', branch: '02', ends: '2028-06-03' },
  { name: '国保 月子', birthDate: '2015-06-03', number: '22', branch: '03', ends: '2027-06-03' },
] as const

const READER = 'Mihon Reader'
const INSURER = '01139997'

/** A day that no other paper of the run has: by it a paper is known wherever it lies. */
const tagOf = (place: number): string => new Date(Date.UTC(2025, 0, 1 + place)).toISOString().slice(0, 10)

export type Act = {
  readonly what: string
  readonly person: number
  readonly pick: number
  readonly kill: number
}

/** Mostly what comes while visits are open: papers, cards, forms, questions. */
export const AT_THE_DESK = [
  'card',
  'card',
  'lay',
  'lay',
  'unread',
  'lift',
  'lift',
  'scan',
  'scan',
  'scan',
  'type',
  'type',
  'type-on',
  'hand-in',
  'hand-in',
  'hand-in',
  'leave-form',
  'add',
  'patient-card',
  'prescription',
  'remove',
  'park',
  'park',
  'recall',
  'recall',
  'family',
  'answer',
  'answer',
  'answer',
  'answer',
  'answer',
  'conclude',
  'conclude',
  'cancel',
  'amend',
  'reopen',
  'practice',
  'pay',
  'number',
  'queue',
  'outage',
  'search',
  'type-aid',
  'remove-aid',
  'type-patient',
  'same-paper',
  'next-day',
  'restart',
] as const

/** Mostly what is done with visits that have ended, while others come. */
export const AFTER_THE_END = [
  'add',
  'scan',
  'emergency',
  'emergency',
  'emergency',
  'park',
  'recall',
  'answer',
  'conclude',
  'conclude',
  'conclude',
  'conclude',
  'cancel',
  'amend',
  'amend',
  'reopen',
  'reopen',
  'reopen',
  'settle',
  'settle',
  'undo',
  'practice',
  'pay',
  'pay',
  'number',
  'number',
  'queue',
  'outage',
  'search',
  'type-aid',
  'type-aid',
  'hand-in',
  'hand-in',
  'patient-card',
  'type-patient',
  'same-paper',
  'next-day',
  'restart',
] as const

export const actOfArbitrary = (whats: readonly string[]): fc.Arbitrary<Act> =>
  fc.record({
    what: fc.constantFrom(...whats),
    person: fc.nat({ max: PEOPLE.length - 1 }),
    pick: fc.nat({ max: 60 }),
    /** Killed after so many effects, where it is small. */
    kill: fc.nat({ max: 25 }),
  })

export type Desk = ReturnType<typeof tableDesk>

/** A row that has concluded a visit, of today or before, whether it still counts or not; once in a while one that is not there. */
const endOf = (desk: Desk, pick: number): { visit: string; seq: number } | null => {
  if (pick === 1) return { visit: 'v0', seq: 1 }
  const ends = desk.journal
    .events()
    .flatMap((event, place) =>
      event.event === 'concluded' ? [{ visit: event.checkIn, seq: place + 1 }] : [],
    )
  return ends.at(-1 - (pick % Math.max(1, Math.min(4, ends.length)))) ?? null
}

const CHANGES: readonly VisitChange[] = [
  { patientNumber: '7001' },
  { patientNumber: '7002', outcome: 'not-confirmed' },
  { patientNumber: null, paid: 'in-full' },
  { outcome: 'accept', paid: null, remark: '見本' },
  { patientNumber: ' ７００１ ', queueNumber: 'A-1', paid: 'deposit', remark: '見本' },
  { queueNumber: null, remark: null, paid: 'in-full' },
]

/** Two people's numbers, one of them as a card and a hand write it; and none. */
const NUMBERS = ['0001', '1', '0002', '７００１', ''] as const
const PAYMENTS = ['in-full', 'in-full', 'deposit', null] as const
const SEARCHES = ['found', 'not-found', null] as const
const PAYER = '54136015'

/** One of a list, by a number that has been drawn. */
const pickOf = <Value>(list: readonly [Value, ...Value[]], pick: number): Value =>
  list[pick % list.length] ?? list[0]

/** An act on visits that have ended, or on what they have left to do. */
const actOf = (desk: Desk, { what, pick }: Act): Happening | null => {
  const end = endOf(desk, pick)
  const { followUps } = desk.core().state
  const ofThem = followUps.filter(({ done }) => (done === null) === (what === 'settle'))
  const left = ofThem[pick % Math.max(1, ofThem.length)]
  switch (what) {
    case 'amend':
      return (
        end && {
          type: 'act',
          intent: { type: 'amend-visit', ...end, change: CHANGES[pick % CHANGES.length] ?? {}, why: '見本' },
        }
      )
    case 'reopen':
      return end && { type: 'act', intent: { type: 'reopen-visit', ...end, why: '見本' } }
    case 'settle':
      return left === undefined
        ? null
        : {
            type: 'act',
            intent: {
              type: 'settle-follow-up',
              visit: left.visit,
              seq: left.seq,
              what: left.what,
              result: RESULTS_OF[left.what][0] ?? 'done',
              share: null,
            },
          }
    case 'undo':
      return left === undefined
        ? null
        : {
            type: 'act',
            intent: { type: 'undo-follow-up', visit: left.visit, seq: left.seq, what: left.what },
          }
    default:
      return null
  }
}

export const eventOf = (desk: Desk, act: Act, place: number): Happening | null => {
  const person = PEOPLE[act.person] ?? PEOPLE[0]
  const { checkIn, question } = desk.core().state
  const { name, birthDate, number, branch } = person
  const claims = { name, birthDate, number, branch, insurerNumber: INSURER }

  const issuedOn = tagOf(place)
  const draft = (edit: number) => ({
    form: 'eligibility-certificate' as const,
    documentId: act.pick % 3 === 0 ? (checkIn?.evidence[0]?.id ?? null) : null,
    fields: { ...claims, issuedOn },
    edit,
  })
  const parked = desk.core().parked[act.pick % Math.max(1, desk.core().parked.length)]?.id ?? 'nobody'
  const { certificate } = GOOD_READING
  if (certificate === null) throw new Error('the reading has a certificate')
  switch (act.what) {
    case 'card':
      return {
        type: 'card-reader',
        status: {
          state: 'read',
          reader: READER,
          reading: { ...GOOD_READING, certificate: { ...certificate, expiresOn: person.ends } },
        },
        official: null,
      }
    case 'lay':
      return {
        type: 'card-reader',
        status: { state: 'reading', reader: READER, selected: true },
        official: null,
      }
    case 'unread':
      return {
        type: 'card-reader',
        status: { state: 'failed', reader: READER, problem: 'unreadable', selected: true },
        official: null,
      }
    case 'lift':
      return { type: 'card-reader', status: { state: 'ready', reader: READER }, official: null }
    case 'scan':
      return {
        type: 'scan',
        proposal: null,
        result: { outcome: 'accept', kind: 'eligibility-certificate', fields: { ...claims, issuedOn } },
      }
    case 'type':
      return { type: 'intent', intent: { type: 'save-draft', draft: draft(1) } }
    case 'type-on': {
      if (checkIn?.draft == null) return null
      const { form, documentId, fields } = checkIn.draft
      return { type: 'intent', intent: { type: 'save-draft', draft: { form, documentId, fields, edit: 9 } } }
    }
    case 'hand-in': {
      if (checkIn?.draft == null) return null
      const { form, documentId, fields, edit } = checkIn.draft
      return { type: 'intent', intent: { type: 'hand-in-draft', draft: { form, documentId, fields, edit } } }
    }
    case 'leave-form':
      return { type: 'intent', intent: { type: 'save-draft', draft: null } }
    case 'add':
      return {
        type: 'intent',
        intent: { type: 'add-document', document: { type: 'eligibility-notice', issuedOn }, claims },
      }
    case 'patient-card':
      return {
        type: 'scan',
        proposal: null,
        result: { outcome: 'accept', kind: 'patient-card', fields: { id: `000${act.person}` } },
      }
    case 'prescription':
      return {
        type: 'scan',
        proposal: null,
        result: {
          outcome: 'accept',
          kind: 'prescription',
          fields: { sex: 'male', birthDate, insurerNumber: INSURER },
        },
      }
    case 'remove':
      return { type: 'intent', intent: { type: 'remove-document', id: checkIn?.evidence.at(-1)?.id ?? 'e0' } }
    case 'park':
      return { type: 'intent', intent: { type: 'park-check-in' } }
    case 'recall':
      return { type: 'intent', intent: { type: 'recall-check-in', id: parked } }
    case 'family':
      return { type: 'intent', intent: { type: 'next-of-family', id: act.pick % 2 === 0 ? null : parked } }
    case 'answer':
      return {
        type: 'intent',
        intent: {
          type: 'answer-person',
          question: act.pick === 0 ? 999 : (question?.number ?? 0),
          answer: PERSON_ANSWERS[act.pick % PERSON_ANSWERS.length] ?? 'same',
          kept: KEPT[act.person - 1] ?? null,
          fields: act.pick % 4 === 0 ? ['name', 'birthDate', 'issuedOn'] : [],
        },
      }
    case 'practice':
      return { type: 'intent', intent: { type: 'open-practice' } }
    case 'pay':
      return { type: 'intent', intent: { type: 'set-paid', paid: pickOf(PAYMENTS, act.pick) } }
    case 'number':
      return {
        type: 'intent',
        intent: { type: 'set-patient-number', patientNumber: pickOf(NUMBERS, act.pick) },
      }
    case 'queue':
      return {
        type: 'intent',
        intent: { type: 'set-queue-number', queueNumber: act.pick % 4 === 0 ? null : `A-${place}` },
      }
    case 'outage':
      return {
        type: 'intent',
        intent: { type: desk.core().state.outage === null ? 'start-outage' : 'end-outage' },
      }
    case 'search':
      return { type: 'intent', intent: { type: 'set-outage-search', search: pickOf(SEARCHES, act.pick) } }
    case 'type-aid': {
      const fields = { payerNumber: PAYER, recipientNumber: `${1_000_000 + place}`, expiresOn: issuedOn }
      return {
        type: 'intent',
        intent: { type: 'save-draft', draft: { form: 'public-aid', documentId: null, fields, edit: 1 } },
      }
    }
    case 'remove-aid':
      return {
        type: 'intent',
        intent: { type: 'remove-public-aid', id: checkIn?.publicAid.at(-1)?.id ?? 'a0' },
      }
    case 'type-patient': {
      const before = checkIn?.draft?.form === 'patient' ? checkIn.draft.fields : null
      const shown = { patientNumber: checkIn?.patientNumber ?? '', birthDate: checkIn?.birthDate ?? '' }
      const typed = act.pick % 2 === 0 ? { patientNumber: pickOf(NUMBERS, act.pick) } : { birthDate }
      const fields = before === null ? shown : { ...before, ...typed }
      return {
        type: 'intent',
        intent: {
          type: 'save-draft',
          draft: { form: 'patient', documentId: null, fields, edit: before === null ? 0 : 1 },
        },
      }
    }
    case 'same-paper':
      return { type: 'intent', intent: { type: 'take-same-paper' } }
    case 'emergency':
      return { type: 'intent', intent: { type: 'set-visit', visit: { emergency: true } } }
    case 'conclude':
      return {
        type: 'intent',
        intent: { type: 'conclude', ...(act.pick % 3 === 0 ? {} : { confirmed: true }) },
      }
    case 'cancel':
      return { type: 'intent', intent: { type: 'cancel' } }
    default:
      return actOf(desk, act)
  }
}
