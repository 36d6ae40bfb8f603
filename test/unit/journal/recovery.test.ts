import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keySheetText } from '../../../contract/key-sheet.ts'
import { createKeyRing, extendedRing } from '../../../main/journal/keys.ts'
import { makeKeySheet, openSealedRing, sealRing } from '../../../main/journal/recovery.ts'
import { readSheetText, SHEET_BYTES, sheetGroups } from '../../../main/journal/sheet-text.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { withDatabase } from './attacker.ts'
import { makeHome, openHome } from './support.ts'

test('a recovery key that somebody has spoiled in the file is none, and keeps no backup from being made', () => {
  const home = makeHome()
  const keys = createKeyRing()
  const journal = openHome(home, { keys })
  expect(journal.makeKeySheet({ staff: 'a', passphrase: null }).ok).toBe(true)
  journal.close()
  withDatabase(home, keys, (database) => database.exec(`UPDATE meta SET value = '{' WHERE name = 'recovery'`))
  const again = openHome(home, { keys })
  expect(again.keySheet()).toBeNull()
  expect(atOnce(again.backUp({ staff: 'a' })).ok).toBe(true)
  again.close()
})

const anySheet = fc.uint8Array({ minLength: SHEET_BYTES, maxLength: SHEET_BYTES })
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('the text of a sheet', () => {
  test('the worked example: 33 bytes 0 but for the last, 14 groups', () => {
    expect(sheetGroups(new Uint8Array(SHEET_BYTES)).slice(0, 3)).toEqual(['00000', '00001', '00002'])
    const groups = sheetGroups(Uint8Array.from([0, 0, 0b0001_0000, ...new Uint8Array(SHEET_BYTES - 3)]))
    expect(groups[0]).toBe('0001G')
    expect(groups).toHaveLength(14)
  })

  test('is read back as typed: small letters, wide ones, any spaces and lines, look-alikes', () => {
    fc.assert(
      fc.property(anySheet, fc.constantFrom(' ', '\n', '-', '　', ' – '), (bytes, between) => {
        const text = sheetGroups(bytes).join(between)
        for (const typed of [
          text,
          text.toLowerCase(),
          text.replaceAll('0', 'O').replaceAll('1', 'l'),
          wide(text),
        ])
          expect(readSheetText(typed)).toEqual({ ok: true, value: Buffer.from(bytes) })
      }),
    )
  })

  test('every single wrong character, and every two exchanged neighbours, is found in its group', () => {
    fc.assert(
      fc.property(anySheet, fc.nat(69), fc.constantFrom(...LETTERS), (bytes, place, letter) => {
        const text = sheetGroups(bytes).join('')
        const group = Math.floor(place / 5) + 1
        const wrong = text.slice(0, place) + letter + text.slice(place + 1)
        if (wrong !== text)
          expect(readSheetText(wrong)).toEqual({ ok: false, problem: { why: 'group', group } })
        const [one = '', two = ''] = text.slice(place, place + 2)
        if (one === two || place % 5 === 4) return
        const exchanged = text.slice(0, place) + two + one + text.slice(place + 2)
        expect(readSheetText(exchanged)).toEqual({ ok: false, problem: { why: 'group', group } })
      }),
    )
  })

  test('two exchanged groups are found', () => {
    const [one = '', two = '', ...rest] = sheetGroups(
      new Uint8Array(SHEET_BYTES).map((_, index) => index * 7),
    )
    expect(readSheetText([two, one, ...rest].join(' '))).toMatchObject({ ok: false, problem: { group: 1 } })
  })

  test('too few and too many characters are counted', () => {
    expect(readSheetText('00000 00001')).toEqual({ ok: false, problem: { why: 'length', characters: 10 } })
  })
})

const wide = (text: string): string =>
  text.replaceAll(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

describe('a sealed ring', () => {
  const ring = extendedRing(createKeyRing())

  test('is opened by its sheet, and by no other', () => {
    const sheet = makeKeySheet(null)
    const sealed = sealRing(ring, sheet.recovery)
    expect(sealed.sheet).toBe(sheet.number)
    expect(openSealedRing(sealed, keySheetText(sheet), null)).toEqual({ ok: true, value: ring })
    expect(openSealedRing(sealed, keySheetText(makeKeySheet(null)), null)).toMatchObject({
      problem: { why: 'sheet' },
    })
    for (const name of ['nonce', 'tag', 'once'] as const) {
      const altered = {
        ...sealed,
        [name]: sealed[name].replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      }
      expect(openSealedRing(altered, keySheetText(sheet), null).ok).toBe(false)
    }
    expect(JSON.stringify(sealed)).not.toContain(ring.data[0])
  })

  test('with a passphrase neither is enough alone', () => {
    const sheet = makeKeySheet('見本の合言葉です')
    const sealed = sealRing(ring, sheet.recovery)
    const text = keySheetText(sheet)
    expect(openSealedRing(sealed, text, '見本の合言葉です')).toEqual({ ok: true, value: ring })
    expect(openSealedRing(sealed, text, null)).toEqual({ ok: false, problem: { why: 'passphrase-needed' } })
    expect(openSealedRing(sealed, text, '別の合言葉です')).toEqual({ ok: false, problem: { why: 'sheet' } })
  })
})
