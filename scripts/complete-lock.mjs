/**
 * `node scripts/complete-lock.mjs`, after every `npm install`: names in package-lock.json the optional packages of other
 * platforms that npm left out, because `npm ci` refuses a file without them, and asks the registry for every hash that is
 * missing. What the registry at hand does not serve stays without a hash and is named: the set-up refuses to install it
 * (scripts/setup/unlocked.mjs).
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = join(import.meta.dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(FILE, 'utf8'))

const SYSTEMS = [
  [/darwin|macos/, 'darwin'],
  [/win32|windows/, 'win32'],
  [/android/, 'android'],
  [/freebsd/, 'freebsd'],
  [/openbsd/, 'openbsd'],
  [/netbsd/, 'netbsd'],
  [/sunos/, 'sunos'],
  [/aix/, 'aix'],
  [/openharmony/, 'openharmony'],
  [/linux/, 'linux'],
]
const PROCESSORS = [
  [/arm64|aarch64/, 'arm64'],
  [/x86_64|x64/, 'x64'],
  [/ia32|x86|i686/, 'ia32'],
  [/riscv64/, 'riscv64'],
  [/s390x/, 's390x'],
  [/ppc64/, 'ppc64'],
  [/loong64/, 'loong64'],
  [/mips64el/, 'mips64el'],
  [/arm/, 'arm'],
  [/wasm32/, 'wasm32'],
]
const first = (table, name) => table.find(([pattern]) => pattern.test(name))?.[1]

/** The places where npm looks for a dependency of the package at `place`: beside it, then further out. */
const isThere = (place, name) => {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true
    if (at === '' || !at.includes('/node_modules/'))
      return lock.packages[`node_modules/${name}`] !== undefined
  }
}

const added = {}
for (const [place, { optionalDependencies }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies ?? {})) {
    if (isThere(place, name)) continue
    const os = first(SYSTEMS, name)
    const cpu = first(PROCESSORS, name)
    const libc = /musl/.test(name) ? 'musl' : /gnu/.test(name) && os === 'linux' ? 'glibc' : undefined
    added[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ''),
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(libc ? { libc: [libc] } : {}),
      license: 'SEE LICENSE IN PACKAGE',
      optional: true,
      ...(os ? { os: [os] } : {}),
    }
  }
}
/** The hash and the licence of a package as the registry states them, or nothing where it does not serve it. */
const fromRegistry = (name, version) => {
  const view = ['view', `${name}@${version}`, 'dist.integrity', 'license', '--json']
  const asked = spawnSync('npm', view, { encoding: 'utf8', shell: process.platform === 'win32' })
  if (asked.status !== 0 || asked.stdout.trim() === '') return {}
  const { 'dist.integrity': integrity, license } = JSON.parse(asked.stdout)
  return { ...(integrity ? { integrity } : {}), ...(license ? { license } : {}) }
}

const entries = Object.entries({ ...lock.packages, ...added }).sort(([one], [other]) =>
  one < other ? -1 : 1,
)
const unlocked = []
const packages = entries.map(([place, entry]) => {
  if (place === '' || entry.link || entry.integrity) return [place, entry]
  const name = place.replace(/^.*node_modules\//, '')
  const found = fromRegistry(name, entry.version)
  if (!found.integrity) unlocked.push(name)
  const { version, ...rest } = entry
  return [place, { version, ...rest, ...found }]
})
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`)
process.stdout.write(`${Object.keys(added).length} added: ${Object.keys(added).join(' ')}\n`)
process.stdout.write(`${unlocked.length} without a hash: ${unlocked.join(' ')}\n`)
