import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { readOnce } from '../../../scripts/read-once.ts'

test('a CommonJS module comes out of the build as a function in parentheses, not as an arrow', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-read-once-'))
  try {
    await writeFile(join(folder, 'page.mjs'), "import { word } from './old.cjs'\nconsole.log(word)\n")
    await writeFile(join(folder, 'old.cjs'), "module.exports = { word: 'heard' }\n")
    const built = await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      plugins: [readOnce()],
      build: { write: false, target: 'chrome114', rollupOptions: { input: join(folder, 'page.mjs') } },
    })
    const code = JSON.stringify(built)
    expect(code).toContain('heard')
    expect(code).toMatch(/\(\(function\(\w+,\w+\)\{/)
    expect(code).not.toMatch(/\(\(\(\w+,\w+\)=>\{/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
