import { describe, expect, it } from 'vitest'
import type { CardReaderStatus } from '../../../contract/card.ts'
import { makeMyNumberCard } from '../../../fixtures/virtual-card/my-number-card.ts'
import { parseTrustAnchors } from '../../../native/card/certificate/chain.ts'
import { testAuthority, testCertificate } from './certificates.ts'
import { attempts, port, put, ready, seen, taro, watchReader } from './watched-reader.ts'

watchReader()

describe('the chain', () => {
  const anchorsOf = async (pem: string) => {
    const anchors = parseTrustAnchors(pem)
    if (!anchors.ok) throw new Error(anchors.problem)
    return anchors.value
  }
  const chainOf = (status: CardReaderStatus | undefined) =>
    status?.state === 'read' ? status.reading.certificate?.chain : undefined

  it('is checked against the anchors that are configured, and only then', async () => {
    const authority = await testAuthority()
    await ready({ anchors: await anchorsOf(authority.certificate.toString('pem')) })
    await put(taro())
    expect(chainOf(seen.at(-1))).toBe('trusted')
    expect(attempts[0]?.exchanges).toBe(7)
    // The dates are told first, after the application and the first part of the certificate (by its short id).
    const dates = seen.flatMap((status) => (status.state === 'reading' && status.dates ? [status.dates] : []))
    expect(dates).toMatchObject([{ exchanges: 2, certificate: { chain: 'not-checked', keyAlgorithm: null } }])
    await port.stop()
    await ready()
    await put(taro())
    expect(chainOf(seen.at(-1))).toBe('not-checked')
  })

  it('asks the card for its authority only where no anchor has issued the certificate', async () => {
    const { makeAuthority } = await import('../../../fixtures/virtual-card/certificates.ts')
    const other = await makeAuthority({
      key: 'ecdsa-p384',
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2033-01-01'),
    })
    await ready({ anchors: await anchorsOf(other.certificate.toString('pem')) })
    await put(
      makeMyNumberCard({
        certificate: await testCertificate(),
        authorityCertificate: new Uint8Array((await testAuthority()).certificate.rawData),
      }),
    )
    expect(chainOf(seen.at(-1))).toBe('untrusted')
    expect(attempts[0]?.exchanges).toBeGreaterThan(7)
  })
})
