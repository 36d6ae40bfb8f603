import { existsSync, readFileSync } from 'node:fs'
import { assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readManual, searchManual, wordsOf } from '../../../renderer/screens/help/manual-text.ts'

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url)
const TEXT = readFileSync(at('docs/manual.ja.md'), 'utf8')
const SHOWN = readFileSync(at('renderer/screens/help/manual.ts'), 'utf8')
const MANUAL = readManual(TEXT)
const blocks = MANUAL.flatMap(({ blocks: all }) => all)

describe('the manual', () => {
  it('has a chapter for each part of the work', () => {
    expect(MANUAL.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'はじめての日',
        'ふだんの一日',
        '公費・医療証',
        '薬局で使う',
        'うまくいかないとき',
        '保留と、どなたのものか',
        'オンライン資格確認の障害',
        '訂正と、あとで行うこと',
        '月末',
        '窓口が何台もあるとき（センター）',
        '復元',
      ]),
    )
  })

  it('shows pictures that are there, and that the window has', () => {
    const files = blocks.flatMap((block) => (block.kind === 'picture' ? [block.file] : []))
    expect(files.length).toBeGreaterThan(8)
    for (const file of files) {
      expect(existsSync(at(`docs/screens/${file}`)), file).toBe(true)
      expect(SHOWN).toContain(`docs/screens/${file}'`)
    }
  })

  it('says each step of a list in one line: a second one would be counted as a step', () => {
    const chapters = TEXT.slice(TEXT.indexOf('\n## ')).split(/\n{2,}/)
    const lists = chapters.filter((block) => /^(?:-|\d+\.) /.test(block))
    expect(lists.length).toBeGreaterThan(8)
    for (const list of lists)
      for (const line of list.trimEnd().split('\n')) expect(line).toMatch(/^(?:-|\d+\.) /)
  })

  it('is written in what the reader knows: no word of it is lost, and no sign of Markdown is left', () => {
    for (const block of blocks) expect(wordsOf(block)).not.toMatch(/\*\*|`|\]\(|^#|^\||^\s*[-*] /m)
    const kept = MANUAL.map(({ title, blocks: all }) => [title, ...all.map(wordsOf)].join('')).join('')
    const written = TEXT.slice(TEXT.indexOf('\n## '))
      .replace(/!\[(.*?)\]\(.*?\)/g, '$1')
      .replace(/\[(.*?)\]\(.*?\)/g, '$1')
      .replace(/^(#+|-|\d+\.) /gm, '')
      .replace(/\*\*|`/g, '')
    expect(kept.replace(/\s/g, '')).toBe(written.replace(/\s/g, ''))
  })
})

describe('a question', () => {
  it('finds its chapter, with the heading above what was found', () => {
    const found = searchManual(MANUAL, '利用停止')
    expect(found.map(({ title }) => title)).toEqual(['うまくいかないとき'])
    expect(found[0]?.blocks.map(wordsOf)[0]).toBe('カードをなくした')
  })

  it('needs all of its words, in any width and with any space between', () => {
    expect(searchManual(MANUAL, 'Ｆ８').length).toBeGreaterThan(0)
    const narrow = searchManual(MANUAL, 'ﾊﾞｯｸｱｯﾌﾟ ﾌｫﾙﾀﾞｰ')
    expect(narrow).toEqual(searchManual(MANUAL, 'バックアップ フォルダー'))
    expect(narrow.map(({ title }) => title)).toContain('はじめての日')
    expect(searchManual(MANUAL, '復旧用の紙　保存先').map(({ title }) => title)).toContain('はじめての日')
    expect(searchManual(MANUAL, '見つからないことば')).toEqual([])
    expect(searchManual(MANUAL, '  ')).toBe(MANUAL)
  })

  it('that stands in the manual is always found where it stands', () => {
    const words = MANUAL.flatMap(({ title, blocks: all }) =>
      all.flatMap((block) =>
        wordsOf(block).length < 4 ? [] : [{ title, word: wordsOf(block).slice(0, 6) }],
      ),
    )
    assert(
      property(constantFrom(...words), ({ title, word }) => {
        expect(searchManual(MANUAL, word).map((one) => one.title)).toContain(title)
      }),
    )
  })
})
