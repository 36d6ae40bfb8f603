import { X509Certificate } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  BasicConstraints,
  Certificate,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
} from '@peculiar/asn1-x509'
import { fail, ok, type Result } from '../../../contract/result.ts'

/**
 * The result of checking that the card's certificate was issued by an authority that the clinic has configured, and by
 * nobody else. `trusted` says that the certificate is genuine; it says nothing of who holds the card, of revocation
 * (which only registered verifiers may ask for) or of insurance.
 */
export type Chain = 'trusted' | 'untrusted' | 'not-checked'

/** The configured authorities. They may share one name, as the three generations of the national one do. */
export type TrustAnchors = readonly X509Certificate[]

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** Reads a file of certificates in PEM. An authority that cannot be one is an error, not a silent gap. */
export const parseTrustAnchors = (pem: string): Result<TrustAnchors, string> => {
  const blocks = pem.match(PEM) ?? []
  if (blocks.length === 0) return fail('no certificate in PEM form')
  const anchors: X509Certificate[] = []
  for (const [index, block] of blocks.entries()) {
    const anchor = parse(block)
    if (!anchor) return fail(`certificate ${index + 1}: cannot be read`)
    if (!mayIssue(anchor, 0)) return fail(`certificate ${index + 1}: not that of a certification authority`)
    anchors.push(anchor)
  }
  return ok(anchors)
}

const parse = (source: string | Uint8Array): X509Certificate | null => {
  try {
    return new X509Certificate(source)
  } catch {
    return null
  }
}

/** Signature algorithms that still count: SHA-2 with RSA (PKCS#1 and PSS) and with ECDSA. */
const SIGNATURES = new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.113549.1.1.10',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
])

/** Extensions whose meaning this file knows or which do not bear on the chain; another critical one ends it. */
const UNDERSTOOD = new Set<string>([
  id_ce_keyUsage,
  id_ce_basicConstraints,
  '2.5.29.37',
  '2.5.29.32',
  '2.5.29.17',
])

type Profile = {
  /** Null when the certificate has no key usage. */
  readonly usage: number | null
  readonly authority: boolean
  /** How many authorities may stand between this one and a holder; null when any number may. */
  readonly pathLength: number | null
  readonly signature: string
}

/** The fields on which a chain depends; null when they cannot be read or when there is a critical unknown one. */
const profileOf = (certificate: X509Certificate): Profile | null => {
  try {
    const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(certificate.raw, Certificate)
    let usage: number | null = null
    let authority = false
    let pathLength: number | null = null
    for (const { extnID, critical, extnValue } of tbsCertificate.extensions ?? []) {
      if (extnID === id_ce_keyUsage) usage = AsnConvert.parse(extnValue, KeyUsage).toNumber()
      else if (extnID === id_ce_basicConstraints) {
        const constraints = AsnConvert.parse(extnValue, BasicConstraints)
        authority = constraints.cA
        pathLength = constraints.pathLenConstraint ?? null
      } else if (critical && !UNDERSTOOD.has(extnID)) return null
    }
    return { usage, authority, pathLength, signature: signatureAlgorithm.algorithm }
  } catch {
    return null
  }
}

const has = (usage: number | null, flag: number): boolean => usage !== null && (usage & flag) !== 0

/** Tells whether a certificate is that of an authority that may have so many authorities below it. */
const mayIssue = (certificate: X509Certificate, below: number): boolean => {
  const profile = profileOf(certificate)
  if (!profile) return false
  return (
    profile.authority &&
    has(profile.usage, KeyUsageFlags.keyCertSign) &&
    (profile.pathLength === null || profile.pathLength >= below)
  )
}

const inForce = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate

/** Name and signature, and a signature algorithm that still counts. */
const signedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean => {
  const profile = profileOf(certificate)
  if (!profile || !SIGNATURES.has(profile.signature) || certificate.issuer !== issuer.subject) return false
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

/**
 * Checks the holder's certificate against the anchors, directly or by way of the authority's certificate that the
 * card carries. For a certificate that has run out, its authorities count as of its last moment: that it was genuine
 * does not end with it, and that it has run out is said elsewhere.
 */
export const checkChain = (options: {
  readonly holder: X509Certificate
  /** From the card; null when there is none. */
  readonly onCard: X509Certificate | null
  readonly anchors: TrustAnchors
  readonly now: Date
}): Exclude<Chain, 'not-checked'> => {
  const { holder, onCard, anchors, now } = options
  const profile = profileOf(holder)
  if (!profile || profile.authority || !has(profile.usage, KeyUsageFlags.digitalSignature)) return 'untrusted'
  const at = new Date(Math.min(holder.validToDate.getTime(), now.getTime()))
  const issues = (issuer: X509Certificate, certificate: X509Certificate, below: number): boolean =>
    signedBy(certificate, issuer) && mayIssue(issuer, below) && inForce(issuer, at)
  if (anchors.some((anchor) => issues(anchor, holder, 0))) return 'trusted'
  if (!onCard || !issues(onCard, holder, 0)) return 'untrusted'
  return anchors.some((anchor) => issues(anchor, onCard, 1)) ? 'trusted' : 'untrusted'
}
