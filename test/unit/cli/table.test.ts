/** One table is the command line: its help, its page and what its commands take. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { encodeCp932 } from '../../../fixtures/codes/cp932.ts'
import { typed } from '../../../fixtures/typed.ts'
import { readArguments } from '../../../main/cli/options.ts'
import { firstWords, rowsOf, TABLE } from '../../../main/cli/table.ts'
import { textOf } from '../../../main/files/text.ts'
import { commandPage } from '../../../scripts/command-docs.ts'

const run = (...args: readonly string[]) => typed(args, '[]')

test('docs/command-line.md is what the table says: node scripts/command-docs.ts', () => {
  const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'command-line.md')
  expect(readFileSync(page, 'utf8')).toBe(commandPage())
})

describe('--help', () => {
  test('names every command and what it does', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const [name, { does }] of Object.entries(TABLE)) {
      expect(out).toContain(`\n  ${name}`)
      expect(out).toContain(does.replaceAll('`', ''))
    }
  })
  test('no command at all: the same, and exit 2', async () => {
    expect(await run()).toEqual({ ...(await run('--help')), code: 2 })
  })
  test.each(Object.entries(TABLE))(
    '%s --help names each of its options and runs nothing',
    async (name, row) => {
      const { code, out, said } = await run(...name.split(' '), '--help')
      expect([code, said]).toEqual([0, []])
      // A command that has acts as well is followed by them: `forward`, `forward enrol`.
      expect(
        rowsOf(name)
          .map(([one]) => one)
          .filter((one) => !one.startsWith(`${name} `)),
      ).toEqual([name])
      for (const [option, { does }] of Object.entries(row.options))
        expect(out).toMatch(new RegExp(`--${option}.*${does.slice(0, 12)}`))
    },
  )
  test('`help journal` and `journal --help`, with or without other options, are the same rows', async () => {
    const { out } = await run('help', 'journal')
    expect(out).toContain('journal restore')
    expect(out).not.toContain('decide')
    expect((await run('journal', '--help')).out).toBe(out)
    expect((await run('journal', 'restore', '--home', '/x', '--help')).out).toContain('the backup')
  })
  test('a command that is not there is said', async () => {
    const { code, out, said } = await run('nonsense', '--help')
    expect([code, out]).toEqual([2, ''])
    expect(said).toEqual([`nonsense: unknown command; there are: ${firstWords().join(', ')}`])
    expect((await run('toString')).code).toBe(2)
  })
})

describe('what a command takes', () => {
  test.each(Object.keys(TABLE).filter((name) => name.startsWith('journal ') && name !== 'journal check'))(
    '%s runs an act: it asks for a home',
    async (name) => {
      const { code, said } = await run(...name.split(' '))
      expect([code, said]).toEqual([2, ['--home: a folder is needed']])
    },
  )
  test('needed options are asked for, flags are true or false, others may be absent', () => {
    expect(readArguments('journal restore', ['--home', '/h', '--file', 'b'])).toEqual({
      ok: false,
      problem: '--why: a reason is needed; it is put on record',
    })
    expect(readArguments('doctor', [])).toEqual({
      ok: true,
      value: { options: { json: false, home: undefined }, files: [] },
    })
    expect(readArguments('card read', ['--trace', '--reader', 'x'])).toEqual({
      ok: true,
      value: { options: { trace: true, quick: false, reader: 'x', timeout: undefined }, files: [] },
    })
  })
  test.each([
    [['--home', '/h', '--years', '3', '--force'], /--force/],
    [['--home', '/h', 'x'], /^x: one argument too many$/],
    [['--home', '/h', '--staff'], /--staff/],
  ])('journal purge %j cannot be used', (args, problem) => {
    const read = readArguments('journal purge', args)
    expect(read).toEqual({ ok: false, problem: expect.stringMatching(problem) })
  })
})

describe('a file that is read', () => {
  const text = '{"name":"見本 花子"}'
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as Windows PowerShell writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['code page 932', Buffer.from(encodeCp932(text))],
  ])('in %s is the same text', (_, bytes) => {
    expect(textOf(bytes)).toBe(text)
  })
  test('in none of them is no text', () => {
    expect(textOf(Uint8Array.of(0xff, 0xfd, 0x00))).toBeNull()
  })
})
