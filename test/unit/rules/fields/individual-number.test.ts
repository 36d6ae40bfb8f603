import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsIndividualNumber } from '../../../../main/rules/fields/individual-number.ts'

describe('an individual number', () => {
  test.each([
    ['983205673214', 'Σ 238, remainder 7 → 4'],
    ['123456789018', 'Σ 212, remainder 3 → 8'],
    ['234567890121', 'remainder 10 → 1'],
    ['000000000000', 'remainder 0 → 0'],
    ['000000000060', 'remainder 1 → 0'],
    ['９８３２０５６７３２１４', 'full width'],
    ['9832 0567 3214', 'spaces'],
    ['9832　0567　3214', 'ideographic spaces'],
    ['9832-0567-3214', 'hyphens'],
    ['９８３２－０５６７－３２１４', 'full-width hyphens'],
    ['9832ー0567ー3214', 'long-vowel marks for hyphens'],
    ['9832 ‐ 0567 – 3214', 'hyphens with spaces around'],
    ['9 8 3 2 0 5 6 7 3 2 1 4', 'a space after each digit'],
    ['番号は983205673214です', 'in a sentence'],
    ['1 9832 0567 3214', 'after another number'],
    ['9832 0567 3214 5', 'before another number'],
    ['983205673210 983205673214', 'the second of two'],
    ['9832\u200B0567\u200B3214', 'invisible characters between'],
  ])('%s is one (%s)', (text) => {
    expect(containsIndividualNumber(text)).toBe('valid')
  })

  test.each([
    ['983205673210', 'wrong check digit'],
    ['123456789010', 'wrong check digit'],
    ['000000000001', 'remainder 0, and not 0'],
    ['9832 0567 3210', 'wrong check digit, spaces'],
  ])('%s may be one (%s)', (text) => {
    expect(containsIndividualNumber(text)).toBe('suspected')
  })

  test.each([
    ['', 'nothing'],
    ['国保 太郎', 'a name'],
    ['98320567321', 'eleven digits'],
    ['9832056732140', 'thirteen digits without a gap'],
    ['1234567890123456', 'an exchange number'],
    ['01130012', 'an insurer number'],
    ['101 12345678', 'symbol and number'],
    ['9832\n05673214', 'two lines'],
    ['9832,0567,3214', 'commas'],
    ['983205-----673214', 'far apart'],
    ['983205    673214', 'far apart'],
  ])('%s is none (%s)', (text) => {
    expect(containsIndividualNumber(text)).toBe('none')
  })

  test('about one random run in ten has a valid check digit', () => {
    let valid = 0
    for (let number = 0; number < 20_000; number += 1)
      if (containsIndividualNumber(String(100_000_000_000 + number * 44_444_443)) === 'valid') valid += 1
    expect(valid / 20_000).toBeGreaterThan(0.08)
    expect(valid / 20_000).toBeLessThan(0.12)
  })

  test('every run of eleven digits has exactly one check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), (eleven) => {
        const fitting = [...'0123456789'].filter(
          (digit) => containsIndividualNumber(eleven + digit) === 'valid',
        )
        expect(fitting).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  test('a long text is looked through in no time', () => {
    expect(containsIndividualNumber('1 '.repeat(20_000))).not.toBe('none')
    expect(containsIndividualNumber('1-'.repeat(20_000))).not.toBe('none')
  })
})
