import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_OBJECT, parseFrame, parseObjects } from '../../../native/card/data-object.ts'
import { bytes } from './support.ts'

/**
 * Vectors from outside: ITU-T X.690 §8.1.3 (lengths 38 as `26`, 201 as `81 C9`, and the indefinite form), the sizes
 * that were measured on cards (1,513 as `30 82 05 E5`, 547 as `FF10 82 021E`), and NIST's ways of getting it wrong.
 */
describe('parseFrame', () => {
  it.each([
    ['0426', 0x04, 2, 38],
    ['0481c9', 0x04, 3, 201],
    ['308205e5', 0x30, 4, 1509],
    ['ff1082021e', 0xff10, 5, 542],
    ['df2204', 0xdf22, 3, 4],
    ['3000', 0x30, 2, 0],
    ['30830000ff', 0x30, 5, 255],
  ])('%s', (given, tag, headerLength, valueLength) => {
    expect(parseFrame(bytes(given))).toEqual({ ok: true, value: { tag, headerLength, valueLength } })
  })

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['the indefinite length', '3080'],
    ['a length that is cut off', '308205'],
    ['a length of four bytes', '3084000000ff'],
    ['the reserved length', '30ff'],
    ['more than a file may hold', '30822000'],
    ['far more', '3083ffffff'],
    ['a tag of three bytes', 'ff818201'],
    ['half a tag', 'ff'],
  ])('refuses %s', (_, given) => {
    expect(parseFrame(bytes(given)).ok).toBe(false)
  })

  it('never reads beyond what is there, nor says more than a file may hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.nat({ max: 14 }), (data, offset) => {
        const frame = parseFrame(data, offset)
        if (!frame.ok) return
        expect(offset + frame.value.headerLength).toBeLessThanOrEqual(data.length)
        expect(frame.value.headerLength + frame.value.valueLength).toBeLessThanOrEqual(MAX_OBJECT)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('parseObjects', () => {
  it('takes objects one after the other', () => {
    expect(parseObjects(bytes('df2201 41 df2500'))).toEqual({
      ok: true,
      value: [
        { tag: 0xdf22, value: bytes('41') },
        { tag: 0xdf25, value: bytes('') },
      ],
    })
  })

  it.each(['df2202 41', 'df2201 41 df', '0401', '048000'])(
    'refuses %s, of which something is missing',
    (given) => {
      expect(parseObjects(bytes(given)).ok).toBe(false)
    },
  )
})
