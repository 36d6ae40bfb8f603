/** The bundles of the program: one bundle a process, and where each comes to lie under `build/`. */
import { join, relative } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'
import { withBuiltDay } from './built-day.ts'
import { prepareDesk } from './prepare-desk.ts'

const ROOT = join(import.meta.dirname, '..')

/** Modules with machine code: they stay whole, in `node_modules`. */
export const NATIVE = ['better-sqlite3', 'node-hid', '@serialport/bindings-cpp', 'koffi']

export type Bundle = {
  readonly folder: string
  /** Sources by the built file's name without its ending. */
  readonly entries: Readonly<Record<string, string>>
  readonly format: 'cjs' | 'es'
  readonly target: string
  readonly external: readonly string[]
}

/** CommonJS, for the main process and the sandboxed preloads of both runtimes (Electron 25 is Node 18). */
export const SHELL: readonly Bundle[] = [
  ['main', 'main/shell/main.ts', 'node18'] as const,
  ['preload-desk', 'main/shell/ipc/preload-desk.ts', 'chrome114'] as const,
  ['preload-readonly', 'main/shell/ipc/preload-readonly.ts', 'chrome114'] as const,
].map(([name, source, target]) => ({
  folder: 'shell',
  entries: { [name]: source },
  format: 'cjs',
  target,
  external: ['electron'],
}))

/**
 * The desk with simulated devices, or the one that a release holds, and what runs it. Of CommonJS, because the engine takes
 * prepared code (scripts/prepare-desk.ts) for nothing else.
 */
const deskBundles = (release: boolean, folder: string): readonly Bundle[] => [
  {
    folder,
    entries: { 'desk-bundle': release ? 'main/desk/process/release.ts' : 'main/desk/process/development.ts' },
    format: 'cjs',
    target: 'node22',
    external: NATIVE,
  },
  { folder, entries: { desk: 'main/desk/process/start.ts' }, format: 'es', target: 'node22', external: [] },
]

/** The command line: as a program of its own, and as the packaged program's thread. */
export const COMMAND_LINE: Bundle = {
  folder: 'cli',
  entries: {
    uketsuke: 'main/cli/main.ts',
    worker: 'main/cli/worker.ts',
    // The desk's thread lies beside it for the same reason: threads cannot look into the archive.
    forwarder: 'main/center/thread.ts',
    'second-walk': 'main/journal/second-walk-thread.ts',
  },
  format: 'es',
  target: 'node22',
  external: NATIVE,
}

/** Leaves out the mock binding that serialport always loads, for its users' tests. Nothing here uses it. */
const withoutPretence: Plugin = {
  name: 'without-pretence',
  enforce: 'pre',
  resolveId: (id) => (id === './serialport-mock' ? '\0pretence' : null),
  load: (id) => (id === '\0pretence' ? 'export {}' : null),
}

const configurationOf = (bundle: Bundle, into: string, legible: boolean): InlineConfig => {
  const ending = bundle.format === 'cjs' ? 'cjs' : 'mjs'
  return {
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [withoutPretence, withBuiltDay],
    ssr: { target: 'node', noExternal: true, external: [...bundle.external] },
    build: {
      ssr: true,
      target: bundle.target,
      outDir: join(into, bundle.folder),
      emptyOutDir: false,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(bundle.entries).map(([name, source]) => [name, join(ROOT, source)]),
        ),
        external: [...bundle.external],
        output: {
          format: bundle.format,
          entryFileNames: `[name].${ending}`,
          chunkFileNames: `[name]-[hash].${ending}`,
          // Read at every start: without the comments and the white space there is a third less of it. Names stay, for
          // whoever has to read where a bug was.
          minify: legible ? false : { mangle: false, compress: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  }
}

/** The sources that a build has taken in, as paths from the top of the checkout. */
const sourcesOf = (built: Awaited<ReturnType<typeof build>>): string[] => {
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  return outputs
    .flatMap(({ output }) => output)
    .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    .filter((id) => !id.startsWith('\0'))
    .map((id) => relative(ROOT, id.replace(/\?.*$/, '')).replaceAll('\\', '/'))
}

/**
 * Builds one bundle into a folder (`build`, or a test's own).
 * @param legible with its white space, for a test that changes what was built
 * @returns the sources that are in it
 */
export const buildBundle = async (bundle: Bundle, into: string, legible = false): Promise<string[]> =>
  sourcesOf(await build(configurationOf(bundle, into, legible)))

/** A release's window has no dock: the program offers nothing for it to command. */
const withoutDock: Plugin = {
  name: 'without-dock',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('/dock/dock.tsx') ? '\0no-dock' : null),
  load: (id) => (id === '\0no-dock' ? 'export const Dock = () => null' : null),
}

/**
 * Builds the window's pages into the folder `renderer` of `into`.
 * @returns the sources that are in them
 */
export const buildWindow = async (into: string, release: boolean): Promise<string[]> => {
  // Under a test there is another word in the environment, which would give React's development build.
  process.env.NODE_ENV = 'production'
  return sourcesOf(
    await build({
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
      plugins: release ? [withoutDock] : [],
      build: { outDir: join(into, 'renderer'), emptyOutDir: true, reportCompressedSize: false },
    }),
  )
}

/**
 * Builds the desk into a folder of `into`, with its code prepared.
 * @returns the sources that are in it
 */
export const buildDesk = async (into: string, release: boolean, folder = 'desk'): Promise<string[]> => {
  const sources: string[] = []
  for (const bundle of deskBundles(release, folder)) sources.push(...(await buildBundle(bundle, into)))
  await prepareDesk(join(into, folder))
  return sources
}
