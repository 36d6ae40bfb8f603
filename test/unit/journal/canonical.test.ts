import { createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText, canonicalTextOf } from '../../../main/journal/canonical.ts'
import { bodyOf } from '../../../main/journal/entry.ts'
import { authenticator, derive, fingerprint } from '../../../main/journal/mac.ts'
import { visit } from './visits.ts'

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__' && !/^\d+$/.test(name)),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value

const isCanonical = (candidate: unknown): candidate is Parameters<typeof canonicalText>[0] =>
  candidate !== undefined
const areFields = (candidate: unknown): candidate is Parameters<ReturnType<typeof canonicalTextOf>>[0] =>
  isCanonical(candidate)

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

  test('takes no name that is a number: JavaScript would put it first', () => {
    expect(() => canonicalText({ a: 1, 10: 2 })).toThrow('a name that is a number')
    expect(() => canonicalTextOf(['a', '9'])).toThrow('a name that is a number')
  })

  test('is the same with the order of the names found beforehand', () => {
    const text = canonicalTextOf(['b', 'a', 'inner', 'absent', 'more', 'list'])
    const fields = { inner: { z: null, y: true }, list: ['見', { q: 1, p: 2 }], b: 1, a: 'ü"' }
    expect(text(fields, { more: 'too' })).toBe(canonicalText({ ...fields, more: 'too' }))
    expect(text({ a: undefined, b: 2 })).toBe('{"b":2}')
    expect(() => text({ b: 0.5 })).toThrow('not a whole number')
  })

  test('is that same text for any fields and values', () => {
    const names = ['plain', 'b', 'ä', 'with "quotes"', 'Z', 'z']
    const text = canonicalTextOf(names)
    const fields = fc.dictionary(fc.constantFrom(...names), value)
    fc.assert(
      fc.property(fields, (one) => {
        if (areFields(one)) expect(text(one)).toBe(canonicalText(one))
      }),
    )
  })

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'takes no number that is not whole: %s',
    (number) => {
      expect(() => canonicalText(number)).toThrow()
    },
  )
})

describe('the body of a row', () => {
  test.each([
    visit(1, { insured: { lastCharacters: '567', hash: 'ab'.repeat(32) }, expiresOn: '2027-03-31' }),
    { event: 'settings-changed', staff: '見本 花子', setting: 'clinicName', old: '', new: '見本医院 "東"' },
    { event: 'clock-jumped', staff: 'terminal', milliseconds: -7_200_000 },
  ] as const)('is the canonical text of all that is in it: $event', (event) => {
    const moment = { iso: '2026-11-22T09:00:00.000+09:00', monotonicMs: 12 }
    const body = bodyOf(event, moment, { terminal: '見本端末', session: '00000000' }, () => false)
    if (!body.ok) throw new Error(body.problem)
    const read: unknown = JSON.parse(body.value)
    expect(read).toEqual({
      ...event,
      at: moment.iso,
      day: '2026-11-22',
      monotonic: 12,
      session: '00000000',
      terminal: '見本端末',
    })
    expect(isCanonical(read) && canonicalText(read)).toBe(body.value)
  })
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
