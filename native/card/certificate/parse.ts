import { X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '../../../contract/result.ts'

/** The part of a certificate that the desk may know. Its bytes, serial number and subject stay in this room. */
export type CertificateDates = { readonly notBefore: Date; readonly notAfter: Date }

/** A certificate of which every byte was read. */
export type ParsedCertificate = CertificateDates & {
  /** `rsa-2048`, `ecdsa-p384`, …; the type that OpenSSL names when it is neither. */
  readonly keyAlgorithm: string
  /** For the chain alone. */
  readonly x509: X509Certificate
}

const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'p256',
  secp384r1: 'p384',
  secp521r1: 'p521',
}

const keyAlgorithmOf = (x509: X509Certificate): string => {
  const { asymmetricKeyType, asymmetricKeyDetails } = x509.publicKey
  if (asymmetricKeyType === 'rsa') return `rsa-${asymmetricKeyDetails?.modulusLength ?? 'unknown'}`
  const curve = asymmetricKeyDetails?.namedCurve
  if (asymmetricKeyType === 'ec') return `ecdsa-${CURVES[curve ?? ''] ?? curve ?? 'unknown'}`
  return asymmetricKeyType ?? 'unknown'
}

/** Reads one DER certificate, all of it and nothing behind it. */
export const parseCertificate = (der: Uint8Array): Result<ParsedCertificate, 'malformed'> => {
  try {
    const x509 = new X509Certificate(der)
    if (x509.raw.length !== der.length) return fail('malformed')
    const notBefore = x509.validFromDate
    const notAfter = x509.validToDate
    if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime())) return fail('malformed')
    return ok({ notBefore, notAfter, keyAlgorithm: keyAlgorithmOf(x509), x509 })
  } catch {
    return fail('malformed')
  }
}
