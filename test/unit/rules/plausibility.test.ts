import { describe, expect, test } from 'vitest'
import { fitsHalfYearlyGrid, gridDayFrom, isPlausibleExpiry } from '../../../main/rules/expiry.ts'
import { certificateStanding, graceEnd } from '../../../main/rules/grace.ts'
import { expiryRuleFor, INSURERS_WITHOUT_NUMBER } from '../../../main/rules/insurers.ts'

describe('the end of the grace (N04)', () => {
  test.each([
    ['2026-06-15', '2026-09-30'],
    ['2026-04-15', '2026-07-31'],
    ['2026-02-10', '2026-05-31'],
    ['2026-11-30', '2027-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-08-31', '2026-11-30'],
    ['2026-10-01', '2027-01-31'],
  ])('%s: %s', (expiresOn, end) => {
    expect(graceEnd(expiresOn)).toBe(end)
    expect(certificateStanding(expiresOn, end)).toBe('grace')
  })
  test.each([
    ['2026-03-14', 'valid'],
    ['2026-03-15', 'renew-soon'],
    ['2026-06-15', 'renew-soon'],
    ['2026-06-16', 'grace'],
    ['2026-09-16', 'grace'],
    ['2026-09-30', 'grace'],
    ['2026-10-01', 'expired'],
  ])('a certificate of 2026-06-15 on %s: %s', (day, standing) => {
    expect(certificateStanding('2026-06-15', day)).toBe(standing)
  })
  test('without its day it is unknown', () => {
    expect(certificateStanding(undefined, '2026-11-22')).toBe('unknown')
  })
})

describe('the half-yearly grid (B02, B03)', () => {
  test.each([
    ['2026-05-20', '2026-06-01'],
    ['2026-06-01', '2026-06-01'],
    ['2026-06-02', '2026-12-01'],
    ['2026-07-25', '2026-12-01'],
    ['2026-12-01', '2026-12-01'],
    ['2026-12-02', '2027-06-01'],
    ['2025-12-20', '2026-06-01'],
  ])('from %s: %s', (day, grid) => expect(gridDayFrom(day)).toBe(grid))

  const fits = (issuedOn: string | undefined, expiresOn: string, visit = '2026-11-22') =>
    fitsHalfYearlyGrid({ issuedOn, expiresOn }, visit)

  test.each([
    ['2024-12-10', '2025-12-01', true],
    ['2025-06-15', '2025-12-01', true],
    ['2025-06-15', '2025-06-01', false],
    ['2025-12-01', '2025-12-01', true],
    ['2025-12-01', '2026-06-01', false],
    ['2025-12-02', '2026-06-01', true],
    ['2025-12-02', '2025-12-01', false],
    ['2025-12-20', '2026-06-01', true],
    ['2026-05-20', '2026-06-01', true],
    ['2026-05-20', '2026-12-01', false],
    ['2026-06-01', '2026-06-01', true],
    ['2026-06-01', '2026-12-01', true],
    ['2026-06-01', '2027-06-01', false],
    ['2026-12-01', '2027-06-01', true],
    ['2026-12-02', '2027-06-01', true],
    ['2026-07-25', '2026-12-01', true],
    ['2026-07-25', '2027-06-01', false],
    ['2026-07-25', '2026-11-30', false],
    ['2026-07-25', '2026-06-01', false],
  ])('issued %s, until %s: %s', (issuedOn, expiresOn, expected) => {
    expect(fits(issuedOn, expiresOn)).toBe(expected)
  })

  test.each([
    ['2026-12-01', '2026-11-22', true],
    ['2026-06-01', '2026-11-22', true],
    ['2027-06-01', '2026-11-22', false],
    ['2026-11-30', '2026-11-22', false],
    ['2027-06-01', '2026-12-01', true],
    ['2027-06-01', '2026-12-02', true],
    ['2027-12-01', '2026-12-01', false],
    ['2025-12-01', '2025-03-01', true],
    ['2025-06-01', '2025-03-01', false],
  ])('day of issue unknown, until %s, on %s: %s', (expiresOn, visit, expected) => {
    expect(fits(undefined, expiresOn, visit)).toBe(expected)
  })
})

test.each([
  ['2026-11-01', '2031-11-01', true],
  ['2026-11-01', '2031-11-02', false],
  ['2028-02-29', '2033-02-28', true],
  ['2028-02-29', '2033-03-01', false],
  [undefined, '2031-11-22', true],
  [undefined, '2031-11-23', false],
  ['2026-11-01', '2026-11-01', true],
  ['2026-11-01', '2026-10-31', false],
])('issued %s, until %s: plausible %s', (issuedOn, expiresOn, expected) => {
  expect(isPlausibleExpiry({ issuedOn, expiresOn }, '2026-11-22')).toBe(expected)
})

describe('the insurers’ own rules', () => {
  test('a paper that states no number is found by the number that the clinic gives', () => {
    expect(Object.keys(INSURERS_WITHOUT_NUMBER)).toContain('yokogawa-denki')
    expect(expiryRuleFor('06130017', { '06130017': 'yokogawa-denki' })).toBe('half-yearly')
    expect(expiryRuleFor('０６-13001-7', { '06130017': 'yokogawa-denki' })).toBe('half-yearly')
    expect(expiryRuleFor('06130017', { '06130017': 'shuppan' })).toBeUndefined()
    expect(expiryRuleFor('06130017', { '06130017': 'nobody' })).toBeUndefined()
    expect(expiryRuleFor('06130017')).toBeUndefined()
  })
  test('those whose papers state theirs, by number or law, print what they print', () => {
    expect(expiryRuleFor('113019')).toBeUndefined()
    expect(expiryRuleFor('00113019')).toBeUndefined()
    expect(expiryRuleFor('01130012')).toBeUndefined()
  })
  test('what cannot be a number has no rule', () => {
    expect(expiryRuleFor('113018', { '113018': 'yokogawa-denki' })).toBeUndefined()
  })
})
