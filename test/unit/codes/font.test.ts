import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openFont } from '../../../fixtures/codes/font.ts'

const woff = (name: string): Uint8Array =>
  readFileSync(
    new URL(import.meta.resolve(`@fontsource/noto-sans-jp/files/noto-sans-jp-${name}-400-normal.woff`)),
  )
const font = openFont(woff('japanese'))

/** The tables of a TrueType file by their names. */
const tablesOf = (file: Uint8Array): ReadonlyMap<string, Buffer> => {
  const bytes = Buffer.from(file)
  return new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, index) => {
      const entry = 12 + 16 * index
      const offset = bytes.readUInt32BE(entry + 8)
      return [
        bytes.toString('latin1', entry, entry + 4),
        bytes.subarray(offset, offset + bytes.readUInt32BE(entry + 12)),
      ]
    }),
  )
}

describe('a font', () => {
  it('tells letters and their widths apart', () => {
    const [kanji, letter] = [font.glyphOf('見'), font.glyphOf('i')]
    expect(kanji).not.toBe(letter)
    expect(font.widthOf(kanji)).toBe(1000)
    expect(font.widthOf(letter)).toBeLessThan(500)
  })

  it('throws on a letter that it has not, and on another kind of file', () => {
    expect(() => font.glyphOf('ｱ')).toThrow('the font has no ｱ')
    expect(() => openFont(new TextEncoder().encode('no font at all'))).toThrow('not a WOFF file')
  })

  it('cut down keeps the outlines of what is used under their numbers, and no others', () => {
    const glyph = font.glyphOf('見')
    const tables = tablesOf(font.only(new Set([glyph])))
    expect([...tables.keys()]).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'])
    const loca = tables.get('loca') ?? Buffer.alloc(0)
    const lengths = Array.from(
      { length: loca.length / 4 - 1 },
      (_, index) => loca.readUInt32BE(4 * index + 4) - loca.readUInt32BE(4 * index),
    )
    const kept = lengths.flatMap((length, index) => (length > 0 ? [index] : []))
    expect(kept).toEqual([0, glyph])
    expect(loca.readUInt32BE(loca.length - 4)).toBe(tables.get('glyf')?.length)
  })
})
