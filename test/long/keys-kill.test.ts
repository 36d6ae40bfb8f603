/**
 * Kills a process at random moments of making keys, changing them, sealing them, backing up, restoring and writing settings,
 * and fills the disk in between: each time the journal opens, verifies, and no acknowledged row is missing.
 * UKETSUKE_KEY_KILLS sets another number of kills.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { checkSettings } from '../../main/desk/office/settings.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { noStore, started, store, type Terminal } from '../unit/desk/terminal.ts'
import { verified } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const KILLS = Number(process.env.UKETSUKE_KEY_KILLS ?? 300)
const SEED = 20_261_128
const ACTS = ['create', 'rotate', 'backup', 'restore', 'sheet', 'settings'] as const
const STORES = ['files', 'sealed'] as const

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-keys-kill-'))
/** A small disk of our own, where mounting is allowed, so that it can be filled. */
const disk = join(folder, 'disk')
const hasDisk =
  spawnSync('sh', ['-c', `mkdir ${disk} && mount -t tmpfs -o size=24m tmpfs ${disk}`]).status === 0
const compiled = mkdtempSync(join(tmpdir(), 'uketsuke-compiled-'))
afterAll(() => {
  if (hasDisk) spawnSync('umount', ['-l', disk])
  for (const one of [folder, compiled]) rmSync(one, { recursive: true, force: true })
})

type Seen = { readonly seqs: number[]; readonly problem: string }

/** Lets the act begin, kills it so many milliseconds later. */
const beginAndDie = (act: string, home: string, kind: string, milliseconds: number): Promise<Seen> =>
  new Promise((resolve) => {
    const script = fileURLToPath(new URL('keys-act.ts', import.meta.url))
    const child = spawn(process.execPath, [script, act, home, kind], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    })
    let text = ''
    let problem = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (text === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      text += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      problem += piece
    })
    child.once('close', () => {
      const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
      const seqs = lines.filter((line) => /^\d+$/.test(line)).map(Number)
      resolve({ seqs, problem })
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

test(`${KILLS} kills while keys, backups and settings are written: every journal opens, and no acknowledged row is missing`, async () => {
  const random = randomFrom(SEED)
  const counts: Record<string, number> = {}
  let acknowledged = 0
  let full = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const act = ACTS[kill % ACTS.length] ?? 'create'
    // Restoring is done by the command line, which knows no key store.
    const kind =
      act === 'restore' ? 'files' : (STORES[Math.floor(kill / ACTS.length) % STORES.length] ?? 'files')
    const sealer = kind === 'sealed' ? store() : noStore
    const home = join(hasDisk ? disk : folder, `home-${kill}`)
    const before = new Set<number>()
    if (act !== 'create') {
      const terminal = await started(home, sealer)
      for (let number = 0; number < 20; number += 1)
        expect(terminal.journal.append(visit(number)).ok).toBe(true)
      expect(atOnce(terminal.journal.backUp({ staff: 'a' })).ok).toBe(true)
      for (const seq of seqsIn(terminal)) before.add(seq)
      terminal.journal.close()
    }
    // One in three with a disk that has room for a little only.
    const ballast = join(disk, 'ballast')
    if (hasDisk && random(3) === 0) {
      full += 1
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 1_024 * (4 + random(900)))))
    }
    const seen = await beginAndDie(act, home, kind, random(act === 'create' ? 120 : 250))
    rmSync(ballast, { force: true })
    counts[act] = (counts[act] ?? 0) + 1
    acknowledged += seen.seqs.length
    const problem = seen.problem.split('\n').find((line) => line.startsWith('Error:')) ?? ''
    const isExpected = /disk|full|key store|sealed|ENOSPC/.test(problem)
    if (problem !== '' && !isExpected) throw new Error(`${act} ${kind}: ${seen.problem}`)

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
    // What came after the backup is gone by intention where it was restored: the backup holds the first 20 rows.
    const due = act === 'restore' ? [...before].filter((seq) => seq <= 20) : [...before, ...seen.seqs]
    expect(due.filter((seq) => !there.has(seq))).toEqual([])
    expect(terminal.journal.append(visit(99)).ok).toBe(true)
    expect(terminal.changeKeys()).toMatchObject({ ok: true })
    expect(verified(terminal.journal).ok).toBe(true)
    terminal.journal.close()
    expect(checkSettings(home)).toBeNull()
    for (const left of ['journal.db.new', 'journal.restoring'])
      expect(existsSync(join(home, left))).toBe(false)
    rmSync(home, { recursive: true, force: true })
  }
  console.log(
    `${KILLS} kills (${JSON.stringify(counts)}), ${full} with a full disk, ${acknowledged} rows acknowledged, 0 lost (seed ${SEED})`,
  )
})

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
