import { X509Certificate } from 'node:crypto'
import { KeyUsageFlags } from '@peculiar/asn1-x509'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Authority,
  makeAuthority,
  makeHolderCertificate,
} from '../../../fixtures/virtual-card/certificates.ts'
import { checkChain, parseTrustAnchors } from '../../../native/card/certificate/chain.ts'

const day = (text: string): Date => new Date(`${text}T12:00:00+09:00`)
const NOW = day('2026-11-22')
// An elliptic curve where the kind of key does not matter: its keys are made in no time.
const span = { key: 'ecdsa-p384' as const, notBefore: day('2020-01-01'), notAfter: day('2033-01-01') }
const life = { notBefore: day('2024-01-01'), notAfter: day('2029-01-01') }
const native = (certificate: { rawData: ArrayBuffer }): X509Certificate =>
  new X509Certificate(Buffer.from(certificate.rawData))

let authority: Authority
let elder: Authority
beforeAll(async () => {
  ;[authority, elder] = await Promise.all([makeAuthority(span), makeAuthority(span)])
})

const holderOf = async (issuer: Authority, more: Partial<Parameters<typeof makeHolderCertificate>[0]> = {}) =>
  new X509Certificate(await makeHolderCertificate({ authority: issuer, ...life, ...more }))
const check = (
  holder: X509Certificate,
  anchors: readonly Authority[],
  onCard: Authority | null = null,
  now = NOW,
) =>
  checkChain({
    holder,
    anchors: anchors.map((anchor) => native(anchor.certificate)),
    onCard: onCard && native(onCard.certificate),
    now,
  })

describe('checkChain', () => {
  it('trusts what a configured authority has issued', async () => {
    expect(check(await holderOf(authority), [authority])).toBe('trusted')
  })

  it('picks among authorities of one name by their signature', async () => {
    expect(elder.certificate.subject).toBe(authority.certificate.subject)
    expect(check(await holderOf(authority), [elder, authority])).toBe('trusted')
    expect(check(await holderOf(authority), [elder])).toBe('untrusted')
  })

  it('trusts no authority merely because the card carries it', async () => {
    expect(check(await holderOf(authority), [elder], authority)).toBe('untrusted')
  })

  it('trusts RSA likewise', async () => {
    const rsa = await makeAuthority({ ...span, key: 'rsa-2048' })
    expect(check(await holderOf(rsa), [rsa])).toBe('trusted')
  })

  it.each(['no-basic-constraints', 'not-an-authority', 'no-certificate-signing'] as const)(
    'refuses an authority with %s',
    async (flaw) => {
      const flawed = await makeAuthority({ ...span, flaw })
      expect(check(await holderOf(flawed), [flawed])).toBe('untrusted')
    },
  )

  it('refuses an authority that is not in force, counted for a lapsed certificate at its last moment', async () => {
    const early = await makeAuthority({
      key: 'ecdsa-p384',
      notBefore: day('2015-01-01'),
      notAfter: day('2026-01-01'),
    })
    expect(check(await holderOf(early), [early])).toBe('untrusted')
    const lapsed = await holderOf(early, { notBefore: day('2020-12-01'), notAfter: day('2025-12-01') })
    expect(check(lapsed, [early])).toBe('trusted')
    const future = await makeAuthority({
      key: 'ecdsa-p384',
      notBefore: day('2027-01-01'),
      notAfter: day('2033-01-01'),
    })
    expect(check(await holderOf(future), [future])).toBe('untrusted')
  })

  it('refuses a holder without digitalSignature, and one that claims to be an authority', async () => {
    const other = await holderOf(authority, { keyUsage: KeyUsageFlags.keyEncipherment })
    expect(check(other, [authority])).toBe('untrusted')
    expect(check(await holderOf(authority, { authorityClaim: true }), [authority])).toBe('untrusted')
  })

  it('follows the authority on the card up to an anchor, as far as path lengths allow', async () => {
    const root = await makeAuthority({ ...span, name: 'C=JP, O=UKETSUKE MIHON TEST root', pathLength: 1 })
    const short = await makeAuthority({ ...span, name: 'C=JP, O=UKETSUKE MIHON TEST short', pathLength: 0 })
    const under = await makeAuthority({ ...span, issuer: root, pathLength: 0 })
    const tooDeep = await makeAuthority({ ...span, issuer: short })
    expect(check(await holderOf(under), [root], under)).toBe('trusted')
    expect(check(await holderOf(under), [root])).toBe('untrusted')
    expect(check(await holderOf(tooDeep), [short], tooDeep)).toBe('untrusted')
    const holder = await holderOf(under)
    const notMine = await makeAuthority({ ...span, issuer: root })
    expect(check(holder, [root], notMine)).toBe('untrusted')
  })

  it('refuses a single changed bit', async () => {
    const der = await makeHolderCertificate({ authority, ...life })
    let trusted = 0
    for (let at = 40; at < der.length; at += 97) {
      const changed = der.map((byte, index) => (index === at ? byte ^ 1 : byte))
      try {
        if (check(new X509Certificate(changed), [authority]) === 'trusted') trusted += 1
      } catch {
        // Not a certificate any more.
      }
    }
    expect(trusted).toBe(0)
  })
})

describe('parseTrustAnchors', () => {
  it('reads a file of several, with words between them', () => {
    const pem = `2015\n${elder.certificate.toString('pem')}\n2023\n${authority.certificate.toString('pem')}\n`
    const anchors = parseTrustAnchors(pem)
    expect(anchors.ok && anchors.value.length).toBe(2)
  })

  it('says what is wrong with one that cannot be used', async () => {
    const holder = await holderOf(authority)
    expect(parseTrustAnchors('')).toEqual({ ok: false, problem: 'no certificate in PEM form' })
    expect(parseTrustAnchors(holder.toString())).toMatchObject({
      ok: false,
      problem: expect.stringContaining('certificate 1'),
    })
    expect(parseTrustAnchors('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toEqual({
      ok: false,
      problem: 'certificate 1: cannot be read',
    })
  })
})
