/**
 * Everything that writes into a home is killed at random moments, the disk is full in between, and the clock is set at random:
 * each time the journal opens, verifies, and no acknowledged row is missing. UKETSUKE_HOME_KILLS sets another number of kills.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { checkSettings } from '../../main/desk/office/settings.ts'
import { dayOf, readClocks } from '../../main/journal/clock-reading.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { noStore, started, store, type Terminal } from '../unit/desk/terminal.ts'
import { verified } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const KILLS = Number(process.env.UKETSUKE_HOME_KILLS ?? 1_000)
const SEED = 20_261_129
const ACTS = [
  'create',
  'rotate',
  'purge',
  'backup',
  'restore',
  'settings',
  'move',
  'sheet',
  'migrate',
] as const
type Act = (typeof ACTS)[number]
const STORES = ['files', 'sealed'] as const
type Store = (typeof STORES)[number]
const DAY = 24 * 60 * 60 * 1_000

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-home-kill-'))
/** A small disk of our own, where mounting is allowed, so that it can be filled. */
const disk = join(folder, 'disk')
const hasDisk =
  spawnSync('sh', ['-c', `mkdir ${disk} && mount -t tmpfs -o size=24m tmpfs ${disk}`]).status === 0
const compiled = join(folder, 'compiled')
afterAll(() => {
  if (hasDisk) spawnSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

const SCRIPT = fileURLToPath(new URL('home-act.ts', import.meta.url))
const environment = { ...process.env, NODE_COMPILE_CACHE: compiled }

type Seen = {
  readonly seqs: number[]
  readonly clocks: number
  readonly done: number
  readonly problem: string
}

/** Nothing more is said on a full disk. */
const PATIENCE = 2_000

/** Lets the act say so many lines (the first one before it does anything), and kills it so many milliseconds later. */
const beginAndDie = (
  { act, home, kind, seed }: { act: Act; home: string; kind: Store; seed: number },
  { lines: least, milliseconds }: { lines: number; milliseconds: number },
): Promise<Seen> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [SCRIPT, act, home, kind, String(seed)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment,
    })
    let text = ''
    let problem = ''
    let isDying = false
    const dieIn = (pause: number): void => void setTimeout(() => child.kill('SIGKILL'), pause)
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (text === '') dieIn(PATIENCE)
      text += piece
      if (isDying || text.split('\n').length <= least) return
      isDying = true
      dieIn(milliseconds)
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      problem += piece
    })
    child.once('close', () => {
      const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
      const count = (word: string): number => lines.filter((line) => line === word).length
      const seqs = lines.filter((line) => /^\d+$/.test(line)).map(Number)
      resolve({ seqs, clocks: count('clock'), done: count('done'), problem })
    })
  })

const seqsIn = ({ journal }: Terminal): Set<number> => {
  const seqs = new Set<number>()
  for (let skip = 0; ; skip += 1_000) {
    const { rows } = journal.search({ events: [], skip, limit: 1_000 })
    for (const { seq } of rows) seqs.add(seq)
    if (rows.length < 1_000) return seqs
  }
}

/** The last row that purges on record have removed; 0 where none has. */
const purgedThrough = ({ journal }: Terminal): number =>
  Math.max(
    0,
    ...journal
      .search({ events: ['purged'], limit: 1_000 })
      .rows.map(({ event }) => (event.event === 'purged' ? event.throughSeq : 0)),
  )

/** A home that the version with form 1 has made; what it has is the same each time. */
const ofFormOne = (home: string): void => {
  cpSync(join(import.meta.dirname, '../../fixtures/homes-of-form-1/rotated'), home, { recursive: true })
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o600)
}

const at = (milliseconds: number) => () => ({ ...readClocks(), iso: instantInTokyo(milliseconds) })

