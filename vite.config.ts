import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The pieces of a font sheet whose `unicode-range: U+9ad9,U+25ee8-25eea` holds a character of the text. */
const piecesFor = (sheet: string, text: string): string => {
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0)
  const holds = (range: string): boolean => {
    const [first = '', last = first] = range.trim().slice(2).split('-')
    return points.some((point) => point >= Number.parseInt(first, 16) && point <= Number.parseInt(last, 16))
  }
  return (sheet.match(/@font-face \{[^}]*\}/g) ?? [])
    .filter((piece) => (/unicode-range: ([^;]+);/.exec(piece)?.[1] ?? '').split(',').some(holds))
    .join('\n')
}

/**
 * Font sheets as this window needs them. The Japanese one keeps every piece, for the kanji of any name, without the
 * second copy of each file that is meant for browsers of ten years ago. Korean and Chinese are only ever read in
 * sentences of ours, so of those only the pieces that the sentences need come along.
 */
const fonts = (): Plugin => ({
  name: 'fonts',
  enforce: 'pre',
  transform: (code, id) => {
    if (!id.includes('/@fontsource')) return null
    const sheet = code
      .replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, '')
      .replaceAll('font-display: swap', 'font-display: block')
    for (const [font, language] of [
      ['noto-sans-kr', 'ko'],
      ['noto-sans-sc', 'zh-Hans'],
    ])
      if (id.includes(`/${font}/`))
        return piecesFor(sheet, readFileSync(path(`renderer/languages/${language}.json`), 'utf8'))
    return sheet
  },
})

/**
 * The window (`renderer/` → `build/renderer`): everything by relative address, because it is served by the program's
 * own scheme, and nothing inline, because the content policy refuses it. Mode `gallery` builds instead the pages on
 * which every screen is looked at (→ `build/gallery`); no release contains them.
 */
export default defineConfig(({ mode }) => ({
  root: path('renderer'),
  base: './',
  plugins: [fonts(), react()],
  build: {
    outDir: path(mode === 'gallery' ? 'build/gallery' : 'build/renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input:
        mode === 'gallery'
          ? [path('renderer/gallery/index.html')]
          : [path('renderer/index.html'), path('renderer/patient.html'), path('renderer/print.html')],
    },
  },
}))
