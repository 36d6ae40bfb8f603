/** An individual number in groups: which signs hold them together, in a text and in a scanned code, and what a day is. */
import { expect, test } from 'vitest'
import { containsIndividualNumber, isLongEnough } from '../../../../main/rules/fields/individual-number.ts'

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
  ['2026 1 2 345678', 'none'],
  ['1950-12-31 0000', 'none'],
  ['2026-13-28 1530', 'suspected'],
  ['2026-11-32 1531', 'suspected'],
  ['2026-0-28 15305', 'suspected'],
  ['1850-11-28 1530', 'suspected'],
  ['2026-1128 1530', 'suspected'],
  ['2026-11-00 1531', 'suspected'],
  ['12026 11 28 153', 'suspected'],
  ['20261 11 28 153', 'suspected'],
  // Digits of other scripts, and signs that become digits.
  ['一二三四五六七八九〇一八', 'valid'],
  ['１２３４５６７８９０１８', 'valid'],
  ['①②③④⑤⑥⑦⑧⑨⓪①⑧', 'valid'],
  ['❶❷❸❹❺❻❼❽❾〇❶❽', 'valid'],
  ['➀➁➂➃➄➅➆➇➈〇➀➇', 'valid'],
  ['➊➋➌➍➎➏➐➑➒〇➊➑', 'valid'],
  ['⓵⓶⓷⓸⓹⓺⓻⓼⓽〇⓵⓼', 'valid'],
  ['〡〢〣〤〥〦〧〨〩〇〡〨', 'valid'],
  ['፩፪፫፬፭፮፯፰፱〇፩፰', 'valid'],
  ['🄋🄋🄋🄋🄋🄋🄋🄋🄋🄋🄋🄋', 'valid'],
  ['🄌🄌🄌🄌🄌🄌🄌🄌🄌🄌🄌🄌', 'valid'],
  ['一一一一一一一一一一一一', 'suspected'],
  // A line of a table's frame is a hyphen, though it stands next to a circled digit in Unicode.
  ['1234─5678─9018', 'valid'],
  // A control character that nobody sees parts nothing.
  ['12\u000734567\u000789018 1', 'valid'],
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
  ['1,123456789018', 'valid'],
  // No line end of any kind holds two groups together.
  ['123456\v789018', 'none'],
  ['123456\f789018', 'none'],
  ['123456\u0085789018', 'none'],
  ['123456\u2028789018', 'none'],
  ['123456\u2029789018', 'none'],
  ['2026-11-28 1530', 'none'],
  ['123456789019', 'suspected'],
] as const)('in a code %j: %s', (text, found) => expect(containsIndividualNumber(text, 'code')).toBe(found))

test.each([
  ['', 'nothing'],
  ['1234', 'four digits'],
  ['12345678901', 'eleven digits'],
  ['見本　花子　見本　花子　様', 'kanji that are no digits'],
  ['〇〇〇見本花子見本花子', 'three kanji digits'],
  ['ミホンハナコ', 'kana'],
  ['ﾐﾎﾝﾊﾅｺ', 'kana of half width'],
  ['mihon hanako sama', 'letters'],
  ['            ', 'spaces'],
  ['Михон', 'letters of another script'],
  ['Михон 9', 'letters of another script and a digit'],
  ['📞📞📞', 'three pictures'],
  ['⑫⑫⑫', 'three signs of two digits'],
])('%j cannot hold twelve digits, and is not taken apart (%s)', (text) => {
  expect(isLongEnough(text)).toBe(false)
})
