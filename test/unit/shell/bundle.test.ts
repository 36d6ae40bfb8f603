/** Everything in the shell's first file is read before there is a window: a library that is loaded later stands in another. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildBundle, SHELL } from '../../../scripts/bundles.ts'

test('the library of schemas is not in what the shell loads first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-bundle-'))
  try {
    for (const bundle of SHELL) await buildBundle(bundle, folder, true)
    const shell = join(folder, 'shell')
    const files = await readdir(shell)
    const withSchemas: string[] = []
    for (const file of files)
      if ((await readFile(join(shell, file), 'utf8')).includes('ZodError')) withSchemas.push(file)
    expect(withSchemas).toEqual([expect.stringMatching(/^schemas-.*\.cjs$/)])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
