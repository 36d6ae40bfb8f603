import fc from 'fast-check'
import { expect, it } from 'vitest'
import { announcesShortFileIds } from '../../../native/card/answer-to-reset.ts'
import { bytes } from './support.ts'

// Answers of real cards, from public lists.
it.each([
  ['3BDA13FF8131FB468012392F31C173C601C03B', true],
  ['3BC5FF8131FB458073C6010000', true],
  ['3BE000FF8131FE4514', false],
  ['3BF59100FF918171FE400042000100D1D6', false],
  ['3B888001000005E0B381A1007F', false],
  ['', false],
  ['3B', false],
  ['3B01', false],
])('%s announces short file ids: %s', (atr, expected) => {
  expect(announcesShortFileIds(bytes(atr))).toBe(expected)
})

it('takes any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (atr) => typeof announcesShortFileIds(atr) === 'boolean'),
  )
})
