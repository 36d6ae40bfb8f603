/** One-time codes, verifiers of passwords, pinned keys, pauses: what the center's commands are made of. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { centerSettingsSchema } from '../../../contract/center.ts'
import { codeText, newCode, readCode } from '../../../main/center/code.ts'
import { PAUSES, pauseAfter } from '../../../main/center/forwarder.ts'
import { readPinnedKeys } from '../../../main/center/keys-file.ts'
import { scramVerifier } from '../../../main/center/scram.ts'
import { quotedName } from '../../../main/center/session.ts'

describe('a code', () => {
  test('is read as it is typed', () => {
    const code = newCode()
    const text = codeText(code)
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{3}$/)
    for (const typed of [
      text,
      text.toLowerCase(),
      text.replaceAll('-', ' '),
      text.replaceAll('0', 'O').replaceAll('1', 'l'),
    ])
      expect(readCode(typed)).toEqual({ ok: true, value: code })
  })

  test('with another letter anywhere is noticed', () => {
    const text = codeText(newCode()).replaceAll('-', '')
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(31), (place, digit) => {
        const other = text.slice(0, place) + digits[digit] + text.slice(place + 1)
        return other === text || !readCode(other).ok
      }),
    )
  })

  test.each(['', 'A', '🂡'.repeat(60), 'U'.repeat(55)])('%s is none', (text) => {
    expect(readCode(text).ok).toBe(false)
  })
})

test('a verifier is the one that PostgreSQL makes itself', () => {
  // SET password_encryption = 'scram-sha-256'; CREATE ROLE x PASSWORD 'pencil'; with the salt of RFC 7677, 3.
  expect(scramVerifier('pencil', 'W22ZaJ0SNY7soEsUEjb6gQ==')).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
})

test('a name of a role is one of ours, or it is in no statement', () => {
  expect(quotedName('uketsuke_0a')).toBe('"uketsuke_0a"')
  for (const name of ['', 'x"; DROP', 'X', 'a b', 'a'.repeat(64)]) expect(() => quotedName(name)).toThrow()
})

const KEY = 'k'.repeat(43)
describe('pinned keys', () => {
  test.each([
    [`t-1 ${KEY}`, 1, 0],
    [`# remark\n\nt-1 ${KEY} # more\n${KEY}\n`, 1, 1],
    [JSON.stringify({ 't-1': KEY, 't-2': [KEY, KEY] }), 2, 0],
    [JSON.stringify([KEY]), 0, 1],
    [JSON.stringify([{ terminal: 'T-1', publicKey: KEY }]), 1, 0],
    [JSON.stringify({ key: KEY, heads: [] }), 0, 1],
  ])('%s', (text, own, any) => {
    const read = readPinnedKeys(text)
    if (!read.ok) throw new Error(read.problem)
    expect([read.value.own.size, read.value.any.length]).toEqual([own, any])
  })
  test.each(['', '# nothing', '{', '[]', '{"t":"short"}', 'a b c', `t ${KEY} ${KEY}`])(
    '%s is none',
    (text) => {
      expect(readPinnedKeys(text).ok).toBe(false)
    },
  )
})

test('pauses grow to two minutes, and half of each is drawn', () => {
  expect([1, 2, 3, 8, 1000].map((failures) => pauseAfter(failures, PAUSES, () => 1))).toEqual([
    1_000, 2_000, 4_000, 120_000, 120_000,
  ])
  expect(pauseAfter(3, PAUSES, () => 0)).toBe(2_000)
})

test('an address in the settings has no password', () => {
  expect(centerSettingsSchema.safeParse({ url: 'postgresql://db.example/uketsuke' }).success).toBe(true)
  for (const url of ['postgresql://u:p@h/x', 'postgresql://h/x?password=p', 'http://h/x', ''])
    expect(centerSettingsSchema.safeParse({ url }).success).toBe(false)
})
