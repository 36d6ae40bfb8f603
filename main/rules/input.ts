/**
 * Finds contradictions in a check-in that has the right shape: it is refused with its path before anything is decided.
 * Only the impossible is refused. What is merely odd (a certificate issued before its law, rules §3.1; effective before
 * issued, K12; sent ahead, B14) is decided with a warning.
 */
import { type CheckIn, checkInSchema, type Document } from '../../contract/check-in.ts'
import type { Day } from '../../contract/day.ts'
import { LAW_DAYS } from './law-days.ts'

/** Far enough for every clock that is wrong, and near enough to count ages from. */
const LATEST_VISIT: Day = '2199-12-31'

type Impossible = { readonly path: readonly (string | number)[]; readonly message: string }

/** The first day that a field of a kind of paper can name: before it there was no such paper. */
const FIRST_DAYS: Readonly<Partial<Record<Document['type'], Readonly<Record<string, Day>>>>> = {
  'my-number-card': {
    certificateExpiresOn: LAW_DAYS.myNumberCard.first,
    cardExpiresOn: LAW_DAYS.myNumberCard.first,
  },
  'eligibility-certificate': {
    issuedOn: LAW_DAYS.noticesSentAhead.first,
    expiresOn: LAW_DAYS.certificatesAndNotices.first,
  },
  'eligibility-notice': {
    issuedOn: LAW_DAYS.noticesSentAhead.first,
    expiresOn: LAW_DAYS.certificatesAndNotices.first,
  },
}

/**
 * A card without a photo cannot be compared with a face (N13), and a face-only card has no PIN (N12). Of two cards
 * either may be the one that was read.
 */
const impossibleIdentification = ({ presented, reader }: CheckIn): Impossible[] => {
  if (reader?.state !== 'read') return []
  const cards = presented.filter((shown) => shown.type === 'my-number-card')
  if (cards.length === 0) return []
  const path = ['reader', 'identifiedBy']
  if (reader.identifiedBy === 'visual' && cards.every(({ photoless }) => photoless === true))
    return [{ path, message: 'a card without a photo cannot be compared with a face' }]
  if (reader.identifiedBy === 'pin' && cards.every(({ faceOnly }) => faceOnly === true))
    return [{ path, message: 'a face-only card has no PIN' }]
  return []
}

const impossibleDays = (shown: Document, place: number): Impossible[] => {
  const fields: Readonly<Record<string, unknown>> = shown
  return Object.entries(FIRST_DAYS[shown.type] ?? {}).flatMap(([field, first]) => {
    const day = fields[field]
    return typeof day === 'string' && day < first
      ? [{ path: ['presented', place, field], message: `no such paper existed before ${first}` }]
      : []
  })
}

/** Everything in a check-in that cannot be, in the order in which it is written. */
export const findImpossible = (checkIn: CheckIn): Impossible[] => {
  const { visitDate, patient, presented } = checkIn
  const birthDate = patient?.birthDate
  return [
    ...(visitDate > LATEST_VISIT
      ? [{ path: ['visitDate'], message: `no visit lies after ${LATEST_VISIT}` }]
      : []),
    ...(birthDate !== undefined && birthDate > visitDate
      ? [{ path: ['patient', 'birthDate'], message: `born after the visit on ${visitDate}` }]
      : []),
    ...presented.flatMap(impossibleDays),
    ...impossibleIdentification(checkIn),
  ]
}

/** A check-in that can be: the contract's shape, and nothing in it that is impossible. */
export const possibleCheckInSchema = checkInSchema.superRefine((checkIn, context) => {
  for (const { path, message } of findImpossible(checkIn))
    context.addIssue({ code: 'custom', path: [...path], message })
})
