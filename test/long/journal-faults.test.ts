/**
 * File systems that fill up, fail or turn read-only under an open journal: nothing acknowledged is lost, every failure is a
 * value, and the journal goes on when the fault is over. Needs root on Linux, to mount; says so where it cannot.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { JournalPort } from '../../contract/journal.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { openJournal } from '../../main/journal/open.ts'
import { openJournalForReading } from '../../main/journal/read.ts'
import { verifyJournal } from '../../main/journal/verify.ts'
import { visit } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const ROUNDS = Number(process.env.UKETSUKE_FAULT_ROUNDS ?? 20)
const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

/** A file system in memory of so many kilobytes, mounted; null where mounting is not allowed. */
const memory = (kilobytes: number): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-fault-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)) return null
  undo.push(() => run('umount', '-l', folder))
  return folder
}

const canMount = ((): boolean => {
  const folder = memory(64)
  for (const step of undo.splice(0).reverse()) step()
  return folder !== null
})()

const open = (home: string): JournalPort => {
  const journal = openJournal({
    home,
    now: readClocks,
    terminal: '見本端末',
    findsIndividualNumber: () => false,
  })
  if (!journal.ok) throw new Error(journal.problem.message)
  return journal.value
}

const entriesOf = (home: string): number => {
  const verification = verifyJournal({ home })
  if (!verification.ok) throw new Error(verification.problem.message)
  expect(verification.value).toMatchObject({ ok: true, problem: null })
  return verification.value.entries
}

/** Writes until it fails; gives back the failure and the last number that was acknowledged. */
const writeUntilFailure = (journal: JournalPort, most: number): { last: number; why: string | null } => {
  let last = 0
  for (let number = 1; number <= most; number += 1) {
    const written = journal.append(visit(number))
    if (!written.ok) return { last, why: written.problem.why }
    last = written.value.seq
  }
  return { last, why: null }
}

describe.skipIf(!canMount)('(needs root, to mount) a disk', () => {
  test(`that is full, ${ROUNDS} times at different sizes: said, nothing acknowledged lost, and writing goes on with room`, () => {
    const random = randomFrom(7)
    for (let round = 0; round < ROUNDS; round += 1) {
      const folder = memory(400 + random(1_600))
      if (folder === null) throw new Error('mounting was allowed a moment ago')
      const ballast = join(folder, 'ballast')
      writeFileSync(ballast, Buffer.alloc(200 * 1024))
      const home = join(folder, 'home')
      const journal = open(home)
      const { last, why } = writeUntilFailure(journal, 5_000)
      expect(why).toBe('disk-full')
      expect(journal.append(visit(1)).ok).toBe(false)
      expect(journal.saveWorking(`{"${'x'.repeat(200_000)}":1}`).ok).toBe(false)
      unlinkSync(ballast)
      const gap = journal.append({
        event: 'journal-gap',
        staff: 'terminal',
        from: readClocks().iso,
        to: readClocks().iso,
        why: 'disk-full',
        events: 2,
        concluded: 1,
      })
      expect(gap.ok).toBe(true)
      if (gap.ok) expect(gap.value.seq).toBeGreaterThan(last)
      journal.close()
      expect(entriesOf(home)).toBeGreaterThanOrEqual(last + 1)
      for (const step of undo.splice(0).reverse()) step()
    }
  })

  test('that is full when the journal is opened or made is said', () => {
    const folder = memory(64)
    if (folder === null) throw new Error('mounting was allowed a moment ago')
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(statfsSync(folder).bavail * statfsSync(folder).bsize))
    const journal = openJournal({
      home: join(folder, 'home'),
      now: readClocks,
      terminal: 't',
      findsIndividualNumber: () => false,
    })
    expect(journal).toMatchObject({ ok: false, problem: { status: 'disk-full' } })
  })

  test('that turns read-only is said, and writing goes on when it is writable again', () => {
    const folder = memory(4_000)
    if (folder === null) throw new Error('mounting was allowed a moment ago')
    const home = join(folder, 'home')
    open(home).close()
    expect(run('mount', '-o', 'remount,ro', folder)).toBe(true)
    const refused = openJournal({ home, now: readClocks, terminal: 't', findsIndividualNumber: () => false })
    expect(refused).toMatchObject({ ok: false, problem: { why: 'not-writable', status: 'read-only' } })
    expect(run('mount', '-o', 'remount,rw', folder)).toBe(true)
    const journal = open(home)
    expect(journal.append(visit(1)).ok).toBe(true)
    journal.close()
    expect(entriesOf(home)).toBe(1)
  })

  test('that is taken away under an open journal is a value, and what was acknowledged is there when it comes back', () => {
    const folder = memory(4_000)
    if (folder === null) throw new Error('mounting was allowed a moment ago')
    const home = join(folder, 'home')
    const journal = open(home)
    const { last } = writeUntilFailure(journal, 20)
    expect(run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder)).toBe(true)
    expect(journal.append(visit(99))).toMatchObject({
      ok: false,
      problem: { why: expect.stringMatching(/damaged|read-only/) },
    })
    expect(run('umount', folder)).toBe(true)
    expect(journal.append(visit(100))).toMatchObject({ ok: true })
    journal.close()
    expect(entriesOf(home)).toBe(last + 1)
  })
})

