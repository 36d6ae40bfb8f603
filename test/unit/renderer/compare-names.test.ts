import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNames } from '../../../renderer/screens/names/compare.ts'

const likenesses = (left: string, right: string) => [
  ...new Set(compareNames(left, right).parts.map(({ likeness }) => likeness)),
]

describe('two spellings of a name', () => {
  it.each([
    ['見本 太郎', '見本　太郎'],
    ['見本太郎', '見本 太郎'],
    ['ジョン・見本', 'ジョン 見本'],
  ])('%s and %s are the same: spaces and dots count for nothing', (left, right) => {
    expect(compareNames(left, right).verdict).toBe('same')
  })

  it.each([
    ['髙橋 花子', '高橋 花子', 'variant'],
    ['﨑山 一', '崎山 一', 'variant'],
    ['渡邉 次郎', '渡辺 次郎', 'variant'],
    ['𠮷田 三郎', '吉田 三郎', 'variant'],
    // U+FA19 and U+FA1B: compatibility forms of 神 and 福.
    ['\uFA19田 \uFA1B子', '神田 福子', 'variant'],
    ['ﾐﾎﾝ ﾀﾛｳ', 'ミホン タロウ', 'width'],
    ['ｶﾞｷﾞｸﾞ', 'ガギグ', 'width'],
    ['●橋 花子', '髙橋 花子', 'masked'],
    ['■田', '𠮷田', 'masked'],
    ['渡邉\u{e0102}', '渡辺', 'variant'],
    ['奧田 彌生', '奥田 弥生', 'variant'],
    ['オーノ', 'オオノ', 'spelling'],
    ['ヰセキ', 'イセキ', 'spelling'],
    ['Smith John', 'SMITH JOHN', 'spelling'],
    ['SMITH JOHN', 'JOHN SMITH', 'spelling'],
  ])('%s and %s are alike', (left, right, likeness) => {
    expect(compareNames(left, right).verdict).toBe('alike')
    expect(likenesses(left, right)).toContain(likeness)
  })

  it('says of two scripts that they cannot be compared', () => {
    expect(compareNames('NGUYEN THI HOA', 'グエン ティ ホア').verdict).toBe('unlike')
  })

  it('sees a family name that has changed', () => {
    expect(compareNames('見本 花子', '国保 花子').verdict).toBe('family')
    expect(compareNames('見本 花子', '国保 華子').verdict).toBe('different')
  })

  it('marks where something is missing', () => {
    expect(compareNames('見本 太郎', '見本 郎').parts).toEqual([
      { left: '見本', right: '見本', likeness: 'same' },
      { left: '太', right: '', likeness: 'different' },
      { left: '郎', right: '郎', likeness: 'same' },
    ])
  })

  it('gives back both names whole, whatever they are', () => {
    const plain = (name: string) => [...name].filter((character) => !/^[\s・]$/u.test(character)).join('')
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        (left, right) => {
          const { parts } = compareNames(left, right)
          expect(parts.map((part) => part.left).join('')).toBe(plain(left))
          expect(parts.map((part) => part.right).join('')).toBe(plain(right))
        },
      ),
    )
  })

  it('is the same from both sides', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        (left, right) => {
          expect(compareNames(left, right).verdict).toBe(compareNames(right, left).verdict)
        },
      ),
    )
  })
})
