/** The modules with machine code, and what they need, as they come to lie in the package. */
import { cp, readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { z } from 'zod'

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
})

/** Needed to compile, not to run. */
const BUILD_ONLY = new Set(['node-addon-api', 'node-gyp'])

export type Target = { readonly platform: NodeJS.Platform; readonly arch: string }
export type Module = { readonly name: string; readonly version: string; readonly folder: string }

const readManifest = async (folder: string) =>
  manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))

/** Finds a package as Node would from inside another one: nested first, then further up. */
const findFrom = async (name: string, folder: string, root: string): Promise<string> => {
  for (let at = folder; ; at = join(at, '..')) {
    const found = join(at, 'node_modules', name)
    if (await readFile(join(found, 'package.json')).catch(() => null)) return found
    if (relative(root, at) === '') throw new Error(`${name} is not installed`)
  }
}

const platformPackages = async (root: string): Promise<string[]> =>
  (await readdir(join(root, 'node_modules', '@koromix')).catch((): string[] => [])).map(
    (name) => `@koromix/${name}`,
  )

/** The closure of the native modules over their run-time dependencies. */
export const collectModules = async (root: string, names: readonly string[]): Promise<Module[]> => {
  const modules = new Map<string, Module>()
  const visit = async (name: string, from: string): Promise<void> => {
    if (BUILD_ONLY.has(name)) return
    const folder = await findFrom(name, from, root)
    if (modules.has(folder)) return
    const { version, dependencies } = await readManifest(folder)
    modules.set(folder, { name, version, folder })
    for (const dependency of Object.keys(dependencies)) await visit(dependency, folder)
  }
  for (const name of [...names, ...(await platformPackages(root))]) await visit(name, root)
  return [...modules.values()]
}

/** Tests, types and papers of a package that nothing reads when the program runs. */
const UNUSED =
  /(^|\/)(test|tests|docs?|examples?|\.github|\.releaserc)(\/|$)|\.(d\.ts|d\.mts|map|md|gyp|gypi)$|tsconfig.*\.json$/
/** Sources of the machine code, in a package that has any. */
const MACHINE_SOURCES = /^(src|deps|hidapi)(\/|$)/
/** Sources and headers that a package brings beside its built machine code; and machine code for another C library. */
const NEVER_READ = /\.(cc|hh|inc|S|asm|def)$|(^|\/)(CMakeLists\.txt|vendor|musl_\w+)(\/|$)/

/** `HID_hidraw-linux-x64`, `linux-x64.node`, `….musl.node`: whether a prebuilt binary is for the target. */
export const isForTarget = (name: string, { platform, arch }: Target): boolean => {
  if (/musl/.test(name)) return false
  const match = /(linux|darwin|win32|android|freebsd)-([a-z0-9+]+)/.exec(name)
  if (!match) return true
  const [, system, archs = ''] = match
  return system === platform && archs.split('+').includes(arch)
}

/** Copies the modules into `into/node_modules` without what nothing reads there. Licence texts stay. */
export const copyModules = async (root: string, modules: readonly Module[], into: string, target: Target) => {
  for (const module of modules) {
    const compiled = (await readdir(module.folder)).includes('binding.gyp')
    await cp(module.folder, join(into, relative(root, module.folder)), {
      recursive: true,
      filter: (path) => {
        const inside = relative(module.folder, path).replaceAll('\\', '/')
        if (inside === 'node_modules') return false
        if (NEVER_READ.test(inside)) return false
        if (inside === '' || /^licen[cs]e/i.test(basename(path))) return true
        if (UNUSED.test(inside) || (compiled && MACHINE_SOURCES.test(inside))) return false
        return (
          !inside.startsWith('prebuilds/') ||
          inside
            .split('/')
            .slice(1)
            .every((part) => isForTarget(part, target))
        )
      },
    })
  }
}
