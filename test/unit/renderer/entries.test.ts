import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const RENDERER = join(import.meta.dirname, '..', '..', '..', 'renderer')
/** The scripts of the pages: `window.tsx`, `patient.tsx`, `print.tsx`. */
const ENTRIES = readdirSync(RENDERER).filter((name) => name.endsWith('.tsx'))

it.each(ENTRIES)('%s has schemas read plainly, before the first is built', (name) => {
  // Otherwise the schemas try to compile a function, which the content policy refuses: 15 ms of every start.
  const [first] = readFileSync(join(RENDERER, name), 'utf8').match(/^import .*$/m) ?? []
  expect(first).toBe("import '../contract/zod-jitless.ts'")
})
