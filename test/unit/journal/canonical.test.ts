import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from '../../../main/journal/canonical.ts'
import { authenticator, derive, fingerprint } from '../../../main/journal/mac.ts'

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value

const isCanonical = (candidate: unknown): candidate is Parameters<typeof canonicalText>[0] =>
  candidate !== undefined

describe('the canonical text', () => {
  test('reads back as the same value, in ASCII alone', () => {
    fc.assert(
      fc.property(value, (one) => {
        if (!isCanonical(one)) return
        const text = canonicalText(one)
        expect(text).toMatch(/^[\x20-\x7e]*$/)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(one)))
      }),
    )
  })

  test('does not depend on the order of names, and leaves out what is absent', () => {
    expect(canonicalText({ b: 1, a: '見', c: undefined })).toBe('{"a":"\\u898b","b":1}')
    expect(canonicalText({ a: '見', b: 1 })).toBe(canonicalText({ b: 1, a: '見' }))
  })

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'takes no number that is not whole: %s',
    (number) => {
      expect(() => canonicalText(number)).toThrow()
    },
  )
})

describe('the authentication code', () => {
  test('is HMAC-SHA-256 as the platform has it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.string({ unit: 'binary' }),
        (key, message) => {
          const keyHex = Buffer.from(key).toString('hex')
          const wellFormed = message.toWellFormed()
          expect(authenticator(keyHex)(wellFormed)).toBe(
            createHmac('sha256', keyHex).update(wellFormed, 'utf8').digest('hex'),
          )
        },
      ),
    )
  })

  test('has another key for every purpose, and a name that is none of them', () => {
    const secret = randomBytes(32).toString('hex')
    const derived = (['file', 'row', 'head', 'anchor', 'insured', 'staff-card'] as const).map((purpose) =>
      derive(secret, purpose),
    )
    expect(new Set(derived).size).toBe(6)
    expect(derived.some((key) => key.startsWith(fingerprint(secret)))).toBe(false)
    expect(secret).not.toContain(fingerprint(secret))
  })

  test('takes only a whole key', () => {
    expect(() => authenticator('abc')).toThrow()
  })
})
