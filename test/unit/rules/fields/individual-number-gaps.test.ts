/** An individual number in groups: which signs hold them together, in a text and in a scanned code, and what a day is. */
import { expect, test } from 'vitest'
import { containsIndividualNumber } from '../../../../main/rules/fields/individual-number.ts'

test.each([
  // Spaces, hyphens and dots, in a text in any number.
  ['1234 5678 9018', 'valid'],
  ['1234-5678-9018', 'valid'],
  ['1234・5678・9018', 'valid'],
  ['1234      5678      9018', 'valid'],
  ['12 34567 89018', 'valid'],
  ['12 34567 89019', 'suspected'],
  // Other signs: equal groups, or these digits and no other up to the next letters.
  ['1234/5678/9018', 'valid'],
  ['1234/5678/9019', 'suspected'],
  ['12/34567/89018', 'valid'],
  ['12/34567/89019', 'none'],
  ['12/34567/89018/1', 'none'],
  ['12/34567/89018 A 1', 'valid'],
  ['1234\n5678\n9018', 'valid'],
  // A letter parts.
  ['1234A56789018', 'none'],
  ['123456A789018', 'none'],
  ['A123456789018B', 'valid'],
  // Eleven digits and thirteen are something else.
  ['12345678901', 'none'],
  ['1234567890185', 'none'],
  ['0123456789018', 'none'],
  ['123456789018 5', 'valid'],
  ['5 123456789018', 'valid'],
  ['123456789019', 'suspected'],
  // A day before a time; in equal groups it is none.
  ['2026-11-28 1530', 'none'],
  ['2026 1 2 34567', 'none'],
  ['1950-12-31 0000', 'none'],
  ['2026-13-28 1530', 'suspected'],
  ['2026-11-32 1531', 'suspected'],
  ['2026-0-28 15305', 'suspected'],
  ['1850-11-28 1530', 'suspected'],
  ['2026-1128 1530', 'suspected'],
  // Digits of other scripts, and signs that become digits.
  ['一二三四五六七八九〇一八', 'valid'],
  ['１２３４５６７８９０１８', 'valid'],
  ['①②③④⑤⑥⑦⑧⑨⓪①⑧', 'valid'],
  ['📞1234📞5678📞9018', 'valid'],
  ['見本見本見本見本見本見本', 'none'],
  ['ミホンミホンミホンミホン', 'none'],
  ['', 'none'],
] as const)('%j: %s', (text, found) => expect(containsIndividualNumber(text)).toBe(found))

test.each([
  ['1234 5678 9018', 'valid'],
  ['1234   5678   9018', 'valid'],
  ['1234    5678    9018', 'none'],
  ['1234-5678-9018', 'valid'],
  ['1234/5678/9018', 'none'],
  ['1234,5678,9018', 'none'],
  ['1234\n5678\n9018', 'none'],
  ['1234\r\n123456789018', 'valid'],
  ['12,34567,89018', 'none'],
  ['123456789018,1', 'valid'],
  ['2026-11-28 1530', 'none'],
  ['123456789019', 'suspected'],
] as const)('in a code %j: %s', (text, found) => expect(containsIndividualNumber(text, 'code')).toBe(found))
