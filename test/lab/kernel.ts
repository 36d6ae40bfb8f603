/** The Debian packages that the laboratory needs: an emulator, a shell, and a kernel that is never installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGES = { 'qemu-system-x86_64': 'qemu-system-x86', busybox: 'busybox-static', cpio: 'cpio' } as const
const MODULES = ['hid', 'hid-generic', 'uhid'] as const

const quietly = (command: string, args: readonly string[], cwd?: string): string =>
  execFileSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
    ...(cwd === undefined ? {} : { cwd }),
  })

const isInstalled = (command: string): boolean => {
  try {
    return quietly('which', [command]).trim() !== ''
  } catch {
    return false
  }
}

/** The things that {@link prepareKernel} installs, for people. */
export const packagesNeeded = (): string => [...Object.values(PACKAGES), 'linux-image-amd64'].join(', ')

/** Another program that is installing something is waited for. */
const APT = ['-q', '-o', 'DPkg::Lock::Timeout=300'] as const

let updated = false
const updateLists = (): void => {
  if (!updated) quietly('apt-get', [...APT, 'update'])
  updated = true
}

const installTools = (): void => {
  const missing = Object.entries(PACKAGES).filter(([command]) => !isInstalled(command))
  if (missing.length === 0) return
  console.log(`installing ${missing.map(([, name]) => name).join(' ')}`)
  updateLists()
  quietly('apt-get', [...APT, 'install', '-y', '--no-install-recommends', ...missing.map(([, name]) => name)])
}

/** The package that `linux-image-amd64` stands for now: `linux-image-6.1.0-56-amd64`. */
const kernelPackage = (): string => {
  const depends = quietly('apt-cache', ['depends', 'linux-image-amd64'])
  const name = /Depends: (linux-image-\S+-amd64)/.exec(depends)?.[1]
  if (name === undefined) throw new Error('apt knows no linux-image-amd64: run apt-get update')
  return name
}

const fetchKernel = (folder: string): void => {
  updateLists()
  const name = kernelPackage()
  console.log(`fetching ${name}`)
  quietly('apt-get', [...APT, 'download', name], folder)
  const archive = readdirSync(folder).find((file) => file.endsWith('.deb'))
  if (archive === undefined) throw new Error(`${name} was not downloaded`)
  const wanted = ["'./boot/vmlinuz-*'", ...MODULES.map((module) => `'*/${module}.ko'`)].join(' ')
  mkdirSync(join(folder, 'package'), { recursive: true })
  const unpack = `dpkg-deb --fsys-tarfile '${archive}' | tar -x -C package --wildcards ${wanted}`
  quietly('sh', ['-c', unpack], folder)
  rmSync(join(folder, archive))
}

const findFile = (folder: string, matches: (name: string) => boolean): string => {
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    matches(name.split('/').at(-1) ?? ''),
  )
  if (file === undefined) throw new Error(`nothing suitable in ${folder}`)
  return join(folder, file)
}

export type Kernel = { readonly image: string; readonly modules: readonly string[] }

/** Fetches what is missing into `folder` and keeps it there. The host's own boot is not touched. */
export const prepareKernel = (folder: string): Kernel => {
  installTools()
  mkdirSync(folder, { recursive: true })
  const unpacked = join(folder, 'package')
  if (!existsSync(join(unpacked, 'boot'))) {
    rmSync(unpacked, { recursive: true, force: true })
    fetchKernel(folder)
  }
  return {
    image: findFile(join(unpacked, 'boot'), (name) => name.startsWith('vmlinuz-')),
    modules: MODULES.map((module) => findFile(unpacked, (name) => name === `${module}.ko`)),
  }
}
