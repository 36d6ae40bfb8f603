/** Does what docs/restore.md and docs/restore.ja.md say, command by command, with a backup and a sheet alone. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { typed } from '../../../fixtures/typed.ts'
import { readSettings, writeSettings } from '../../../main/desk/office/settings.ts'
import { makeClock, openHome } from '../journal/support.ts'
import { addVisits } from '../journal/visits.ts'

let folder: string
let clinic: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-drill-'))
  clinic = join(folder, 'clinic')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** As the commands do, by this machine's clock: they find a journal that is months old in doubt. */
const openToday = (home: string) => openHome(home, { clock: makeClock(Date.now()) })

const printed = z.looseObject({ path: z.string().optional(), text: z.string().optional() })
const answer = async (args: readonly string[]) => {
  const { code, out, said } = await typed(args)
  if (code !== 0) throw new Error(said.join('\n'))
  return printed.parse(JSON.parse(out))
}

/** The commands of the page's drill, each as its arguments. */
const commandsIn = (page: string): string[][] => {
  const [, block = ''] = /```sh\n(.*?)```/s.exec(readFileSync(join('docs', page), 'utf8')) ?? []
  return block
    .trim()
    .split('\n')
    .map((line) => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')))
}

/** A clinic's terminal that has been used: staff, settings, visits, two changes of the keys, a sheet, a backup. */
const makeBackup = async (passphrase: string | null): Promise<{ backup: string; sheet: string }> => {
  const journal = openToday(clinic)
  addVisits(journal, 3)
  await journal.staff.add({ by: 'reception', name: '見本 花子', role: 'administrator', pin: '4711' })
  journal.close()
  const { settings } = readSettings(clinic)
  writeSettings(clinic, { ...settings, clinicName: '見本診療所', retentionYears: 7 })
  const secret = passphrase === null ? [] : ['--passphrase', join(folder, 'passphrase.txt')]
  if (passphrase !== null) writeFileSync(join(folder, 'passphrase.txt'), `${passphrase}\n`)
  const { text = '' } = await answer(['journal', 'key-sheet', '--home', clinic, ...secret])
  // One sheet outlives every change of the keys.
  for (let change = 0; change < 2; change += 1) await answer(['journal', 'rotate-keys', '--home', clinic])
  const { path = '' } = await answer(['journal', 'backup', '--home', clinic])
  return { backup: path, sheet: text }
}

test('the two pages give the same commands', () => {
  expect(commandsIn('restore.ja.md')).toEqual(commandsIn('restore.md'))
  expect(commandsIn('restore.md')).toHaveLength(2)
})

test.each([
  ['restore.md', null],
  ['restore.ja.md', '見本の合言葉です'],
])('%s: the drill on another machine', async (page, passphrase) => {
  const { backup, sheet } = await makeBackup(passphrase)
  const machine = join(folder, 'machine')
  mkdirSync(machine)
  copyFileSync(backup, join(machine, 'journal-20261122090000000.db'))
  writeFileSync(join(machine, 'sheet.txt'), sheet.replaceAll('-', ' ').toLowerCase())
  rmSync(clinic, { recursive: true })
  const places = new Set(['restored', 'journal-20261122090000000.db', 'sheet.txt'])
  const outputs: unknown[] = []
  for (const [program, ...args] of commandsIn(page)) {
    expect(program).toBe('uketsuke')
    const here = args.map((word) => (places.has(word) ? join(machine, word) : word))
    const more =
      passphrase !== null && args.includes('restore') ? ['--passphrase', join(folder, 'passphrase.txt')] : []
    const { code, out, said } = await typed([...here, ...more])
    expect({ code, said }).toMatchObject({ code: 0 })
    outputs.push(JSON.parse(out))
  }
  expect(outputs).toEqual([
    { throughSeq: 7, missingThrough: null, settings: 'restored' },
    { entries: 8, ok: true, firstBad: null, problem: null, witness: null },
  ])
  // The things that the page then has people look at: staff, history and settings, and the terminal goes on.
  const restored = join(machine, 'restored')
  expect(readSettings(restored).settings).toMatchObject({ clinicName: '見本診療所', retentionYears: 7 })
  const journal = openToday(restored)
  expect(journal.staff.members()).toMatchObject([{ name: '見本 花子', role: 'administrator' }])
  expect(journal.search({ events: ['concluded'] }).found).toBe(3)
  addVisits(journal, 1, 10)
  journal.close()
  expect((await typed(['journal', 'rotate-keys', '--home', restored])).code).toBe(0)
  expect((await typed(['journal', 'verify', '--home', restored])).code).toBe(0)
})

test('a wrong letter is said by its group, and nothing is made', async () => {
  const { backup, sheet } = await makeBackup(null)
  const other = sheet[6] === '7' ? '8' : '7'
  writeFileSync(join(folder, 'sheet.txt'), sheet.slice(0, 6) + other + sheet.slice(7))
  const home = join(folder, 'restored')
  const restore = ['journal', 'restore', '--home', home, '--file', backup, '--why', '見本']
  const { code, said } = await typed([...restore, '--sheet', join(folder, 'sheet.txt')])
  expect(code).toBe(2)
  expect(said).toEqual([expect.stringContaining('group 2 of the sheet')])
  expect(existsSync(join(home, 'journal.key'))).toBe(false)
})

test('the saved sheet can be given as it was written, and a backup from before it says so', async () => {
  const journal = openToday(clinic)
  addVisits(journal, 1)
  journal.close()
  const { path: before = '' } = await answer(['journal', 'backup', '--home', clinic])
  const saved = join(folder, 'sheet.json')
  writeFileSync(saved, (await typed(['journal', 'key-sheet', '--home', clinic])).out)
  const { path: after = '' } = await answer(['journal', 'backup', '--home', clinic])
  const restore = (file: string) =>
    typed([
      'journal',
      'restore',
      '--home',
      join(folder, 'restored'),
      '--file',
      file,
      '--sheet',
      saved,
      '--why',
      '見本',
    ])
  expect((await restore(before)).said).toEqual([expect.stringContaining('before there was a key sheet')])
  expect((await restore(after)).code).toBe(0)
})
