/**
 * `npm run build [-- --release]`: builds the program into `build/`. A release leaves the simulated devices out.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildBundle, buildDesk, buildWindow, COMMAND_LINE, SHELL } from './bundles.ts'

const BUILD = join(import.meta.dirname, '..', 'build')

const release = process.argv.includes('--release')
try {
  for (const folder of ['renderer', 'shell', 'desk', 'cli'])
    await rm(join(BUILD, folder), { recursive: true, force: true })
  await Promise.all([
    buildWindow(BUILD, release),
    buildDesk(BUILD, release),
    ...[...SHELL, COMMAND_LINE].map((bundle) => buildBundle(bundle, BUILD)),
  ])
} catch (error) {
  console.error(`build: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
