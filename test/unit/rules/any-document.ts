/** JSON documents at random, from nonsense to check-ins with one thing wrong. */
import fc from 'fast-check'
import { checkIn } from './arbitrary.ts'

const replaced = (value: unknown, path: readonly number[], by: unknown): unknown => {
  const [place, ...rest] = path
  if (place === undefined || typeof value !== 'object' || value === null) return by
  const keys = Object.keys(value)
  const key = keys[place % Math.max(keys.length, 1)]
  if (key === undefined) return by
  const copy: Record<string, unknown> = { ...value }
  copy[key] = replaced(copy[key], rest, by)
  return Array.isArray(value) ? Object.values(copy) : copy
}

const damaged = fc
  .tuple(
    fc.array(checkIn, { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(9), { maxLength: 5 }),
    fc.jsonValue(),
  )
  .map(([checkIns, path, by]) => JSON.stringify(replaced(checkIns, path, by)))

const withUnknownKey = fc
  .tuple(fc.array(checkIn, { minLength: 1, maxLength: 3 }), fc.string(), fc.jsonValue())
  .map(([checkIns, key, value]) => JSON.stringify(checkIns.map((input) => ({ ...input, [key]: value }))))

const cut = fc
  .tuple(fc.array(checkIn, { maxLength: 2 }), fc.nat(300))
  .map(([checkIns, at]) => JSON.stringify(checkIns).slice(0, at))

/** The text of a document: valid check-ins, damaged ones, any JSON, cut JSON, no JSON at all. */
export const anyDocument: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: damaged },
  { weight: 2, arbitrary: withUnknownKey },
  { weight: 1, arbitrary: fc.array(checkIn, { maxLength: 3 }).map((checkIns) => JSON.stringify(checkIns)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: cut },
  { weight: 1, arbitrary: fc.string() },
)
