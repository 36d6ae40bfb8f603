/** Code from others: exactly what the lock file says, and each package for a reason that is written down. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findPinnedNode } from '../../../main/shell/desk/pinned-node.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { pinnedNode } from '../../../scripts/setup/packages.mjs'
import { unlockedOn } from '../../../scripts/setup/unlocked.mjs'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const locked = z.looseObject({
  version: z.string(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  link: z.boolean().optional(),
})
const lock = z
  .looseObject({ packages: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(read('package-lock.json')))
const packages = Object.entries(lock.packages)
  .filter(([place]) => place !== '')
  .map(([place, value]) => [place, locked.parse(value)] as const)

describe('§17 setup', () => {
  test('every package is locked by its SHA-512, native parts of every platform included', () => {
    expect(packages.length).toBeGreaterThan(500)
    const open = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    const names = open.map(([place]) => place.replace(/^.*node_modules\//, ''))
    expect(names).toEqual([])
  })
  test('what has no hash is installed nowhere', () => {
    const part = { version: '1.0.0', os: ['win32'], cpu: 'x64' }
    const some = { packages: { '': {}, 'node_modules/a/node_modules/@b/c': part, 'node_modules/d': {} } }
    expect(unlockedOn(some, { platform: 'win32', arch: 'x64' })).toEqual(['@b/c', 'd'])
    expect(unlockedOn(some, { platform: 'win32', arch: 'arm64' })).toEqual(['d'])
    expect(unlockedOn(some, { platform: 'linux', arch: 'x64' })).toEqual(['d'])
    const locked = { packages: { 'node_modules/d': { integrity: 'sha512-AA==' } } }
    expect(unlockedOn(locked, { platform: 'linux', arch: 'x64' })).toEqual([])
    const others = { packages: { 'node_modules/e': { os: ['!win32'] } } }
    expect(unlockedOn(others, { platform: 'win32', arch: 'x64' })).toEqual([])
    expect(unlockedOn(others, { platform: 'linux', arch: 'x64' })).toEqual(['e'])
    // This machine's own, as the lock file stands.
    expect(unlockedOn(lock, { platform: 'linux', arch: 'x64' })).toEqual([])
  })
  test('the toolchain’s Node is a locked package of the same version for each platform, and the shell runs it', () => {
    const nodes = packages.filter(([place]) => /^node_modules\/node-(linux|win)-/.test(place))
    expect(nodes.map(([place]) => place.slice('node_modules/'.length))).toEqual(
      Object.keys(packageJson.optionalDependencies),
    )
    expect(new Set(nodes.map(([, { version }]) => version)).size).toBe(1)
    for (const [, { integrity }] of nodes) expect(integrity).toMatch(/^sha512-/)
    expect(findPinnedNode(ROOT)).toBe(pinnedNode)
    expect(read('scripts/setup/packages.mjs')).not.toMatch(/'install'|--no-save/)
  })
})

test('everything comes from the registry: no address, no repository, no folder', () => {
  expect(packages.filter(([, { link }]) => link).map(([place]) => place)).toEqual([])
  expect(
    packages.filter(
      ([, { resolved = 'https://registry.npmjs.org/' }]) =>
        !/^https:\/\/registry\.npmjs\.org\//.test(resolved),
    ),
  ).toEqual([])
})

test('only packages that are known for it bring a script for the installation, and npm runs none', () => {
  const names = packages
    .filter(([, one]) => one.hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ''))
  expect([...new Set(names)].sort()).toEqual([
    '@serialport/bindings-cpp',
    '@swc/core',
    'electron-winstaller',
    'koffi',
    'libxmljs2',
    'node-hid',
  ])
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  expect(read('scripts/setup/packages.mjs')).toContain("'--ignore-scripts'")
})

test('dependencies are named by exact version', () => {
  for (const [name, version] of Object.entries({
    ...packageJson.dependencies,
    ...packageJson.devDependencies,
    ...packageJson.optionalDependencies,
  }))
    expect([name, version]).toEqual([name, expect.stringMatching(/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/)])
})

/** Names in the first column of a table of docs/dependencies.md, `@scope/*` standing for all of a scope. */
const named = (heading: string): RegExp[] => {
  const section =
    read('docs/dependencies.md')
      .split(/^## /m)
      .find((part) => part.startsWith(heading)) ?? ''
  return [...section.matchAll(/^\| (`[^|]+) \|([^|]+)\|/gm)]
    .filter(([, , reason = '']) => reason.trim() !== '')
    .flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .map((name) => new RegExp(`^${name.replaceAll('*', '.+')}$`))
}

test.each([
  ['Shipped', Object.keys(packageJson.dependencies)],
  ['For development', Object.keys({ ...packageJson.devDependencies, ...packageJson.optionalDependencies })],
])('%s: the reason for each stands in docs/dependencies.md', (heading, names) => {
  const reasons = named(heading)
  // The runtime is installed for development and shipped with the program.
  const without = names.filter((name) => name !== 'electron' && !reasons.some((reason) => reason.test(name)))
  expect(without).toEqual([])
})
