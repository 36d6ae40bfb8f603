import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileSystem, machineFiles } from '../../../main/files/file-system.ts'
import { beginWhole, moveFile, putInPlace, writeWhole } from '../../../main/files/whole-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const error = (code: string): Error => Object.assign(new Error(`${code}: invented`), { code })

/** The machine's file system, which notes every call; one of them, counted from 0, fails instead of being made. */
const noting = (
  platform: NodeJS.Platform = 'linux',
  failing: { readonly call: number; readonly times?: number; readonly code: string } | null = null,
): FileSystem & { readonly calls: string[] } => {
  const calls: string[] = []
  const opened = new Map<number, string>()
  const name = (path: string): string => relative(folder, path) || '.'
  const note = (call: string): void => {
    const number = calls.push(call) - 1
    if (failing && number >= failing.call && number < failing.call + (failing.times ?? 1))
      throw error(failing.code)
  }
  return {
    calls,
    platform,
    open: (path, how) => {
      note(`open ${name(path)} ${how}`)
      const handle = machineFiles.open(path, how)
      opened.set(handle, name(path))
      return handle
    },
    write: (handle, content) => {
      note(`write ${opened.get(handle)}`)
      machineFiles.write(handle, content)
    },
    sync: (handle) => {
      note(`sync ${opened.get(handle)}`)
      machineFiles.sync(handle)
    },
    close: (handle) => {
      calls.push(`close ${opened.get(handle)}`)
      machineFiles.close(handle)
    },
    rename: (from, to) => {
      note(`rename ${name(from)} ${name(to)}`)
      machineFiles.rename(from, to)
    },
    remove: (path) => {
      calls.push(`remove ${name(path)}`)
      machineFiles.remove(path)
    },
    wait: (milliseconds) => {
      calls.push(`wait ${milliseconds}`)
    },
  }
}

test('what is written is on the drive before it has its name, and the name before the return', () => {
  const files = noting()
  writeWhole(join(folder, 'a'), 'new', files)
  expect(files.calls).toEqual([
    'remove a.new',
    'open a.new wx',
    'write a.new',
    'sync a.new',
    'close a.new',
    'rename a.new a',
    'open . folder',
    'sync .',
    'close .',
  ])
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new')
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600)
})

test('Windows cannot sync a folder: the file is flushed under its new name', () => {
  const files = noting('win32')
  writeWhole(join(folder, 'a'), 'new', files)
  expect(files.calls.slice(3)).toEqual([
    'sync a.new',
    'close a.new',
    'rename a.new a',
    'open a r+',
    'sync a',
    'close a',
  ])
})

test('on Windows a file that a scanner holds is renamed a little later', () => {
  const files = noting('win32', { call: 5, times: 3, code: 'EPERM' })
  writeWhole(join(folder, 'a'), 'new', files)
  expect(files.calls.filter((call) => /rename|wait/.test(call))).toEqual([
    'rename a.new a',
    'wait 10',
    'rename a.new a',
    'wait 30',
    'rename a.new a',
  ])
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new')
})

test.each([1, 2, 3, 5])(
  'what fails before the name (call %i) leaves the old file and nothing else',
  (call) => {
    writeFileSync(join(folder, 'a'), 'old')
    expect(() => writeWhole(join(folder, 'a'), 'new', noting('linux', { call, code: 'ENOSPC' }))).toThrow(
      'ENOSPC',
    )
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['a'])
  },
)

test('what a killed writer left is overwritten, also where it is a link to elsewhere', () => {
  writeFileSync(join(folder, 'elsewhere'), 'kept')
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'a.new'))
  writeWhole(join(folder, 'a'), 'new')
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('kept')
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new')
})

test('a file in pieces has its name when it is finished, and leaves nothing when it is given up', () => {
  const path = join(folder, 'a')
  const finished = beginWhole(path)
  finished.write('one ')
  finished.write(Buffer.from('two'))
  expect(existsSync(path)).toBe(false)
  finished.finish()
  finished.giveUp()
  expect(readFileSync(path, 'utf8')).toBe('one two')
  const given = beginWhole(path)
  given.write('three')
  given.giveUp()
  expect(readFileSync(path, 'utf8')).toBe('one two')
  expect(readdirSync(folder)).toEqual(['a'])
})

test('a file that another writer has made is synced before it gets its name', () => {
  writeFileSync(join(folder, 'a.new'), 'made by the database')
  const files = noting()
  putInPlace(join(folder, 'a.new'), join(folder, 'a'), files)
  expect(files.calls).toEqual([
    'open a.new r+',
    'sync a.new',
    'close a.new',
    'rename a.new a',
    'open . folder',
    'sync .',
    'close .',
  ])
})

test('a file that is moved to another folder is in one of them whatever happens', () => {
  writeFileSync(join(folder, 'a'), 'x')
  mkdirSync(join(folder, 'aside'))
  const files = noting()
  moveFile(join(folder, 'a'), join(folder, 'aside', 'a'), files)
  expect(files.calls.filter((call) => /rename|sync/.test(call))).toEqual([
    'rename a aside/a',
    'sync aside',
    'sync .',
  ])
})

const sources = readdirSync('main', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('files'))
  .map((name) => ({ name, text: readFileSync(join('main', name), 'utf8') }))

test('§21 nothing else renames a file or writes a whole one by hand', () => {
  const byHand = sources
    .filter(({ text }) => /\b(rename|renameSync|writeFile|writeFileSync)\b/.test(text))
    .map(({ name }) => name)
  expect(byHand).toEqual([])
})
