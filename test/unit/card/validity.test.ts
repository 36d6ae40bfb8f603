import { describe, expect, it } from 'vitest'
import { judgeValidity } from '../../../native/card/certificate/validity.ts'

const dates = (to: string, from = '2021-01-01T00:00:00+09:00') => ({
  notBefore: new Date(from),
  notAfter: new Date(`${to}T23:59:59+09:00`),
})

describe('judgeValidity', () => {
  // Rule N04: 2026-06-15 → strict 09-15, lenient 09-30; the days at and beside each end.
  it.each([
    ['2026-06-14', 'valid'],
    ['2026-06-15', 'valid'],
    ['2026-06-16', 'grace'],
    ['2026-09-15', 'grace'],
    ['2026-09-16', 'expired'],
    ['2026-09-30', 'expired'],
  ])('on %s a certificate that ends on 2026-06-15 is %s', (visit, status) => {
    expect(judgeValidity(dates('2026-06-15'), visit)).toMatchObject({
      status,
      expiresOn: '2026-06-15',
      graceEndsStrict: '2026-09-15',
      graceEndsLenient: '2026-09-30',
    })
  })

  it.each([
    ['2026-04-15', '2026-07-15', '2026-07-31'],
    ['2026-11-30', '2027-02-28', '2027-02-28'],
    ['2027-11-30', '2028-02-29', '2028-02-29'],
    ['2026-12-31', '2027-03-31', '2027-03-31'],
    ['2026-05-31', '2026-08-31', '2026-08-31'],
    ['2026-03-31', '2026-06-30', '2026-06-30'],
  ])('%s: grace to %s, or to %s', (expiresOn, strict, lenient) => {
    expect(judgeValidity(dates(expiresOn), expiresOn)).toMatchObject({
      graceEndsStrict: strict,
      graceEndsLenient: lenient,
    })
  })

  it.each([
    ['2026-03-14', false],
    ['2026-03-15', true],
    ['2026-06-15', true],
    ['2026-06-16', false],
  ])('on %s one that ends on 2026-06-15 is about to expire: %s', (visit, soon) => {
    expect(judgeValidity(dates('2026-06-15'), visit).expiresSoon).toBe(soon)
  })

  it('counts days in Asia/Tokyo, whatever the zone of the instant', () => {
    const tokyo = { notBefore: new Date('2026-11-21T15:00:00Z'), notAfter: new Date('2026-12-31T14:59:59Z') }
    expect(judgeValidity(tokyo, '2026-11-21').status).toBe('not-yet-valid')
    expect(judgeValidity(tokyo, '2026-11-22').status).toBe('valid')
    expect(judgeValidity(tokyo, '2026-12-31').status).toBe('valid')
    expect(judgeValidity(tokyo, '2027-01-01').status).toBe('grace')
    const minute = { ...tokyo, notAfter: new Date('2026-12-31T15:00:00Z') }
    expect(judgeValidity(minute, '2027-01-01').status).toBe('valid')
  })
})
