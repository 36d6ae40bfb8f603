import { describe, expect, it } from 'vitest'
import { phrasesOf } from '../../../renderer/parts/phrases.tsx'

describe('the pieces of a line', () => {
  it('hold a word with what clings to it', () => {
    expect(phrasesOf('コードを読み取ってください')).toEqual(['コードを', '読み取ってください'])
    expect(phrasesOf('確認できました。ありがとうございます。')).toContain('確認できました。')
  })

  it('hold a formal noun with what clings to it, and not with all that comes before', () => {
    expect(phrasesOf('確認できるものがありません')).toEqual(['確認できる', 'ものがありません'])
    expect(phrasesOf('そのときだけ')).toEqual(['そのときだけ'])
  })

  it('never begin with a closing mark or a small ending', () => {
    const texts = [
      '「資格情報のお知らせ」をお持ちですか。',
      '無効（新しい資格あり）',
      'ほかにお持ちのものがあれば、お見せください。',
    ]
    for (const text of texts)
      for (const phrase of phrasesOf(text)) expect(phrase).not.toMatch(/^[、。」）ですまを]/)
  })

  it('hold a day with its weekday, and break before its brackets', () => {
    expect(phrasesOf('令和8年10月31日（2026/10/31(土)）まで')).toEqual([
      '令和8年10月31日',
      '（2026/10/31(土)）まで',
    ])
  })

  it('lose nothing', () => {
    const text = 'マイナポータルの「医療保険の資格情報」の画面か、保存したPDFを見せてもらえますか'
    expect(phrasesOf(text).join('')).toBe(text)
  })
})
