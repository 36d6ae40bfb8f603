import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launch } from '../../fixtures/terminal/launch.ts'
import { holds } from '../../scripts/window-fonts.ts'

test('the words of the first screen come in one file a weight, the others once it stands, and only what else it shows in pieces', async () => {
  const terminal = await launch()
  await terminal.page.getByRole('button', { name: '手で入力する' }).waitFor()
  const { faces, text } = await terminal.page.evaluate(async () => {
    const fonts = await document.fonts.ready
    return {
      faces: [...fonts]
        .filter(({ status }) => status === 'loaded')
        .map(({ weight, unicodeRange }) => ({ weight, range: unicodeRange })),
      text: document.body.textContent ?? '',
    }
  })
  const words = faces.filter((face) => holds(face.range, '受') && holds(face.range, '付'))
  expect(words.map(({ weight }) => weight).sort()).toEqual(['400', '700'])
  const others = [...text].filter((character) => !words.some(({ range }) => holds(range, character)))
  for (const piece of faces.filter((face) => !words.includes(face)))
    expect(others.filter((character) => holds(piece.range, character))).not.toEqual([])
  // Words of other screens and names' characters, once the first screen stands.
  await terminal.page.waitForFunction(() => {
    const point = '資'.codePointAt(0)?.toString(16) ?? ''
    const withWord = [...document.fonts].filter(
      ({ family, unicodeRange }) =>
        family.replaceAll('"', '') === 'Noto Sans JP' && unicodeRange.toLowerCase().includes(`u+${point}`),
    )
    return withWord.length === 2 && withWord.every(({ status }) => status === 'loaded')
  })
  await terminal.page.waitForFunction(() =>
    [...document.fonts].some(({ family }) => family.includes('Noto Sans JP Pieces')),
  )
  await terminal.close()
})

test.each(['print', 'patient'])('the page %s has names’ characters from its beginning', (page) => {
  const html = readFileSync(join(import.meta.dirname, `../../build/renderer/${page}.html`), 'utf8')
  expect(html).toMatch(/<link rel="stylesheet"[^>]*\/later-fonts-[^>]*\.css"/)
})