/** Rows past the retention whose purge was announced: its day has come. */
const announce = async (home: string, kind: Store): Promise<void> => {
  const sealer = kind === 'sealed' ? store() : noStore
  const old = await started(home, sealer, at(Date.now() - 6 * 366 * DAY))
  for (let number = 0; number < 20; number += 1) expect(old.journal.append(visit(number)).ok).toBe(true)
  old.journal.close()
  const then = at(Date.now() - 3 * DAY)
  const { journal } = await started(home, sealer, then)
  journal.confirmDay({ staff: 'a', today: dayOf(then().iso) })
  expect(journal.purge({ staff: 'a', years: 5, minimum: 5 })).toMatchObject({ value: { state: 'announced' } })
  journal.close()
}

/** Rows and a backup under the keys that are there at first. @returns the numbers of the rows */
const fill = async (act: Act, home: string, kind: Store): Promise<Set<number>> => {
  if (act === 'purge') await announce(home, kind)
  const terminal = await started(home, kind === 'sealed' ? store() : noStore)
  for (let number = 0; number < 20; number += 1) expect(terminal.journal.append(visit(number)).ok).toBe(true)
  if (act !== 'purge') expect(atOnce(terminal.journal.backUp({ staff: 'a' })).ok).toBe(true)
  const before = seqsIn(terminal)
  terminal.journal.close()
  return before
}

/** Homes that were filled once, to be copied for each kill. */
const filled = new Map<string, Promise<Set<number>>>()

/** Puts a home as the act needs it in place. @returns the numbers of the rows that it has */
const prepare = async (act: Act, home: string, kind: Store): Promise<Set<number>> => {
  if (act === 'create') return new Set()
  if (act === 'migrate') {
    ofFormOne(home)
    return new Set()
  }
  const name = `filled-${act === 'purge' ? 'purge' : 'backup'}-${kind}`
  const model = join(folder, name)
  const making = filled.get(name) ?? fill(act, model, kind)
  filled.set(name, making)
  const before = await making
  cpSync(model, home, { recursive: true })
  return before
}

/** Two days is enough for every kill. */
const LONG = 172_800_000

