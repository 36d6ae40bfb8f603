/**
 * `node scripts/complete-lock.mjs`, after every `npm install`: names in package-lock.json the optional packages of other
 * platforms that the registry at hand did not serve. npm leaves those out of the lock file, and `npm ci` then refuses
 * the file. What is added is never fetched on this platform; elsewhere npm fetches it by its exact version.
 */
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

/** Where npm looks for a dependency of the package at `place`: beside it, then further out. */
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
const packages = Object.entries({ ...lock.packages, ...added }).sort(([one], [other]) =>
  one < other ? -1 : 1,
)
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`)
process.stdout.write(`${Object.keys(added).length} added: ${Object.keys(added).join(' ')}\n`)
