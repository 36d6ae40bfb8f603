/** Makes certificates with an authority of the test's own, by openssl, in a folder: `NAME.pem` and `NAME.key`. */
import { execFileSync } from 'node:child_process'

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

export type Certificates = {
  /** An authority of this name. Certificates are signed by the one named `ca`. */
  authority(name: string): void
  /**
   * @param names alternative names of the subject, as openssl takes them: `DNS:localhost,IP:127.0.0.1`
   * @param days for which it holds; negative for one that has run out
   */
  certificate(name: string, subject: string, names: string | null, days?: number): void
}

export const certificatesIn = (folder: string): Certificates => {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  }
  const filesOf = (name: string, end: string): string[] => [
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.${end}`,
  ]
  return {
    authority: (name) =>
      openssl('req', '-x509', ...KEY, ...filesOf(name, 'pem'), '-days', '30', '-subj', `/CN=${name}`),
    certificate: (name, subject, names, days = 30) => {
      const alternatives = names === null ? [] : ['-addext', `subjectAltName=${names}`]
      openssl('req', ...KEY, ...filesOf(name, 'csr'), '-subj', `/CN=${subject}`, ...alternatives)
      openssl(
        ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
        ...['-copy_extensions', 'copy', '-out', `${name}.pem`, '-days', String(days)],
      )
    },
  }
}
