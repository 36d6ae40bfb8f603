/** The long run undoes each lock in the built text. A lock that is written otherwise by now must not slip through it. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildBundle, SHELL } from '../../../scripts/bundles.ts'
import { LOCKS } from '../../electron/fixture/locks.ts'

test('every lock that is to be undone stands in the built shell', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-locks-'))
  try {
    for (const bundle of SHELL) await buildBundle(bundle, folder, true)
    const shell = join(folder, 'shell')
    const texts = await Promise.all((await readdir(shell)).map((file) => readFile(join(shell, file), 'utf8')))
    const missing = LOCKS.flatMap(([, , undone]) => undone)
      .map(({ from }) => from)
      .filter((from) => !texts.some((text) => text.includes(from)))
    expect(missing).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
