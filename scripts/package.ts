/**
 * `npm run package`: the unpacked program for this machine, from whatever runtime there is and without the network.
 * `npm run package -- --deb`: also the package for Debian, and still without the network.
 * `npm run package -- --installers`: also everything that is handed out (deb, AppImage; NSIS and portable on Windows),
 * which needs the runtime that ships and downloads of electron-builder's.
 * `npm run package -- --nsis FOLDER`: the installer for Windows from an unpacked Windows program, by `makensis` on any system.
 * What cannot be made here is refused with one line. A package from the development stand-in is named
 * so and has a simulated desk beside it.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { type AfterPackContext, build, type Configuration, type DebOptions, Platform } from 'electron-builder'
import { z } from 'zod'
import packageJson from '../package.json' with { type: 'json' }
import { buildBundle, buildDesk, buildWindow, COMMAND_LINE, NATIVE, SHELL } from './bundles.ts'
import { readAsked } from './packaging/asked.ts'
import { setFuses } from './packaging/fuses.ts'
import { collectModules, copyModules } from './packaging/native-modules.ts'
import { writeInstaller } from './packaging/nsis.ts'
import { writePapers } from './packaging/papers.ts'
import { describeSizes } from './packaging/sizes.ts'

const ROOT = join(import.meta.dirname, '..')
const WORK = join(ROOT, 'build', 'package')
const PROGRAM = join(WORK, 'program')
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

type Runtime = { readonly folder: string; readonly version: string; readonly standIn: boolean }

const readRuntime = async (): Promise<Runtime> => {
  const executable = process.env.UKETSUKE_ELECTRON
  if (!executable) throw new Error('there is no Electron runtime yet; type: npm run package')
  const folder = dirname(executable)
  const marker = await readFile(join(folder, 'fallback-runtime.json'), 'utf8').catch(() => null)
  if (marker !== null)
    return {
      folder,
      standIn: true,
      version: z.object({ electron: z.string() }).parse(JSON.parse(marker)).electron,
    }
  const version = (await readFile(join(folder, 'version'), 'utf8')).trim().replace(/^v/, '')
  return { folder, standIn: false, version }
}

/** Lays the program out as it will be packed: the bundles of a release and the modules with machine code. */
const layOut = async (): Promise<void> => {
  await rm(WORK, { recursive: true, force: true })
  const into = join(PROGRAM, 'build')
  // Of the release's desk the machine code has to be there when its code is prepared.
  const modules = await collectModules(ROOT, NATIVE)
  await copyModules(ROOT, modules, PROGRAM, process)
  const sources = await Promise.all([
    buildWindow(into, true),
    buildDesk(into, true),
    ...[...SHELL, COMMAND_LINE].map((bundle) => buildBundle(bundle, into)),
  ])
  await writeFile(join(WORK, 'sources.json'), JSON.stringify([...new Set(sources.flat())].sort(), null, 2))
  const { name, version, description, homepage, author, license, type, main } = packageJson
  const dependencies = Object.fromEntries(
    modules.filter((module) => NATIVE.includes(module.name)).map((module) => [module.name, module.version]),
  )
  await writeFile(
    join(PROGRAM, 'package.json'),
    JSON.stringify(
      {
        name,
        productName: 'Uketsuke',
        version,
        description,
        homepage,
        author,
        license,
        type,
        main,
        dependencies,
      },
      null,
      2,
    ),
  )
}

/** The name of the program's file on Linux. */
const executableName = ({ standIn }: Runtime): string => (standIn ? 'uketsuke-fallback-runtime' : 'uketsuke')

const binaryOf = (
  { appOutDir, electronPlatformName, packager }: AfterPackContext,
  runtime: Runtime,
): string => {
  const { productFilename } = packager.appInfo
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${productFilename}.app`)
    case 'win32':
      return join(appOutDir, `${productFilename}.exe`)
    default:
      return join(appOutDir, executableName(runtime))
  }
}

/** The simulated desk for a trial of a package that may not touch a real one. It lies beside the bundle, not in it. */
const placePracticeDesk = async (resources: string): Promise<void> => {
  await buildDesk(join(resources, 'app.asar.unpacked'), false, 'practice')
}

/**
 * The parts of a deb that depend on the runtime. A trial's has names of its own, so that it lies beside a release and
 * replaces none of its files. The unit starts the program of its own name.
 */
const debFor = (runtime: Runtime): DebOptions => {
  const name = executableName(runtime)
  return {
    fpm: [
      `packaging/linux/70-uketsuke.rules=/usr/lib/udev/rules.d/70-${name}.rules`,
      `packaging/linux/uketsuke.service=/usr/lib/systemd/user/${name}.service`,
    ],
    ...(runtime.standIn
      ? { packageName: name, artifactName: `${name}_\${version}_\${arch}.\${ext}`, compression: 'gz' }
      : {}),
  }
}

const configurationFor = (runtime: Runtime): Configuration => ({
  extends: join(ROOT, 'electron-builder.yml'),
  electronDist: runtime.folder,
  electronVersion: runtime.version,
  deb: debFor(runtime),
  ...(runtime.standIn
    ? {
        productName: 'Uketsuke fallback runtime',
        linux: {
          executableName: executableName(runtime),
          synopsis: '受付 on a development stand-in of its runtime: for a trial, not for use',
          desktop: { entry: { 'Name[ja]': '受付（開発用の代替ランタイム）' } },
        },
        directories: { output: join(WORK, 'fallback-runtime-not-for-use') },
      }
    : {}),
  afterPack: async (context) => {
    await rm(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
    if (runtime.standIn) await placePracticeDesk(join(context.appOutDir, 'resources'))
    await setFuses(binaryOf(context, runtime), context.packager.platform.nodeName, runtime.standIn)
    for (const line of await describeSizes(context.appOutDir, runtime.folder)) say(`· ${line}`)
  },
})

const runtime = await readRuntime()
const asked = readAsked(process.argv.slice(2), runtime)
if (asked.what === 'refused') {
  say(`package: ${asked.why}`)
  process.exit(1)
}
if (asked.what === 'nsis') {
  const out = join(WORK, `Uketsuke-Setup-${packageJson.version}.exe`)
  try {
    await mkdir(WORK, { recursive: true })
    const { payload, executable } = asked
    const about = { title: '受付 Uketsuke', key: 'Uketsuke', version: packageJson.version }
    writeInstaller({ ...about, payload: resolve(payload), executable, out })
  } catch (error) {
    say(`package: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
  say(`· ${out}`)
  process.exit(0)
}
say(
  `· packing ${runtime.standIn ? 'a trial package on the stand-in runtime' : 'the program'} (Electron ${runtime.version})`,
)
await layOut()
const named = await writePapers(ROOT, join(WORK, 'papers'), runtime.version)
say(`· bill of materials and licences of ${named} packages`)
// electron-builder would download fpm. Its place is taken by a program of ours, which runs on this very Node.
process.env.CUSTOM_FPM_PATH = join(import.meta.dirname, 'packaging', 'fpm.ts')
process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
await build({
  projectDir: ROOT,
  targets: Platform.current().createTarget(asked.what === 'all' ? null : asked.what),
  config: configurationFor(runtime),
  publish: 'never',
})
