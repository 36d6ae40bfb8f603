/** The npm packages of the lock file, and the toolchain's own Node. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT, StepFailed, step } from './step.mjs'
import { unlockedOn } from './unlocked.mjs'

const NODE_MAJOR = 24
const STAMP = join(ROOT, 'node_modules', '.uketsuke-lock')

const LOCK = join(ROOT, 'package-lock.json')

/**
 * The toolchain's own Node, whatever the machine has: a package of its platform, locked by its hash like every other.
 * Where none is published for a platform, it is the machine's own, which then has to be of the same major version.
 * better-sqlite3 13 needs N-API 10, which Node 20 has not.
 */
const isLocked = ['linux-x64', 'linux-arm64', 'win32-x64'].includes(`${process.platform}-${process.arch}`)
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
const nodeFile = process.platform === 'win32' ? 'node.exe' : 'node'
export const pinnedNode = isLocked
  ? join(ROOT, 'node_modules', nodePackage, 'bin', nodeFile)
  : process.execPath

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex')

const pinnedNodeWorks = () => {
  if (!existsSync(pinnedNode)) return false
  const version = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return version.status === 0 && version.stdout.startsWith(`v${NODE_MAJOR}.`)
}

/** Tells whether the packages stand as the lock file says. */
export const packagesStand = () =>
  existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash() && pinnedNodeWorks()

/** The machine's own npm and Node: the pinned one, on which this may be running, is what an installation removes first. */
const machinePath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter)

/** Installs the npm packages when the lock file has changed or they are not there. */
export const installPackages = async () => {
  if (packagesStand()) return
  const unlocked = unlockedOn(JSON.parse(readFileSync(LOCK, 'utf8')), process)
  if (unlocked.length > 0)
    throw new StepFailed(
      `package-lock.json holds no hash of ${unlocked.join(', ')}, which this machine would install; nothing was installed. With a registry that serves them, type: node scripts/complete-lock.mjs`,
    )
  // No package may run a script of its own at install: the native modules and Node bring their binaries with them.
  await step(
    'installing the npm packages of the lock file',
    ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    { env: { PATH: machinePath() }, toType: 'npm ci' },
  )
  if (!pinnedNodeWorks())
    throw new StepFailed(
      `there is no Node ${NODE_MAJOR} for this machine (${process.platform}, ${process.arch}) among the packages; install Node ${NODE_MAJOR} and type the same again`,
    )
  writeFileSync(STAMP, lockHash())
}
