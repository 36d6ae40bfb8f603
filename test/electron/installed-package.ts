/** Builds the deb of the runtime that there is, and installs it into a root of its own. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { electronExecutable } from '../../fixtures/terminal/launch.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { makeThrowawayRoot, type ThrowawayRoot } from './throwaway-root.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const WORK = join(ROOT, 'build', 'package')

/** True when the package stands on the development stand-in. */
export const standIn = existsSync(join(electronExecutable(), '..', 'fallback-runtime.json'))

/** The name of the package, of its executable and of its unit. */
export const NAME = standIn ? 'uketsuke-fallback-runtime' : 'uketsuke'

/** The folder into which the package brings the program. */
export const INSTALLED = standIn ? '/opt/Uketsuke fallback runtime' : '/opt/Uketsuke'

export type InstalledPackage = {
  readonly deb: string
  readonly machine: ThrowawayRoot
  /** The folder of the installed program, its executable and its archive. */
  readonly folder: string
  readonly program: string
  readonly archive: string
  /** The sources of its bundles, a JSON list of paths in the checkout. */
  readonly sources: string
}

export const installPackage = async (): Promise<InstalledPackage> => {
  await promisify(execFile)(process.execPath, ['scripts/package.ts', '--deb'], { cwd: ROOT })
  const out = join(WORK, standIn ? 'fallback-runtime-not-for-use' : 'out')
  const deb = join(out, `${NAME}_${packageJson.version}_amd64.deb`)
  const machine = makeThrowawayRoot()
  try {
    machine.dpkg('--install', deb)
  } catch (error) {
    machine.close()
    throw error
  }
  const folder = machine.at(INSTALLED)
  return {
    deb,
    machine,
    folder,
    program: join(folder, NAME),
    archive: join(folder, 'resources', 'app.asar'),
    sources: join(WORK, 'sources.json'),
  }
}
