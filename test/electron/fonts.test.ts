import { expect, test } from 'vitest'
import { launch } from './launch.ts'

type Face = { readonly weight: string; readonly range: string }

/** Whether a font's rule holds a character: `U+3001, U+3041-3096`. */
const holds = (face: Face, character: string): boolean => {
  const point = character.codePointAt(0) ?? 0
  return face.range.split(',').some((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-')
    return point >= Number.parseInt(first, 16) && point <= Number.parseInt(last, 16)
  })
}

test('the words of a screen come in one file a weight, and only what else it shows in pieces', async () => {
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
  const words = faces.filter((face) => holds(face, '受') && holds(face, '付'))
  expect(words.map(({ weight }) => weight).sort()).toEqual(['400', '700'])
  const others = [...text].filter((character) => !words.some((face) => holds(face, character)))
  for (const piece of faces.filter((face) => !words.includes(face)))
    expect(others.filter((character) => holds(piece, character))).not.toEqual([])
  await terminal.close()
})
