import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CheckIn } from '../../../contract/check-in.ts'
import { describeIssues } from '../../../contract/problem.ts'
import { possibleCheckInSchema } from '../../../main/rules/input.ts'

const problemOf = (input: unknown): string | null => {
  const parsed = z.array(possibleCheckInSchema).safeParse(input)
  return parsed.success ? null : describeIssues(parsed.error)
}
const good: CheckIn = { visitDate: '2026-11-22', presented: [] }

describe('refused, with the path', () => {
  test.each<[string, unknown, RegExp]>([
    ['not an array', {}, /^\$: /],
    ['no day', [{ presented: [] }], /^\[0\]\.visitDate: /],
    [
      'an impossible day',
      [good, { ...good, visitDate: '2026-02-29' }],
      /^\[1\]\.visitDate: expected an existing day/,
    ],
    ['an unknown key', [{ ...good, clinic: 1 }], /^\[0\]\.clinic: unknown key$/],
    [
      'an unknown key in a document',
      [{ ...good, presented: [{ type: 'phone', number: 1 }] }],
      /^\[0\]\.presented\[0\]\.number: unknown key$/,
    ],
    ['a key with a line break', [{ ...good, 'a\nb': 1 }], /^\[0\]\."a\\nb": unknown key$/],
    ['a key with a number', [{ ...good, n983205673214: 1 }], /^\[0\]\.n…: unknown key$/],
    ['an endless key', [{ ...good, ['x'.repeat(5000)]: 1 }], /^\[0\]\.x{40}/],
    [
      'an unknown document',
      [{ ...good, presented: [{ type: 'passport' }] }],
      /^\[0\]\.presented\[0\]\.type: /,
    ],
    ['an unknown code', [{ ...good, online: { code: 7 } }], /^\[0\]\.online\.code: .*1\|2\|3\|4\|5\|6$/],
    ['two answers', [{ ...good, online: { code: 1, unavailable: true } }], /^\[0\]\.online/],
    ['a failure without its kind', [{ ...good, reader: { state: 'failed' } }], /^\[0\]\.reader\.failure: /],
    [
      'a visit in a far future',
      [{ ...good, visitDate: '2200-01-01' }],
      /^\[0\]\.visitDate: no visit lies after 2199-12-31$/,
    ],
    [
      'born after the visit',
      [{ ...good, patient: { birthDate: '2026-11-23' } }],
      /^\[0\]\.patient\.birthDate: born after/,
    ],
    [
      'a certificate issued before there were any',
      [
        {
          ...good,
          presented: [{ type: 'phone' }, { type: 'eligibility-certificate', issuedOn: '2024-08-31' }],
        },
      ],
      /^\[0\]\.presented\[1\]\.issuedOn: no such paper/,
    ],
    [
      'a notice issued before there were any',
      [{ ...good, presented: [{ type: 'eligibility-notice', issuedOn: '2020-01-01' }] }],
      /^\[0\]\.presented\[0\]\.issuedOn: no such paper/,
    ],
    [
      'a certificate that ended before the first',
      [{ ...good, presented: [{ type: 'eligibility-certificate', expiresOn: '2024-12-01' }] }],
      /^\[0\]\.presented\[0\]\.expiresOn: no such paper existed before 2024-12-02$/,
    ],
    [
      'a notice that ended before the first',
      [{ ...good, presented: [{ type: 'eligibility-notice', expiresOn: '2024-12-01' }] }],
      /^\[0\]\.presented\[0\]\.expiresOn: no such paper/,
    ],
    [
      'a card that ran out before there were any',
      [{ ...good, presented: [{ type: 'my-number-card', cardExpiresOn: '2015-12-31' }] }],
      /^\[0\]\.presented\[0\]\.cardExpiresOn: no such paper/,
    ],
    [
      'a card certificate that ran out before there were any',
      [{ ...good, presented: [{ type: 'my-number-card', certificateExpiresOn: '2015-12-31' }] }],
      /^\[0\]\.presented\[0\]\.certificateExpiresOn: no such paper/,
    ],
    [
      'a card without a photo compared with a face',
      [
        {
          ...good,
          presented: [{ type: 'my-number-card', photoless: true }],
          reader: { state: 'read', identifiedBy: 'visual' },
        },
      ],
      /^\[0\]\.reader\.identifiedBy: a card without a photo/,
    ],
    [
      'a card without a photo compared with a face, and a notice beside it',
      [
        {
          ...good,
          presented: [{ type: 'my-number-card', photoless: true }, { type: 'eligibility-notice' }],
          reader: { state: 'read', identifiedBy: 'visual' },
        },
      ],
      /^\[0\]\.reader\.identifiedBy: a card without a photo/,
    ],
    [
      'a face-only card read with a PIN',
      [
        {
          ...good,
          presented: [{ type: 'my-number-card', faceOnly: true }],
          reader: { state: 'read', identifiedBy: 'pin' },
        },
      ],
      /^\[0\]\.reader\.identifiedBy: a face-only card has no PIN$/,
    ],
  ])('%s', (_, input, problem) => {
    expect(problemOf(input)).toMatch(problem)
    expect(problemOf(input)).not.toContain('\n')
  })
})

