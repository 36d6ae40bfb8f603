/** Bundles the tests for Windows' Node: a file each, with what they share in files beside them. */
import { globSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build, type Plugin } from 'vite'
import { NATIVE } from '../../scripts/bundles.ts'
import { modules } from '../../vite.config.ts'
import { windowsPath } from './wine.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** The program that `kills.test.ts` ends. */
const VICTIM = 'test/long/home-act.ts'

/** Files of tests, as they are named from the top of the checkout. */
export const testFiles = (): string[] =>
  ['test/unit/**/*.test.{ts,tsx}', 'test/windows/**/*.test.ts'].flatMap((pattern) =>
    globSync(pattern, { cwd: ROOT }),
  )

/** Tests read fixtures beside their source: a bundle gives the folder and the address of the source, not its own. The program's sources find Windows' packages from where the bundle lies. */
const ownPlace: Plugin = {
  name: 'own-place',
  enforce: 'pre',
  transform: (code, id) =>
    code.includes('import.meta.') && /^(test|fixtures|scripts)\//.test(relative(ROOT, id))
      ? code
          .replaceAll('import.meta.dirname', JSON.stringify(windowsPath(dirname(id))))
          .replaceAll('import.meta.url', JSON.stringify(`file:///Z:${id}`))
      : null,
}

/** Vitest is this folder's own, and there is no Electron. */
const inPlaceOf: Plugin = {
  name: 'in-place-of',
  enforce: 'pre',
  resolveId: (id) =>
    id === 'vitest' ? join(import.meta.dirname, 'vitest.ts') : id === 'electron' ? '\0electron' : null,
  load: (id) => (id === '\0electron' ? 'export default {}' : null),
}

/**
 * Builds all of it into a folder: `test/windows/run-files.mjs`, which runs the files that it is given by name, `report.mjs` beside
 * it, and each test file under its own path.
 */
export const bundleTests = async (into: string): Promise<readonly string[]> => {
  const files = testFiles()
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    css: { modules },
    plugins: [inPlaceOf, ownPlace],
    ssr: { target: 'node', noExternal: true, external: [...NATIVE, 'vite', '@swc/core'] },
    build: {
      ssr: true,
      target: 'node22',
      outDir: into,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: {
          ...Object.fromEntries(
            ['test/windows/run-files.ts', 'test/windows/report.ts', VICTIM, ...files].map((file) => [
              file.replace(/\.tsx?$/, ''),
              join(ROOT, file),
            ]),
          ),
          // The program looks for this thread beside its own code.
          'shared/second-walk': join(ROOT, 'main/journal/second-walk-thread.ts'),
        },
        external: NATIVE,
        // The empty Electron has none of the names that are asked of it.
        shimMissingExports: true,
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'shared/[name]-[hash].mjs' },
      },
    },
  })
  return files
}
