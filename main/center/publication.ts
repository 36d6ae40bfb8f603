/** Signs and publishes the settings and the staff of a site; tells whether a publication is the one that was signed. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { Publication } from '../../contract/publication.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { OWNERS_TURN } from './owners-turn.ts'
import type { Session } from './session.ts'

/** The signed text, a field a line. The site stands as its sum: a name may hold anything. */
const textOf = ({ site, number, at, content }: Omit<Publication, 'key' | 'signature'>): string =>
  ['uketsuke publication 1', hash('sha256', site, 'hex'), number, at, hash('sha256', content, 'hex')].join(
    '\n',
  )

/** Tells whether a publication was signed with the key of this public key (base64url). */
export const publicationHolds = (publication: Publication, publicKey: string): boolean => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return (
      publication.key === publicKey &&
      verify(null, Buffer.from(textOf(publication)), key, Buffer.from(publication.signature, 'base64url'))
    )
  } catch {
    return false
  }
}

const jwkSchema = z.object({ x: z.string() })
const publicOf = (pem: string): string => jwkSchema.parse(createPublicKey(pem).export({ format: 'jwk' })).x

/** A new key of a publisher: the private half as PEM, for a file that only the administrator has. */
export const newPublishingKey = (): { readonly pem: string; readonly publicKey: string } => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { pem, publicKey: publicOf(pem) }
}

const numberSchema = z.tuple([z.tuple([z.coerce.number().int()])])

/**
 * Publishes for a site, behind what was published before, and tells its terminals.
 * @param pem the private key, PEM
 * @throws what the session throws
 */
export const publish = async (
  session: Session,
  { site, content, pem }: { readonly site: string; readonly content: string; readonly pem: string },
): Promise<Result<Publication, string>> => {
  let key: ReturnType<typeof createPrivateKey>
  try {
    key = createPrivateKey(pem)
  } catch {
    return fail('not a private key')
  }
  if (key.asymmetricKeyType !== 'ed25519') return fail('not a key of center publishing-key')
  return session.within(null, async (ask) => {
    const known = await ask('SELECT 1::text FROM uketsuke.terminal WHERE site = $1 LIMIT 1', [site])
    if (known.length === 0) return fail('the center knows no terminal of this site')
    await ask(OWNERS_TURN)
    const [[last]] = numberSchema.parse(
      await ask('SELECT coalesce(max(number), 0)::text FROM uketsuke.publication WHERE site = $1', [site]),
    )
    const unsigned = { site, number: last + 1, at: instantInTokyo(Date.now()), content }
    const publication: Publication = {
      ...unsigned,
      key: publicOf(pem),
      signature: sign(null, Buffer.from(textOf(unsigned)), key).toString('base64url'),
    }
    await ask(
      `INSERT INTO uketsuke.publication (site, number, publication) VALUES ($1, $2::text::integer, $3::text::jsonb)`,
      [site, String(publication.number), JSON.stringify(publication)],
    )
    return ok(publication)
  })
}
