/** Packages of the npm registry that are no dependency: fetched by name, checked against a fixed hash, unpacked. */
import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ROOT, StepFailed, step } from './step.mjs'

/** @param {string} archive @param {string} directory */
export const tar = (archive, directory) => [
  'tar',
  '--warning=no-unknown-keyword',
  '--no-same-owner',
  '-xzf',
  archive,
  '-C',
  directory,
]

/**
 * Fetches a package and unpacks it into a folder of its own, `.runtime/scratch/package`, for whoever asks to take from.
 * @param {{ name: string, version: string, integrity: string, what: string, toType: string }} wanted `what`: its name in
 * the line that is said; `integrity`: `sha512-…`, of the archive
 * @returns {Promise<{ scratch: string, done: () => void }>} the folder in which `package` lies, and what removes it
 */
export const fetchPackage = async ({ name, version, integrity, what, toType }) => {
  const scratch = join(ROOT, '.runtime', 'scratch')
  const done = () => rmSync(scratch, { recursive: true, force: true })
  done()
  mkdirSync(scratch, { recursive: true })
  await step(
    `fetching ${what} from the npm registry`,
    ['npm', 'pack', `${name}@${version}`, '--pack-destination', scratch, '--loglevel=error'],
    { toType },
  )
  const archive = join(scratch, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity)
    throw new StepFailed(`${name}@${version}: its checksum is not the expected one; nothing was kept`)
  await step('unpacking it', tar(archive, scratch))
  return { scratch, done }
}
