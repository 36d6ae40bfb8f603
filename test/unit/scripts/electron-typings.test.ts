/**
 * The shell's type check against the typings of the Electron that ships, without whatever they call deprecated: what a later
 * Electron may take away is not used, or asked for by name with a way out beside it (main/shell/page/scheme.ts).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const TYPINGS = readFileSync(join(ROOT, 'node_modules', 'electron', 'electron.d.ts'), 'utf8')

/**
 * Deprecated, and used all the same: the key store's answers at once. What they seal is opened by `decryptStringAsync`, as the
 * typings say, so that the change loses no keys; it waits until somebody can see those of the later kind at work, which the
 * development stand-in does not have.
 */
const STILL_USED = ['isEncryptionAvailable', 'encryptString', 'decryptString'] as const

/** The end of the declaration that begins at a place: behind its semicolon or comma, or before the bracket that it stands in. */
const endOf = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if ('({['.includes(letter)) depth += 1
    if (')}]'.includes(letter)) depth -= 1
    if (depth < 0) return at
    if (depth === 0 && (letter === ';' || letter === ',')) return at + 1
  }
  throw new Error('a declaration without an end')
}

/** The typings without deprecated declarations. @returns also how many there were */
const withoutDeprecated = (text: string): { text: string; count: number } => {
  const pieces: string[] = []
  let from = 0
  let count = 0
  for (const { 0: comment, index } of text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*\*\//g)) {
    if (index < from || !/\*\s+@deprecated/.test(comment)) continue
    const name = /^\s*(\w+)/.exec(text.slice(index + comment.length))?.[1] ?? ''
    if (STILL_USED.some((used) => used === name)) continue
    pieces.push(text.slice(from, index))
    from = endOf(text, index + comment.length)
    count += 1
  }
  return { text: [...pieces, text.slice(from)].join(''), count }
}

/** The type check's complaints about some files, with these typings. */
const check = (typings: string, files: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-typings-'))
  writeFileSync(join(folder, 'electron.d.ts'), typings)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: {
        paths: { electron: [join(folder, 'electron.d.ts')] },
        typeRoots: [join(ROOT, 'node_modules', '@types')],
        types: ['node'],
      },
      include: files,
      exclude: [],
    }),
  )
  const { stdout, status } = spawnSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder], {
    encoding: 'utf8',
  })
  return status === 0 ? '' : stdout
}

const current = withoutDeprecated(TYPINGS)

test('the typings name what is deprecated', () => {
  expect(current.count).toBeGreaterThan(50)
  expect(TYPINGS).toContain('registerBufferProtocol(')
  expect(current.text).not.toContain('registerBufferProtocol(')
})

test('the shell uses nothing of it', () => {
  expect(check(current.text, [join(ROOT, 'main', 'shell')])).toBe('')
})

test('what is used all the same is deprecated still', () => {
  for (const name of STILL_USED) expect(TYPINGS).toMatch(new RegExp(`@deprecated\\s+\\*/\\s+${name}\\(`))
})

test('a use of it fails the check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-old-'))
  const file = join(folder, 'old.mts')
  writeFileSync(
    file,
    `import { session } from 'electron'\nsession.defaultSession.protocol.registerBufferProtocol('a', () => {})\n`,
  )
  expect(check(TYPINGS, [file])).toBe('')
  expect(check(current.text, [file])).toContain('registerBufferProtocol')
})
