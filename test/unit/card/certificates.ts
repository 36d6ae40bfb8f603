import {
  type Authority,
  makeAuthority,
  makeHolderCertificate,
} from '../../../fixtures/virtual-card/certificates.ts'

export const TODAY = '2026-11-22'
const at = (day: string): Date => new Date(`${day}T23:59:59+09:00`)

let authority: Promise<Authority> | undefined
/** One invented authority for a test file. */
export const testAuthority = (): Promise<Authority> => {
  authority ??= makeAuthority({ notBefore: at('2020-01-01'), notAfter: at('2033-12-31') })
  return authority
}

/** A certificate in date on {@link TODAY}; `padding` sets its size. */
export const testCertificate = async (
  options: {
    readonly from?: string
    readonly to?: string
    readonly padding?: number
    readonly key?: 'ecdsa-p384'
  } = {},
): Promise<Uint8Array> =>
  makeHolderCertificate({
    authority: await testAuthority(),
    notBefore: at(options.from ?? '2024-04-01'),
    notAfter: at(options.to ?? '2029-04-01'),
    ...(options.padding === undefined ? {} : { padding: options.padding }),
    ...(options.key ? { key: options.key } : {}),
  })
