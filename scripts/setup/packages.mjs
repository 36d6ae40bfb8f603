/** The npm packages of the lock file, and the toolchain's own Node. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT, step } from './step.mjs'

const NODE_MAJOR = 24
const STAMP = join(ROOT, 'node_modules', '.uketsuke-lock')

/** The toolchain's own Node, whatever the machine has. better-sqlite3 13 needs N-API 10, which Node 20 has not. */
export const pinnedNode = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')

const pinnedNodeWorks = () => {
  if (!existsSync(pinnedNode)) return false
  const version = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return version.status === 0 && version.stdout.startsWith(`v${NODE_MAJOR}.`)
}

/** Whether the packages stand as the lock file says. */
export const packagesStand = () =>
  existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash() && pinnedNodeWorks()

/** The machine's Node: the pinned one, on which this may be running, is what the installation has just removed. */
const machineNode = () => ({
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter),
})

/** npm links a package's commands before its script has fetched them, and so leaves `node` out. */
const linkPinnedNode = () => {
  if (process.platform === 'win32') return
  const link = join(ROOT, 'node_modules', '.bin', 'node')
  rmSync(link, { force: true })
  symlinkSync(join('..', 'node', 'bin', 'node'), link)
}

/** Installs the npm packages when the lock file has changed or they are not there. */
export const installPackages = async () => {
  if (packagesStand()) return
  // No package may run a script of its own at install: the native modules bring their binaries with them. The one
  // exception, by name, is `node`, whose script fetches the binary of this platform from the same registry.
  await step(
    'installing the npm packages of the lock file',
    ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    {
      toType: 'npm ci',
    },
  )
  if (!pinnedNodeWorks()) {
    await step(
      `installing the toolchain's own Node ${NODE_MAJOR}`,
      ['node', 'installArchSpecificPackage.js'],
      {
        cwd: join(ROOT, 'node_modules', 'node'),
        env: machineNode(),
        toType: 'npm rebuild node --ignore-scripts=false',
      },
    )
  }
  linkPinnedNode()
  writeFileSync(STAMP, lockHash())
}
