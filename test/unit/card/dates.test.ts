import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeAuthority, makeHolderCertificate } from '../../../fixtures/virtual-card/certificates.ts'
import { datesAtBeginning } from '../../../native/card/certificate/dates.ts'

const at = (day: string): Date => new Date(`${day}T23:59:59+09:00`)
let certificate: Uint8Array
beforeAll(async () => {
  const authority = await makeAuthority({ notBefore: at('2020-01-01'), notAfter: at('2040-12-31') })
  certificate = await makeHolderCertificate({
    authority,
    notBefore: at('2024-04-01'),
    notAfter: at('2039-04-01'),
  })
})

/** A certificate of which only what stands before the validity, and the validity, is filled in. */
const beginning = (times: string, issuer = '30 02 31 00'): Uint8Array => {
  const hex = (text: string): number[] => text.split(' ').map((byte) => Number.parseInt(byte, 16))
  const fields = [
    ...hex('a0 03 02 01 02'),
    ...hex('02 01 07'),
    ...hex('30 03 06 01 2a'),
    ...hex(issuer),
    ...hex(times),
  ]
  const body = [0x30, 0x82, 0x04, 0x00, ...fields]
  return Uint8Array.of(0x30, 0x82, 0x04, 0x04, ...body)
}
const time = (text: string): string =>
  [...Buffer.from(text, 'latin1')].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
const utc = (text: string): string => `17 0d ${time(text)}`
const general = (text: string): string => `18 0f ${time(text)}`
const validity = (...times: string[]): string => {
  const length = times.join(' ').split(' ').length
  return `30 ${length.toString(16).padStart(2, '0')} ${times.join(' ')}`
}

describe('the dates at the beginning of a certificate', () => {
  it('are those that the whole certificate has, in its first 256 bytes', () => {
    const whole = new X509Certificate(certificate)
    expect(datesAtBeginning(certificate.subarray(0, 256))).toEqual({
      kind: 'dates',
      notBefore: whole.validFromDate,
      notAfter: whole.validToDate,
    })
  })
  it('are never read from fields that are not whole: every shorter beginning asks for more', () => {
    const whole = datesAtBeginning(certificate)
    let seen = 0
    for (let length = 0; length <= 256; length += 1) {
      const dates = datesAtBeginning(certificate.subarray(0, length))
      if (dates.kind === 'more') seen += 1
      else expect(dates).toEqual(whole)
    }
    expect(seen).toBeGreaterThan(100)
  })
  it('are read in both forms, over the turn of the century', () => {
    const of = (...times: string[]) => datesAtBeginning(beginning(validity(...times)))
    expect(of(utc('491231150000Z'), general('20501231145959Z'))).toEqual({
      kind: 'dates',
      notBefore: new Date('2049-12-31T15:00:00Z'),
      notAfter: new Date('2050-12-31T14:59:59Z'),
    })
    expect(of(utc('500101000000Z'), utc('991231235959Z'))).toMatchObject({
      notBefore: new Date('1950-01-01T00:00:00Z'),
    })
  })
  it.each([
    ['a day that there is not', [utc('240230000000Z'), utc('390401000000Z')]],
    ['an hour that there is not', [utc('240201240000Z'), utc('390401000000Z')]],
    ['no Z', [utc('2402010000000'), utc('390401000000Z')]],
    ['the long form in the short tag', [`17 0f ${time('20240201000000Z')}`, utc('390401000000Z')]],
    ['one time', [utc('240201000000Z')]],
    ['three times', [utc('240201000000Z'), utc('250201000000Z'), utc('390401000000Z')]],
    ['no time', ['04 01 00', utc('390401000000Z')]],
  ])('are refused with %s', (_, times) => {
    expect(datesAtBeginning(beginning(validity(...times)))).toEqual({ kind: 'malformed' })
  })
  it('are refused where an object goes beyond the one around it', () => {
    expect(datesAtBeginning(beginning(validity(utc('240201000000Z')), '30 82 1f 00'))).toEqual({
      kind: 'malformed',
    })
  })
  it('never come from bytes that say otherwise, whatever is changed', () => {
    fc.assert(
      fc.property(fc.nat(259), fc.nat(255), (place, byte) => {
        const changed = certificate.slice()
        changed[place] = byte
        const dates = datesAtBeginning(changed.subarray(0, 256))
        if (dates.kind !== 'dates') return
        let whole: X509Certificate
        try {
          whole = new X509Certificate(changed)
        } catch {
          return
        }
        if (whole.raw.length !== changed.length) return
        expect(dates.notBefore.getTime()).toBe(whole.validFromDate.getTime())
        expect(dates.notAfter.getTime()).toBe(whole.validToDate.getTime())
      }),
      { numRuns: 2_000 },
    )
  })
})
