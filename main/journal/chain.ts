import type { KeyRing } from './keys.ts'
import { newest } from './keys.ts'
import { type Authenticate, authenticator, derive, fingerprint } from './mac.ts'

/** Authentication under one generation of the chain key. */
export type Chain = {
  /** The generation's name. */
  readonly fingerprint: string
  /** The code "before" row 1. */
  genesis(journal: string): string
  /** A row's code, from its number, the code before it and its body. */
  row(seq: number, before: string, body: string): string
  readonly head: Authenticate
  readonly anchor: Authenticate
  readonly insured: Authenticate
}

/** All generations, oldest first: the last one writes, all of them verify. */
export type Chains = { readonly current: Chain; readonly all: readonly Chain[] }

/**
 * A row's code is HMAC-SHA-256 over `row\n<seq>\n<code before, hex>\n<body>`: the number inside forbids re-ordering, the
 * code before forbids holes, and without the key no code can be made at all. The first word separates domains; the body
 * comes last and everything before it has no line break in it, so that two different rows never give one message.
 */
export const chainOf = (secretHex: string): Chain => {
  const row = authenticator(derive(secretHex, 'row'))
  return {
    fingerprint: fingerprint(secretHex),
    genesis: (journal) => row(`genesis\n${journal}`),
    row: (seq, before, body) => row(`row\n${seq}\n${before}\n${body}`),
    head: authenticator(derive(secretHex, 'head')),
    anchor: authenticator(derive(secretHex, 'anchor')),
    insured: authenticator(derive(secretHex, 'insured')),
  }
}

export const chainsOf = (ring: KeyRing): Chains => ({
  current: chainOf(newest(ring.chain)),
  all: ring.chain.map(chainOf),
})