const FAILURES = Number(process.env.UKETSUKE_DISK_FAILURES ?? 300)
const EVENTS = 40
/** Writes and syncs of a change of the keys, from its opening on. */
const CALLS_OF_A_COMMAND = 40

/** The library that makes calls fail, compiled; null where there is no C compiler or no LD_PRELOAD. */
const failingDisk = ((): string | null => {
  if (process.platform !== 'linux') return null
  const library = join(mkdtempSync(join(tmpdir(), 'uketsuke-disk-')), 'failing-disk.so')
  const source = fileURLToPath(new URL('failing-disk.c', import.meta.url))
  return run('cc', '-shared', '-fPIC', '-O1', '-o', library, source, '-ldl') ? library : null
})()

/** Compiled modules, kept from one writer to the next. */
const compiled = mkdtempSync(join(tmpdir(), 'uketsuke-compiled-'))
afterAll(() => rmSync(compiled, { recursive: true, force: true }))

/** The environment in which calls of a folder fail: `many` of them behind the first `after`, each `how` the disk says it. */
const failing = (
  folder: string,
  { after, many, how }: { readonly after: number; readonly many: number; readonly how: string },
): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_COMPILE_CACHE: compiled,
  LD_PRELOAD: failingDisk ?? '',
  FAIL_FOLDER: folder,
  FAIL_AFTER: String(after),
  FAIL_FOR: String(many),
  FAIL_HOW: how,
})

describe.skipIf(failingDisk === null)(
  '(needs Linux and a C compiler) a disk whose writes and syncs fail',
  () => {
    test('under a command that changes the keys: each failing call is said in a line, and the journal opens as it was or changed', () => {
      const folder = mkdtempSync(join(tmpdir(), 'uketsuke-failing-'))
      undo.push(() => rmSync(folder, { recursive: true, force: true }))
      const home = join(folder, 'home')
      open(home).close()
      for (let after = 0; after < CALLS_OF_A_COMMAND; after += 1) {
        const { stderr, status } = spawnSync(
          process.execPath,
          [
            fileURLToPath(new URL('../../main/cli/main.ts', import.meta.url)),
            ...['journal', 'rotate-keys', '--home', home],
          ],
          {
            encoding: 'utf8',
            env: failing(home, { after, many: 1, how: 'enospc' }),
          },
        )
        expect({ after, status, stderr }).toMatchObject({
          status: expect.toSatisfy((code) => [0, 1, 2].includes(code)),
          stderr: expect.not.stringMatching(/\n\s+at /),
        })
        entriesOf(home)
      }
    }, 120_000)

    test(`${FAILURES} times at random calls: every failure is a value, nothing acknowledged is lost, and writing goes on`, () => {
      const random = randomFrom(11)
      const seen = { failed: 0, acknowledged: 0, unopened: 0 }
      for (let round = 0; round < FAILURES; round += 1) {
        const folder = mkdtempSync(join(tmpdir(), 'uketsuke-failing-'))
        undo.push(() => rmSync(folder, { recursive: true, force: true }))
        const home = join(folder, 'home')
        open(home).close()
        const how = ['eio', 'enospc', 'short'][random(3)] ?? 'eio'
        const after = random(200)
        const many = 1 + random(6)
        const { stdout, stderr, status } = spawnSync(
          process.execPath,
          [fileURLToPath(new URL('journal-persistent-writer.ts', import.meta.url)), home, String(EVENTS)],
          {
            encoding: 'utf8',
            env: failing(home, { after, many, how }),
          },
        )
        const lines = stdout.split('\n').slice(0, -1)
        expect({ how, after, many, status, stderr, end: lines.at(-1) }).toMatchObject({
          status: 0,
          stderr: '',
          end: 'end',
        })
        const acknowledged = lines.filter((line) => line.startsWith('+')).map(Number)
        seen.acknowledged += acknowledged.length
        seen.failed += lines.filter((line) => line.startsWith('-')).length
        seen.unopened += lines.filter((line) => line.startsWith('-open')).length
        const reader = openJournalForReading({ home })
        if (!reader.ok) throw new Error(JSON.stringify({ how, after, many, problem: reader.problem }))
        const stored = new Set(
          reader.value.connection.database.prepare('SELECT seq FROM entries').pluck().all(),
        )
        reader.value.close()
        expect({ how, after, many, lost: acknowledged.filter((seq) => !stored.has(seq)) }).toEqual({
          how,
          after,
          many,
          lost: [],
        })
        const verification = verifyJournal({ home })
        expect({ how, after, many, verification }).toMatchObject({
          verification: { ok: true, value: { ok: true } },
        })
        for (const step of undo.splice(0).reverse()) step()
        if (round % 50 === 49) console.log(`${round + 1} failing disks: ${JSON.stringify(seen)}`)
      }
      console.log(`${FAILURES} failing disks: ${JSON.stringify(seen)}, 0 acknowledged rows lost`)
      expect(seen.failed).toBeGreaterThan(FAILURES / 3)
    })
  },
)
