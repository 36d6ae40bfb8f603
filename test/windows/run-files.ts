/**
 * Runs test files under Windows' Node, one after the other. Its arguments: the folder of the bundles, and the names of the
 * files.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { registerFile } from './vitest.ts'

const [bundles = '', ...files] = process.argv.slice(2)
for (const file of files)
  await registerFile(file, () => import(pathToFileURL(join(bundles, file.replace(/\.tsx?$/, '.mjs'))).href))
