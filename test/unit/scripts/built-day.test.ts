/** The day on which a program was made, as its build finds it out. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitDay } from '../../../main/built.ts'
import { builtDay } from '../../../scripts/built-day.ts'
import { buildBundle, COMMAND_LINE } from '../../../scripts/bundles.ts'

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-built-day-'))
const checkout = join(folder, 'checkout')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  // 23:30 on the 7th in London is the 8th in Japan.
  const env = { ...process.env, GIT_COMMITTER_DATE: '2031-03-07T23:30:00Z' }
  execFileSync('git', ['init', '-q', checkout])
  const who = ['-c', 'user.name=見本', '-c', 'user.email=mihon@example.jp']
  execFileSync('git', ['-C', checkout, ...who, 'commit', '-q', '--allow-empty', '-m', 'Begin'], { env })
})

test('it is the day of the newest commit in Japan, and of no other clock', () => {
  expect(commitDay(checkout)).toBe('2031-03-08')
  expect(builtDay('', checkout, 0)).toBe('2031-03-08')
})

test('without git it is the day that the packager says, or today', () => {
  expect(builtDay('1930000000', folder, 0)).toBe('2031-02-28')
  expect(commitDay(folder)).toBeNull()
  expect(builtDay('', folder, Date.parse('2032-01-05T12:00:00Z'))).toBe('2032-01-05')
  expect(() => builtDay('yesterday', folder)).toThrow('SOURCE_DATE_EPOCH')
})

test('a bundle holds its day and asks no git', async () => {
  process.env.SOURCE_DATE_EPOCH = '1930000000'
  try {
    await buildBundle({ ...COMMAND_LINE, entries: { journal: 'main/cli/journal.ts' } }, folder, true)
  } finally {
    delete process.env.SOURCE_DATE_EPOCH
  }
  const text = readFileSync(join(folder, 'cli', 'journal.mjs'), 'utf8')
  expect(text).toContain('"2031-02-28"')
  expect(text).not.toContain("'git'")
  expect(text).not.toContain('"git"')
}, 60_000)
