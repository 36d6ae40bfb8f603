/** For every order of events: no evidence sits in two visits, no visit is lost, and the rows tell the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Document } from '../../../contract/check-in.ts'
import { type CheckInView, type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import { KEPT, PERSON_ANSWERS } from '../../../contract/person-question.ts'
import { MAX_PARKED } from '../../../contract/tray.ts'
import type { DeskEvent, RecordableEvent } from '../../../main/desk/model/core.ts'
import { GOOD_READING } from './fakes.ts'
import { DAY, tableDesk } from './visits-table.ts'

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

type Act = { readonly what: string; readonly person: number; readonly pick: number; readonly kill: number }

const WHATS = [
  'card',
  'card',
  'unread',
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
  'cancel',
  'next-day',
  'restart',
] as const

const actArbitrary: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom(...WHATS),
  person: fc.nat({ max: PEOPLE.length - 1 }),
  pick: fc.nat({ max: 60 }),
  /** Killed after so many effects, where it is small. */
  kill: fc.nat({ max: 25 }),
})

const eventOf = (desk: ReturnType<typeof tableDesk>, act: Act, place: number): DeskEvent | null => {
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
    case 'conclude':
      return { type: 'intent', intent: { type: 'conclude' } }
    case 'cancel':
      return { type: 'intent', intent: { type: 'cancel' } }
    default:
      return null
  }
}

const issued = (document: Document): string[] =>
  'issuedOn' in document && document.issuedOn !== undefined ? [document.issuedOn] : []
const typed = (fields: Fields): string[] => (fields.issuedOn === undefined ? [] : [fields.issuedOn])

/** The days by which papers are known, in a visit: in its evidence, its form, and beside it. */
const tagsOf = ({ evidence, held, draft }: CheckInView): string[] => [
  ...evidence.flatMap(({ document }) => issued(document)),
  ...held.flatMap(({ offer }) => {
    if (offer.kind === 'hand-in') return typed(offer.draft.fields)
    return 'evidence' in offer ? issued(offer.evidence.document) : []
  }),
  ...(draft === null ? [] : typed(draft.fields)),
]

/** The lists of visits as the rows alone tell them. */
const replayed = (rows: readonly RecordableEvent[]) => {
  let open: string | null = null
  const parked = new Set<string>()
  const opened = new Set<string>()
  for (const row of rows) {
    if ('checkIn' in row && row.checkIn !== undefined && row.event !== 'check-in-opened')
      expect([row.event, opened.has(row.checkIn)]).toEqual([row.event, true])
    switch (row.event) {
      case 'check-in-opened':
        expect(open).toBeNull()
        open = row.checkIn
        opened.add(row.checkIn)
        break
      case 'parked':
        expect(row.checkIn).toBe(open)
        parked.add(row.checkIn)
        open = null
        break
      case 'recalled':
        expect([open, parked.delete(row.checkIn)]).toEqual([null, true])
        open = row.checkIn
        break
      case 'concluded':
      case 'cancelled':
        expect(row.checkIn).toBe(open)
        open = null
        break
    }
  }
  return { open, parked: [...parked].sort() }
}

const check = (desk: ReturnType<typeof tableDesk>): void => {
  const { state, parked } = desk.core()
  expect(replayed(desk.rows)).toEqual({
    open: state.checkIn?.id ?? null,
    parked: parked.map(({ id }) => id).sort(),
  })
  const places = new Map<string, string>()
  for (const view of desk.visits())
    for (const tag of tagsOf(view)) {
      expect([tag, places.get(tag) ?? view.id]).toEqual([tag, view.id])
      places.set(tag, view.id)
    }
  for (const { evidence, birthDate } of desk.visits())
    for (const { claims } of evidence)
      if (claims.birthDate !== undefined) expect(claims.birthDate).toBe(birthDate)
  expect(state.tray.map(({ id }) => id)).toEqual(parked.map(({ id }) => id))
  expect(state.question?.number).toBe(state.checkIn?.held[0]?.number)
  expect(parked.length).toBeLessThanOrEqual(MAX_PARKED)
}

/** Acts after which a paper may be gone: its visit has ended, its form was left, or a person has said that it is not taken. */
const MAY_TAKE_AWAY = new Set(['conclude', 'cancel', 'remove', 'type', 'leave-form', 'hand-in'])

/** Tells whether an event may cost a paper: never while something waits to be asked about, but for the answer itself. */
const mayTakeAway = (event: DeskEvent, what: string, { question, checkIn }: DeskState): boolean => {
  if (event.type !== 'intent' || event.intent.type !== 'answer-person')
    return MAY_TAKE_AWAY.has(what) && !(question !== null && (what === 'conclude' || what === 'cancel'))
  const { answer } = event.intent
  const offer = checkIn?.held[0]?.offer
  // A paper that is typed anew takes the place of what it said before.
  if (answer === 'same' && offer?.kind === 'hand-in' && offer.draft.documentId !== null) return true
  return answer === 'taken-back' || answer === 'proxy' || answer === 'family' || question?.same === 'fields'
}

test('no paper sits in two visits, no visit is lost, and the rows tell the same, whatever comes and whenever it is killed', () => {
  fc.assert(
    fc.property(fc.array(actArbitrary, { minLength: 40, maxLength: 120, size: 'max' }), (acts) => {
      const desk = tableDesk()
      let day = 0
      acts.forEach((act, place) => {
        const before = new Set(desk.visits().flatMap(tagsOf))
        let spared = false
        if (act.what === 'restart') desk.restart()
        else if (act.what === 'next-day') {
          day += 1
          desk.nextDay(new Date(Date.parse(DAY) + day * 86_400_000).toISOString().slice(0, 10))
        } else {
          const event = eventOf(desk, act, place)
          if (event === null) return
          spared = mayTakeAway(event, act.what, desk.core().state)
          if (act.kill < 4) desk.killedIn(event, act.kill)
          else desk.tell(event)
        }
        check(desk)
        if (spared) return
        const after = new Set(desk.visits().flatMap(tagsOf))
        expect([...before].filter((tag) => !after.has(tag))).toEqual([])
      })
      expect(deskStateSchema.safeParse(desk.core().state).error).toBeUndefined()
    }),
    { numRuns: 60, endOnFailure: true },
  )
})
