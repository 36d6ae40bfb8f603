/** What comes from others: exactly what the lock file says, and each package for a reason that is written down. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import packageJson from '../../../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '..', '..', '..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const locked = z.looseObject({
  version: z.string(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  link: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
})
const lock = z
  .looseObject({ packages: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(read('package-lock.json')))
const packages = Object.entries(lock.packages)
  .filter(([place]) => place !== '')
  .map(([place, value]) => [place, locked.parse(value)] as const)

test('every package is locked by its SHA-512; only those of other platforms, which are not fetched, may lack it', () => {
  expect(packages.length).toBeGreaterThan(500)
  const open = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
  expect(open.filter(([, one]) => !one.optional || (!one.os && !one.cpu)).map(([place]) => place)).toEqual([])
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
    'node',
    'node-hid',
  ])
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  expect(read('scripts/setup/packages.mjs')).toContain("'--ignore-scripts'")
})

test('dependencies are named by exact version', () => {
  for (const [name, version] of Object.entries({
    ...packageJson.dependencies,
    ...packageJson.devDependencies,
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
  ['For development', Object.keys(packageJson.devDependencies)],
])('%s: the reason for each stands in docs/dependencies.md', (heading, names) => {
  const reasons = named(heading)
  // The runtime is installed for development and shipped with the program.
  const without = names.filter((name) => name !== 'electron' && !reasons.some((reason) => reason.test(name)))
  expect(without).toEqual([])
})