test(
  `${KILLS} kills of everything that writes into a home: every journal opens, and no acknowledged row is missing`,
  async () => {
    spawnSync(process.execPath, [SCRIPT, 'compile', join(folder, 'compile'), 'sealed', '1'], {
      env: environment,
    })
    mkdirSync(join(folder, 'form-1'))
    ofFormOne(join(folder, 'form-1', 'home'))
    const migrated = await started(join(folder, 'form-1', 'home'), noStore)
    const [firstNew] = migrated.journal.search({ events: ['migrated'], limit: 1 }).rows
    const migrates = [...seqsIn(migrated)].filter((seq) => seq < (firstNew?.seq ?? 0))
    expect(migrates.length).toBeGreaterThan(10)
    migrated.journal.close()

    const random = randomFrom(SEED)
    const counts: Record<string, number> = {}
    const sums = { full: 0, clocks: 0, done: 0, acknowledged: 0, purges: 0 }
    for (let kill = 0; kill < KILLS; kill += 1) {
      const act = ACTS[kill % ACTS.length] ?? 'create'
      // Restoring is done by the command line, which knows no key store; the older home has key files.
      const kind: Store =
        act === 'restore' || act === 'migrate'
          ? 'files'
          : (STORES[Math.floor(kill / ACTS.length) % STORES.length] ?? 'files')
      const home = join(hasDisk ? disk : folder, `home-${kill}`)
      const before = await prepare(act, home, kind)
      // One in three with a disk that has room for a little only.
      const ballast = join(disk, 'ballast')
      if (hasDisk && random(3) === 0) {
        sums.full += 1
        const { bavail, bsize } = statfsSync(disk)
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 1_024 * (4 + random(900)))))
      }
      // Keys that are moved go into the store and out of it, wherever they were at first.
      const acting = act === 'move' ? 'sealed' : kind
      const moment = { lines: 1 + random(act === 'create' ? 2 : 12), milliseconds: random(100) }
      const seen = await beginAndDie({ act, home, kind: acting, seed: SEED + kill }, moment)
      rmSync(ballast, { force: true })
      counts[act] = (counts[act] ?? 0) + 1
      sums.acknowledged += seen.seqs.length
      sums.clocks += seen.clocks
      sums.done += seen.done
      const problem = seen.problem.split('\n').find((line) => line.startsWith('Error:')) ?? ''
      const isExpected = /disk|full|key store|sealed|ENOSPC/.test(problem)
      if (seen.problem !== '' && !isExpected) throw new Error(`${kill} ${act} ${kind}: ${seen.problem}`)

      const sealer = acting === 'sealed' ? store() : noStore
      const terminal = await started(home, sealer)
      const { ok, problem: said } = verified(terminal.journal)
      expect({ kill, act, kind, ok, said: act === 'restore' ? null : said }).toEqual({
        kill,
        act,
        kind,
        ok: true,
        said: null,
      })
      const there = seqsIn(terminal)
      const gone = purgedThrough(terminal)
      if (gone > 0) sums.purges += 1
      if (act !== 'purge') expect({ kill, act, gone }).toEqual({ kill, act, gone: 0 })
      // Rows after the backup are gone by intention if it was restored: the backup holds the first 20 rows.
      const due =
        act === 'restore'
          ? [...before].filter((seq) => seq <= 20)
          : [...before, ...(act === 'migrate' ? migrates : []), ...seen.seqs]
      expect(due.filter((seq) => seq > gone && !there.has(seq))).toEqual([])
      expect(terminal.journal.append(visit(99)).ok).toBe(true)
      expect(terminal.changeKeys()).toMatchObject({ ok: true })
      expect(verified(terminal.journal).ok).toBe(true)
      terminal.journal.close()
      expect(checkSettings(home)).toBeNull()
      const left = readdirSync(home, { recursive: true }).map(String)
      expect(left.filter((name) => name.includes('.new') || name === 'journal.restoring')).toEqual([])
      const places = [existsSync(join(home, 'journal.key')), existsSync(join(home, 'keys.sealed'))]
      expect(places.filter((isThere) => isThere)).toHaveLength(1)
      rmSync(home, { recursive: true, force: true })
      if ((kill + 1) % 100 === 0) console.log(`${kill + 1} kills: ${JSON.stringify({ ...sums, ...counts })}`)
    }
    console.log(`${KILLS} kills (seed ${SEED}), 0 rows lost: ${JSON.stringify({ ...sums, ...counts })}`)
  },
  LONG,
)
test.skipIf(!hasDisk).each(STORES)(
  '§2 with %s: no room for a change of the keys, later room, and the change is made',
  async (kind) => {
    const sealer = kind === 'sealed' ? store() : noStore
    const home = join(disk, `no-room-${kind}`)
    const terminal = await started(home, sealer)
    for (let number = 0; number < 500; number += 1)
      expect(terminal.journal.append(visit(number)).ok).toBe(true)
    const ballast = join(disk, 'ballast')
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 40 * 1_024))
    // The desk looks for room first; a change that is tried all the same is refused before the journal is touched.
    expect(terminal.journal.roomForNewKeys()).toMatchObject({ why: 'disk-full' })
    const keys = terminal.journal.extendedKeys()
    expect(terminal.changeKeys()).toSatisfy(
      (answer) => answer === 'not-kept' || answer.problem.why === 'disk-full',
    )
    rmSync(ballast)
    for (let number = 0; number < 5; number += 1) expect(terminal.journal.append(visit(number)).ok).toBe(true)
    expect(terminal.journal.extendedKeys()).toBe(keys)
    expect(terminal.changeKeys()).toEqual({ ok: true, value: undefined })
    expect(verified(terminal.journal)).toEqual({
      entries: 506,
      ok: true,
      firstBad: null,
      problem: null,
      witness: null,
    })
    expect(atOnce(terminal.journal.backUp({ staff: 'a' })).ok).toBe(true)
    terminal.journal.close()
    const again = await started(home, sealer)
    expect(verified(again.journal)).toMatchObject({ ok: true, problem: null })
    again.journal.close()
    rmSync(home, { recursive: true })
  },
)
