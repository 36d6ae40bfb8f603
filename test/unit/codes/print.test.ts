import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { encodeCp932 } from '../../../fixtures/codes/cp932.ts'
import { INVENTED_CODES } from '../../../fixtures/codes/index.ts'
import { toPng } from '../../../fixtures/codes/print.ts'
import { codeSheet } from '../../../fixtures/codes/sheet.ts'

beforeAll(() => {
  // Without the file at hand it would be fetched from the net.
  const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  })
})

describe('a printed code', () => {
  it.each(INVENTED_CODES.map((code) => [code.id, code] as const))(
    '%s reads back byte for byte',
    async (_, code) => {
      const png = await toPng(code)
      const [found, ...others] = await readBarcodes(new Blob([Uint8Array.from(png)]), { tryHarder: true })
      expect(others).toEqual([])
      expect(found?.isValid).toBe(true)
      const bytes = [...(found?.bytes ?? [])]
      // A reader of pictures leaves the start and stop letters of Codabar out unless it is told otherwise.
      const expected = [...code.bytes].slice(...(code.barcode === 'rationalizedCodabar' ? [1, -1] : [0]))
      const withLetters = code.barcode === 'rationalizedCodabar' && bytes.length === code.bytes.length
      expect(bytes).toEqual(withLetters ? [...code.bytes] : expected)
      expect(found?.symbologyIdentifier.slice(1, 2)).toBe(code.symbology.charAt(0))
    },
  )
})

describe('the sheet', () => {
  it('is a PDF with every code on it', async () => {
    const document = await PDFDocument.load(await codeSheet())
    expect(document.getPageCount()).toBe(Math.ceil(INVENTED_CODES.length / 8))
    const pictures = document
      .getPages()
      .map((page) => page.node.Resources()?.toString() ?? '')
      .join('')
    expect(pictures.match(/\/Image-/g)).toHaveLength(INVENTED_CODES.length)
  })

  it('brings its letters along: its text is read back on a machine that has no Japanese font', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sheet-'))
    try {
      writeFileSync(join(folder, 'codes.pdf'), await codeSheet())
      const [text, fonts] = ['pdftotext', 'pdffonts'].map((tool) =>
        execFileSync(tool, [join(folder, 'codes.pdf'), ...(tool === 'pdftotext' ? ['-'] : [])], {
          encoding: 'utf8',
        }),
      )
      const squeezed = text?.replace(/\s/g, '')
      for (const { labelJa } of INVENTED_CODES) expect(squeezed).toContain(labelJa.replace(/\s/g, ''))
      // One font: embedded, cut down, and with the meaning of its glyphs.
      expect(fonts?.trim().split('\n').slice(2)).toEqual([
        expect.stringMatching(/CID TrueType +Identity-H +yes yes yes/),
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('our writer of cp932', () => {
  it('writes what iconv writes', () => {
    const text = 'JAHIS10\r\n見本 花子,ﾐﾎﾝ ﾊﾅｺ,髙﨑①㈱～－■●０１－２３ 毎食後服用'
    expect([...encodeCp932(text)]).toEqual([...iconv.encode(text, 'cp932')])
  })

  it('throws on what cp932 has not', () => {
    expect(() => encodeCp932('𠮷')).toThrow('cp932 has no 𠮷')
  })
})
