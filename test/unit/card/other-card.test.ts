import { describe, expect, it } from 'vitest'
import { otherCardOf } from '../../../native/card/other-card.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('what a card that is none of ours looks like', () => {
  it.each([
    ['a transit card', '3B8F8001804F0CA0000003061100 3B0000000042', 'transit-card'],
    ['a driving licence', '3B888001000000009181C100D8', 'driving-licence'],
    ['a telephone', '3B80800101', 'telephone'],
  ])('%s', (_, atr, looksLike) => {
    expect(otherCardOf(bytes(atr.replaceAll(' ', '')))).toBe(looksLike)
  })

  it.each([
    ['a My Number card on a contact reader', '3BDA13FF8131FB468012392F31C173C601C03B'],
    ['a My Number card on a contactless reader', '3B888001004B51FFB381D1000F'],
    ['a 住基カード', '3B888001000014E0B38191005E'],
    ['a Mifare storage card', '3B8F8001804F0CA000000306030001000000006A'],
    ['a longer answer that begins like a telephone', '3B8080010100'],
    ['nothing', ''],
  ])('%s is not named', (_, atr) => {
    expect(otherCardOf(bytes(atr))).toBeNull()
  })
})
