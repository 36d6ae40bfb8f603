/**
 * The whole program on homes that are missing, read-only, full, foreign, from the future or half-written: each time a
 * window comes up that says in Japanese what is wrong, or works, and nothing in the home is made worse.
 */
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronExecutable, eventually, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { readerKeys } from '../../main/journal/read.ts'
import { withDatabase } from '../unit/journal/attacker.ts'

let folder: string
let home: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uketsuke-broken-'))
  home = join(folder, 'home')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Reads the window once it has come to rest: the trouble page's code, or the journal's state. */
const shown = (terminal: Terminal): Promise<string> =>
  eventually(
    'a window that says something',
    async () => {
      const trouble = await terminal.page.getAttribute('body', 'data-trouble').catch(() => null)
      if (trouble !== null) return `trouble: ${trouble}`
      if (!terminal.page.url().startsWith('uketsuke://desk/index.html')) return undefined
      const { journal, messages } = await terminal.state()
      const said = messages.map(({ code }) => code).join(' ')
      return `journal: ${journal.state === 'ready' ? 'ready' : journal.why} ${said}`.trim()
    },
    60_000,
  )

const open = async (executable?: string): Promise<string> => {
  const terminal = await launch({ home, ...(executable === undefined ? {} : { executable }) })
  try {
    return await shown(terminal)
  } finally {
    await terminal.close()
  }
}

/** A home that has been used: a journal with a few rows, and its keys. */
const used = async (): Promise<void> => {
  expect(await open()).toBe('journal: ready')
}

/** Starts the program with a file system of its own over the home, which only it sees. */
const onFileSystem = async (options: string, afterwards = ':'): Promise<string> => {
  const script = join(folder, 'start')
  await mkdir(home, { recursive: true })
  await writeFile(
    script,
    `#!/bin/sh
exec unshare --mount --propagation private sh -c 'mount -t tmpfs -o ${options} tmpfs ${home} && ${afterwards} && exec ${electronExecutable()} "$@"' sh "$@"
`,
  )
  await chmod(script, 0o755)
  return script
}

const hash = async (name: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(home, name)))
    .digest('hex')

test('missing: it is made', async () => {
  home = join(folder, 'not', 'there', 'yet')
  expect(await open()).toBe('journal: ready')
})

test('in the place of a folder a file', async () => {
  await writeFile(home, 'a file')
  expect(await open()).toBe('trouble: home-unwritable')
  expect(await readFile(home, 'utf8')).toBe('a file')
})

test('read-only', async () => {
  const script = await onFileSystem('size=10m', `mount -o remount,ro ${home}`)
  expect(await open(script)).toMatch(/^(trouble: home-unwritable|journal: read-only JOURNAL_UNWRITABLE)$/)
})

test('full', async () => {
  const script = await onFileSystem('size=256k', `dd if=/dev/zero of=${home}/filling bs=1k 2>/dev/null; true`)
  expect(await open(script)).toMatch(/^(trouble: (home-unwritable|unknown)|journal: disk-full)/)
})

test('full at the start, and with room again: the journal is opened, and what is missing is on record', async () => {
  const filling = join(home, 'filling')
  const executable = await onFileSystem('size=4m', `dd if=/dev/zero of=${filling} bs=1k 2>/dev/null; true`)
  const terminal = await launch({ home, executable })
  try {
    expect(await shown(terminal)).toMatch(/^journal: disk-full/)
    await terminal.send({ type: 'set-visit', visit: { emergency: true } })
    const open = await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
    expect(open.checkIn?.decided?.seq).toBeNull()
    // The program's own file system is seen from outside by way of its process.
    await rm(`/proc/${terminal.application.process().pid}/root${filling}`)
    const state = await terminal.until('the journal', ({ journal }) => journal.state === 'ready', 30_000)
    expect(state.messages.map(({ code }) => code)).toContain('JOURNAL_WRITABLE_AGAIN')
    expect(state.checkIn).toEqual(open.checkIn)
    await terminal.send({ type: 'conclude', confirmed: true })
    await terminal.until('the row', ({ visits }) => visits.length === 1)
  } finally {
    await terminal.close()
  }
})

test('a journal that is none of ours is left alone', async () => {
  await mkdir(home)
  await writeFile(join(home, 'journal.db'), 'SQLite format 3\u0000 but of another program')
  const before = await hash('journal.db')
  expect(await open()).toMatch(/^journal: (damaged|key-lost)/)
  expect(await hash('journal.db')).toBe(before)
})

test('a journal without its key is left alone, and no key is made for it', async () => {
  await used()
  await rm(join(home, 'journal.key'))
  const before = await hash('journal.db')
  expect(await open()).toMatch(/^journal: key-lost/)
  expect(await hash('journal.db')).toBe(before)
  await expect(readFile(join(home, 'journal.key'))).rejects.toThrow()
})

test('a journal cut in half', async () => {
  await used()
  await truncate(join(home, 'journal.db'), 5_000)
  expect(await open()).toMatch(/^journal: damaged/)
})

test('a journal of a newer version is left alone, and that is said', async () => {
  await used()
  const keys = readerKeys({ home })
  if (!keys.ok) throw new Error(keys.problem.message)
  withDatabase(home, keys.value.ring, (database) => database.pragma('user_version = 99'))
  const before = await hash('journal.db')
  expect(await open()).toBe('trouble: newer-journal')
  expect(await hash('journal.db')).toBe(before)
})

test('half-written settings: the last good ones hold, and it is said', async () => {
  await used()
  await writeFile(join(home, 'settings.json'), '{ "clinicName": "見本')
  expect(await open()).toContain('CONFIG_BROKEN')
})

test('files of other programs do no harm', async () => {
  await mkdir(join(home, 'chromium'), { recursive: true })
  await writeFile(join(home, 'chromium', 'Local State'), 'no JSON')
  await writeFile(join(home, 'Thumbs.db'), 'x')
  await mkdir(join(home, 'journal.lock.d'))
  expect(await open()).toBe('journal: ready')
})
