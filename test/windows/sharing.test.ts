/** Acts of other programs of Windows on our files: virus scanners and OneDrive hold them, Excel locks them. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeWhole } from '../../main/files/whole-file.ts'
import { journalHome } from '../../main/journal/home.ts'
import { openJournal } from '../../main/journal/open.ts'
import { circumstances, makeHome, openHome, verified } from '../unit/journal/support.ts'
import { addVisits, visit } from '../unit/journal/visits.ts'
import { hold } from './hold.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-見本 '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Another process that opens a file as a scanner does and lets it go after so many milliseconds. */
const holdElsewhere = async (path: string, milliseconds: number): Promise<void> => {
  const child = spawn(
    process.execPath,
    [
      '-e',
      `const koffi = require('koffi'); const kernel = koffi.load('kernel32.dll')
      const open = kernel.func('intptr_t CreateFileW(str16, uint32_t, uint32_t, void *, uint32_t, uint32_t, void *)')
      const handle = open(${JSON.stringify(path)}, 0x80000000, 1, null, 3, 0, null)
      console.log(Number(handle) > 0 ? 'held' : 'not held'); setTimeout(() => process.exit(), ${milliseconds})`,
    ],
    { cwd: join('build', 'windows'), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said = await new Promise((resolve) => child.stdout.once('data', resolve))
  expect(String(said).trim()).toBe('held')
}

describe('a file that is replaced', () => {
  test('while another program holds it for a moment is replaced when that lets go', async () => {
    const path = join(folder, 'settings.json')
    writeWhole(path, 'old')
    await holdElsewhere(path, 200)
    writeWhole(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  test('while another program keeps it: an error of the file system, the old file, and nothing half made', () => {
    const path = join(folder, 'settings.json')
    writeWhole(path, 'old')
    const letGo = hold(path, 'reading')
    expect(() => writeWhole(path, 'new')).toThrow(/EPERM|EBUSY|EACCES/)
    letGo()
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(existsSync(`${path}.new`)).toBe(false)
  })

  test('under a reader that shares everything is the old one or the new one, and nothing is left beside it', () => {
    const path = join(folder, 'settings.json')
    writeWhole(path, 'old')
    // Windows lets such a file be replaced since 2018, Wine 8 does not.
    const letGo = hold(path, 'all')
    let written = 'new'
    try {
      writeWhole(path, 'new')
    } catch (error) {
      expect(String(error)).toMatch(/EPERM|EBUSY|EACCES/)
      written = 'old'
    }
    letGo()
    expect(readFileSync(path, 'utf8')).toBe(written)
    expect(existsSync(`${path}.new`)).toBe(false)
  })
})

describe('a journal', () => {
  test('that another program reads goes on: no row is refused', () => {
    const home = makeHome()
    const journal = openHome(home)
    const letGo = hold(journalHome(home).database, 'all')
    addVisits(journal, 5)
    letGo()
    expect(verified(journal)).toMatchObject({ ok: true, entries: 5 })
  })

  test('that another program has locked whole is said to be held, and opens when that lets go', () => {
    const home = makeHome()
    openHome(home).close()
    const letGo = hold(journalHome(home).database, 'nothing')
    const opened = openJournal({ home, ...circumstances() })
    letGo()
    expect(opened.ok).toBe(false)
    if (!opened.ok) expect(['held', 'no-access', 'read-only', 'locked']).toContain(opened.problem.why)
    openHome(home).close()
  })

  test('opens although a scanner holds what an interrupted backup has left, which goes the next time', () => {
    const home = makeHome()
    openHome(home).close()
    const left = join(journalHome(home).backups, 'journal-20261122090000000.db.new')
    mkdirSync(journalHome(home).backups, { recursive: true })
    writeFileSync(left, 'of an older version')
    const letGo = hold(left, 'nothing')
    openHome(home).close()
    expect(existsSync(left)).toBe(true)
    letGo()
    openHome(home).close()
    expect(existsSync(left)).toBe(false)
  })

  test.each([
    ['Japanese', ['受付 太郎', '記録']],
    ['longer than 260 characters', Array.from({ length: 12 }, () => 'long-name-of-a-folder-1234')],
  ])('in a folder whose name is %s is written, backed up and verified', (_, names) => {
    const home = join(folder, ...names)
    mkdirSync(join(home, '..'), { recursive: true })
    const journal = openHome(home)
    journal.append(visit(1))
    expect(verified(journal)).toMatchObject({ ok: true, entries: 1 })
    journal.close()
  })

  test('by the long form of its name (\\\\?\\C:\\…) is one folder like any other', () => {
    const home = makeHome()
    const journal = openHome(`\\\\?\\${home}`)
    journal.append(visit(1))
    journal.close()
    expect(verified(openHome(home))).toMatchObject({ ok: true, entries: 1 })
  })
})
