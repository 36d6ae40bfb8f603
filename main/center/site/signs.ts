/** Signs of the site's counters: made, read, and kept for a day. Pure. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { instantSchema } from '../../../contract/instant.ts'
import { plainPatientNumber } from '../../../contract/patient-number.ts'
import { type Elsewhere, MAX_ELSEWHERE } from '../../../contract/site.ts'
import { dayInTokyo } from '../../../contract/tokyo.ts'

/** `open`: a visit is not over there. `checked`: one was concluded. `arrival`: a face result was taken. */
const kindSchema = z.enum(['open', 'checked', 'arrival'])

/** A sign as the center gives it. */
export const signSchema = z.strictObject({
  terminal: z.uuid(),
  counter: z.string().max(80),
  kind: kindSchema,
  /** Hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: instantSchema,
  gone: z.boolean(),
})
export type Sign = z.infer<typeof signSchema>

/** @param key the site's, hex */
const hashOf = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex')

/** The hash of a patient's number, the same for every spelling of it. */
export const patientHash = (key: string, number: string): string =>
  hashOf(key, `patient\n${plainPatientNumber(number)}`)

/** The hash of a file of the official bridge. @param sum SHA-256 of what it says, hex */
export const arrivalHash = (key: string, sum: string): string => hashOf(key, `arrival\n${sum}`)

/** The most hashes of which signs are kept. */
const MOST = 20_000

/** The signs of the other counters. */
export type Signs = {
  /** Takes a sign in; one that is gone goes. */
  take(sign: Sign): void
  /** Hints about a patient, one a counter: an open visit before one that is over, the newest first. @param now milliseconds since 1970 */
  about(hash: string, now: number): Elsewhere[]
  /** Tells whether another counter has taken a face result. */
  hasArrival(hash: string): boolean
  forget(): void
}

export const createSigns = (): Signs => {
  const byHash = new Map<string, Map<string, Sign>>()
  return {
    take: (sign) => {
      const name = `${sign.terminal} ${sign.kind}`
      const known = byHash.get(sign.hash) ?? new Map<string, Sign>()
      byHash.delete(sign.hash)
      known.delete(name)
      if (!sign.gone) known.set(name, sign)
      if (known.size > 0) byHash.set(sign.hash, known)
      for (const oldest of byHash.keys()) {
        if (byHash.size <= MOST) break
        byHash.delete(oldest)
      }
    },
    about: (hash, now) => {
      const today = dayInTokyo(now)
      const byCounter = new Map<string, Elsewhere>()
      for (const { terminal, counter, kind, at } of byHash.get(hash)?.values() ?? []) {
        if (kind === 'arrival' || dayInTokyo(Date.parse(at)) !== today) continue
        if (byCounter.get(terminal)?.state !== 'open') byCounter.set(terminal, { counter, state: kind, at })
      }
      return [...byCounter.values()]
        .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
        .slice(0, MAX_ELSEWHERE)
    },
    hasArrival: (hash) => [...(byHash.get(hash)?.values() ?? [])].some(({ kind }) => kind === 'arrival'),
    forget: () => byHash.clear(),
  }
}
