/** The shell as it is built, with its white space, for tests that look into its text. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBundle, SHELL } from '../../../scripts/bundles.ts'

/** Builds the shell aside. @returns the text of each file by its name */
export const builtShell = async (): Promise<ReadonlyMap<string, string>> => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-shell-'))
  try {
    for (const bundle of SHELL) await buildBundle(bundle, folder, true)
    const shell = join(folder, 'shell')
    const files = await readdir(shell)
    const texts = files.map(async (file) => [file, await readFile(join(shell, file), 'utf8')] as const)
    return new Map(await Promise.all(texts))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
