/** Tells whether the built program is as new as what it is built from. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode } from './packages.mjs'
import { electronExecutable } from './runtime.mjs'
import { ROOT, step } from './step.mjs'

const SOURCES = [
  'contract',
  'main',
  'native',
  'renderer',
  'fixtures',
  'scripts/build.ts',
  'scripts/built-day.ts',
  'scripts/bundles.ts',
  'scripts/prepare-desk.ts',
  'scripts/window-fonts.ts',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
const STAMP = join(ROOT, 'build', 'stamp')

/** Names, sizes and times of every source: a few hundred files, a few milliseconds. */
const fingerprint = () => {
  const hash = createHash('sha256')
  const visit = (path) => {
    const found = statSync(join(ROOT, path), { throwIfNoEntry: false })
    if (!found) return
    if (found.isDirectory()) for (const name of readdirSync(join(ROOT, path)).sort()) visit(`${path}/${name}`)
    else hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
  }
  for (const source of SOURCES) visit(source)
  return hash.digest('hex')
}

/** Builds the program when a source has changed since the last build. */
export const buildIfNewer = async () => {
  const now = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return
  await step('building the program', [pinnedNode, 'scripts/build.ts'], {
    toType: 'npm run build',
    env: { UKETSUKE_ELECTRON: electronExecutable() ?? '' },
  })
  mkdirSync(join(ROOT, 'build'), { recursive: true })
  writeFileSync(STAMP, now)
}