describe('taken: odd is not impossible', () => {
  test.each<[string, CheckIn]>([
    [
      'the last visit that can be counted',
      { visitDate: '2199-12-31', presented: [], patient: { birthDate: '2124-12-31' } },
    ],
    ['born on the day of the visit', { ...good, patient: { birthDate: '2026-11-22' } }],
    ['a notice sent ahead', { ...good, presented: [{ type: 'eligibility-notice', issuedOn: '2024-09-01' }] }],
    [
      'a certificate issued before its law',
      { ...good, presented: [{ type: 'eligibility-certificate', issuedOn: '2024-10-01' }] },
    ],
    [
      'papers that ended on the first day',
      {
        ...good,
        presented: [
          { type: 'eligibility-certificate', expiresOn: '2024-12-02' },
          { type: 'eligibility-notice', expiresOn: '2024-12-02' },
        ],
      },
    ],
    [
      'effective long before issued',
      { ...good, presented: [{ type: 'eligibility-notice', effectiveOn: '1993-04-01' }] },
    ],
    [
      'issued after the visit',
      { ...good, presented: [{ type: 'eligibility-certificate', issuedOn: '2026-12-01' }] },
    ],
    [
      'an old card issued too late',
      { ...good, presented: [{ type: 'insurance-card', issuedOn: '2025-01-01' }] },
    ],
    [
      'certified after the visit',
      { ...good, presented: [{ type: 'temporary-certificate', certifiedOn: '2026-12-01' }] },
    ],
    [
      'the first cards',
      {
        ...good,
        presented: [
          { type: 'my-number-card', cardExpiresOn: '2016-01-01', certificateExpiresOn: '2016-01-01' },
        ],
      },
    ],
    [
      'a visual check, and two cards of which one has a photo',
      {
        ...good,
        presented: [{ type: 'my-number-card', photoless: true }, { type: 'my-number-card' }],
        reader: { state: 'read', identifiedBy: 'visual' },
      },
    ],
    [
      'a card without a photo and its PIN, a face-only card and the face',
      {
        ...good,
        presented: [{ type: 'my-number-card', photoless: true }],
        reader: { state: 'read', identifiedBy: 'pin' },
      },
    ],
    [
      'a face-only card after a visual check',
      {
        ...good,
        presented: [{ type: 'my-number-card', faceOnly: true }],
        reader: { state: 'read', identifiedBy: 'visual' },
      },
    ],
    [
      'a visual check of a phone',
      { ...good, presented: [{ type: 'phone' }], reader: { state: 'read', identifiedBy: 'visual' } },
    ],
  ])('%s', (_, input) => expect(problemOf([input])).toBeNull())
})
