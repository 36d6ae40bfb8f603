import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { windowFonts } from './scripts/window-fonts.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * The window (`renderer/` → `build/renderer`): everything by relative address, because it is served by the program's
 * own scheme, and nothing inline, because the content policy refuses it. Mode `gallery` builds instead the pages on
 * which every screen is looked at (→ `build/gallery`); no release contains them.
 */
export default defineConfig(({ mode }) => ({
  root: path(mode === 'gallery' ? 'fixtures/states' : 'renderer'),
  base: './',
  plugins: [windowFonts(), react()],
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
          ? [path('fixtures/states/index.html')]
          : [path('renderer/index.html'), path('renderer/patient.html'), path('renderer/print.html')],
    },
  },
}))
