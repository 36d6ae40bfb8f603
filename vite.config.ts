import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { type CSSModulesOptions, defineConfig } from 'vite'
import { readOnce } from './scripts/read-once.ts'
import { windowFonts } from './scripts/window-fonts.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const fileOfClass = new Map<string, string>()

/**
 * Style sheets beside their components (CSS modules): `css.visitLine` is the class `visit-line` of that sheet. Names stay
 * as written, so that tests and whoever looks at the page find them; a name in two sheets does not build.
 */
export const modules: CSSModulesOptions = {
  localsConvention: 'camelCase',
  generateScopedName: (name, file) => {
    const sheet = file.replace(/\?.*$/, '')
    const first = fileOfClass.get(name) ?? sheet
    if (first !== sheet) throw new Error(`${sheet}: the class ${name} is in ${first} too`)
    fileOfClass.set(name, sheet)
    return name
  },
}

/**
 * The window (`renderer/` → `build/renderer`): everything by relative address, because it is served by the program's
 * own scheme, and nothing inline, because the content policy refuses it. Mode `gallery` builds instead the pages on
 * which every screen is looked at (→ `build/gallery`); no release contains them.
 */
export default defineConfig(({ mode }) => ({
  root: path(mode === 'gallery' ? 'fixtures/states' : 'renderer'),
  base: './',
  // The gallery draws the window from a folder beside it.
  server: { fs: { allow: [path('.')] } },
  plugins: [windowFonts(), react(), readOnce()],
  css: { modules },
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
