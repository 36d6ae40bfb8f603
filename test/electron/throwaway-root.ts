/** A file system of its own with next to nothing in it, into which a deb is really installed, and from which it is removed. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * The commands that the scripts of electron-builder's packages call; `update-alternatives` keeps the link in
 * `/usr/bin`.
 */
const PROGRAMS = ['bash', 'chmod', 'ln', 'readlink', 'rm', 'update-alternatives']

const FOLDERS = [
  ...['dev', 'usr/bin', 'usr/lib', 'usr/lib64', 'usr/sbin', 'etc/alternatives', 'var/log'],
  ...['alternatives', 'info', 'updates'].map((name) => join('var/lib/dpkg', name)),
]

export type ThrowawayRoot = {
  /** The place to which a path of the package was unpacked. */
  at(path: string): string
  /** Runs `dpkg` on this root; its output. Throws with what dpkg said. */
  dpkg(...args: readonly string[]): string
  close(): void
}

/** dpkg looks for programs of an administrator's, whose folder is not in everybody's path. */
const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }

const output = (command: string, args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env: environment })
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

/** A program and the libraries that it is linked to. */
const withLibraries = (program: string): string[] => {
  const path = output('which', [program]).trim()
  return [path, ...(output('ldd', [path]).match(/\/\S+/g) ?? [])]
}

/** dpkg installs for root alone; anybody else is root in a user namespace. */
const asRoot = (command: readonly string[]): readonly string[] =>
  process.getuid?.() === 0 ? command : ['unshare', '--map-root-user', ...command]

/** Makes the root. No other package is in it, so dpkg is told to go on without those that are depended on. */
export const makeThrowawayRoot = (): ThrowawayRoot => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-root-'))
  const at = (path: string): string => join(folder, path)
  for (const path of FOLDERS) mkdirSync(at(path), { recursive: true })
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) symlinkSync(join('usr', name), at(name))
  for (const path of ['dev/null', 'var/lib/dpkg/status']) writeFileSync(at(path), '')
  for (const path of new Set(PROGRAMS.flatMap(withLibraries))) {
    mkdirSync(dirname(at(path)), { recursive: true })
    copyFileSync(path, at(path))
  }
  return {
    at,
    dpkg: (...args) => {
      const [command = 'dpkg', ...rest] = asRoot([
        ...['dpkg', `--root=${folder}`, '--force-depends', '--force-unsafe-io', '--no-triggers'],
        ...args,
      ])
      return output(command, rest)
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
