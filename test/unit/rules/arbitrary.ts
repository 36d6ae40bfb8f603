/** Check-ins at random: mostly of the kind that occurs, on and around the days that matter. */
import fc from 'fast-check'
import type { CheckIn, Document, Online, ReaderResult, Visit } from '../../../contract/check-in.ts'
import type { Day } from '../../../contract/day.ts'
import { addDays } from '../../../main/rules/dates/arithmetic.ts'
import { possibleCheckInSchema } from '../../../main/rules/input.ts'

const LANDMARKS = [
  '2024-12-01',
  '2025-08-01',
  '2025-09-19',
  '2025-12-01',
  '2026-03-31',
  '2026-06-01',
  '2026-07-31',
  '2026-11-22',
] as const

/** A day near one that a rule begins or ends on. */
export const day: fc.Arbitrary<Day> = fc
  .tuple(fc.constantFrom(...LANDMARKS), fc.integer({ min: -3, max: 3 }))
  .map(([landmark, days]) => addDays(landmark, days))

const birthDate = fc
  .tuple(day, fc.constantFrom(0, 1, 6, 7, 30, 69, 70, 71, 74, 75, 76, 90), fc.constantFrom(-31, -1, 0, 1))
  .map(([near, years, days]) => addDays(`${Number(near.slice(0, 4)) - years}-${near.slice(5, 8)}01`, days))

/** An object with some of the fields; an absent one is absent, not undefined. */
const some = <Fields extends object>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }) =>
  fc.record(fields, { requiredKeys: [] })

const flag = fc.constant(true)
const burden = fc.constantFrom(1 as const, 2 as const, 3 as const)

const documentOf = {
  'my-number-card': some({
    certificateExpiresOn: day,
    cardExpiresOn: day,
    faceOnly: flag,
    photoless: flag,
  }).map((rest) => ({ type: 'my-number-card' as const, ...rest })),
  phone: fc.constant({ type: 'phone' as const }),
  'eligibility-certificate': some({
    issuedOn: day.filter((issued) => issued >= '2024-09-01'),
    effectiveOn: day,
    expiresOn: day,
    burden,
    scheme: fc.constantFrom('employee' as const, 'national' as const, 'late-elderly' as const),
    expiryRule: fc.constant('half-yearly' as const),
    fullPay: flag,
    copy: flag,
    saysNeedsCard: flag,
    nameMatches: fc.boolean(),
    otherPerson: flag,
  }).map((rest) => ({ type: 'eligibility-certificate' as const, ...rest })),
  'eligibility-notice': some({
    issuedOn: day,
    effectiveOn: day,
    expiresOn: day,
    burden,
    fullPay: flag,
    copy: flag,
    nameMatches: fc.boolean(),
    otherPerson: flag,
  }).map((rest) => ({ type: 'eligibility-notice' as const, ...rest })),
  'portal-screen': some({ saved: flag, savedOn: day }).map((rest) => ({
    type: 'portal-screen' as const,
    ...rest,
  })),
  'insurance-card': some({ issuedOn: day, expiresOn: day }).map((rest) => ({
    type: 'insurance-card' as const,
    ...rest,
  })),
  'elderly-recipient-certificate': fc
    .tuple(some({ effectiveOn: day, expiresOn: day }), burden)
    .map(([rest, share]) => ({ type: 'elderly-recipient-certificate' as const, ...rest, burden: share })),
  'temporary-certificate': day.map((certifiedOn) => ({
    type: 'temporary-certificate' as const,
    certifiedOn,
  })),
  prescription: some({
    issuedOn: day,
    burden,
    scheme: fc.constantFrom('employee' as const, 'national' as const, 'late-elderly' as const),
    copy: flag,
    withoutInsurer: flag,
  }).map((rest) => ({ type: 'prescription' as const, ...rest })),
  'self-declaration': fc.constant({ type: 'self-declaration' as const }),
} satisfies Record<Document['type'], fc.Arbitrary<Document>>

/** One document of any kind. */
export const document: fc.Arbitrary<Document> = fc.oneof(...Object.values(documentOf))

export const reader: fc.Arbitrary<ReaderResult> = fc.oneof(
  fc.constant({ state: 'not-tried' as const }),
  fc.constant({ state: 'down' as const }),
  some({
    identifiedBy: fc.constantFrom('face' as const, 'pin' as const, 'visual' as const),
    registeredNow: flag,
  }).map((rest) => ({ state: 'read' as const, ...rest })),
  fc
    .constantFrom(
      'card-unreadable' as const,
      'certificate-expired' as const,
      'not-registered' as const,
      'refused' as const,
      'no-identification' as const,
      'reader-fault' as const,
    )
    .map((failure) => ({ state: 'failed' as const, failure })),
)

export const online: fc.Arbitrary<Online> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 6 as const),
      some({
        by: fc.constantFrom('card' as const, 'number' as const, 'app' as const),
        burden: fc.constantFrom(1 as const, 2 as const, 3 as const, 10 as const),
        fullPay: flag,
      }),
    )
    .map(([code, rest]) => ({ code, ...rest })),
  fc.constant({ unavailable: true as const }),
)

const visit: fc.Arbitrary<Visit> = some({
  kind: fc.constantFrom('first' as const, 'return' as const),
  recordOnFile: flag,
  saysUnchanged: fc.boolean(),
  coverageEndedOn: day,
  cardLost: flag,
  emergency: flag,
  workRelated: flag,
})

/** A check-in that can be. */
export const checkIn: fc.Arbitrary<CheckIn> = fc
  .tuple(
    fc.record({ visitDate: day, presented: fc.array(document, { maxLength: 3 }) }),
    some({
      visit,
      patient: some({ birthDate }),
      desk: some({
        phoneReader: flag,
        outageMode: flag,
        acceptsKnownPatients: flag,
        deskApp: flag,
        pharmacy: flag,
      }),
      reader,
      online,
    }),
  )
  .map(([must, may]) => ({ ...must, ...may }))
  .filter((input) => possibleCheckInSchema.safeParse(input).success)
