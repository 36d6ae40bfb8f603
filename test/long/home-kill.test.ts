/**
 * Everything that writes into a home is killed at random moments, the disk is full in between, and the clock is set at random:
 * each time the journal opens, verifies, and no acknowledged row is missing. UKETSUKE_HOME_KILLS sets another number of kills,
 * UKETSUKE_HOME_ACT one kind of act alone.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { atOnce } from '../../main/journal/steps.ts'
import { noStore, started, store } from '../unit/desk/terminal.ts'
import { verified } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { beginAndDie, killOf, lookAfter, prepare } from './home-kills.ts'
import { randomFrom } from './random.ts'

const KILLS = Number(process.env.UKETSUKE_HOME_KILLS ?? 1_000)
const SEED = 20_261_129

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

/** Two days is enough for every kill. */
const LONG = 172_800_000

test(
  `${KILLS} kills of everything that writes into a home: every journal opens, and no acknowledged row is missing`,
  async () => {
    spawnSync(process.execPath, [SCRIPT, 'compile', join(folder, 'compile'), 'sealed', '1'], {
      env: environment,
    })
    const random = randomFrom(SEED)
    const counts: Record<string, number> = {}
    const sums = { full: 0, clocks: 0, done: 0, acknowledged: 0, purges: 0 }
    for (let kill = 0; kill < KILLS; kill += 1) {
      const one = killOf(kill, join(hasDisk ? disk : folder, `home-${kill}`))
      const { act, home, kind } = one
      const before = await prepare(one, folder)
      // One in three with a disk that has room for a little only.
      const ballast = join(disk, 'ballast')
      if (hasDisk && random(3) === 0) {
        sums.full += 1
        const { bavail, bsize } = statfsSync(disk)
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 1_024 * (4 + random(900)))))
      }
      const moment = {
        lines: 1 + random(act === 'create' ? 2 : 12),
        milliseconds: random(100),
        patience: 2_000,
      }
      const seen = await beginAndDie(one, { script: SCRIPT, environment }, SEED + kill, moment)
      rmSync(ballast, { force: true })
      counts[act] = (counts[act] ?? 0) + 1
      sums.acknowledged += seen.seqs.length
      sums.clocks += seen.clocks
      sums.done += seen.done
      const problem = seen.problem.split('\n').find((line) => line.startsWith('Error:')) ?? ''
      const isExpected = /disk|full|key store|sealed|ENOSPC/.test(problem)
      if (seen.problem !== '' && !isExpected) throw new Error(`${kill} ${act} ${kind}: ${seen.problem}`)

      if ((await lookAfter(one, before, seen)) > 0) sums.purges += 1
      rmSync(home, { recursive: true, force: true })
      if ((kill + 1) % 100 === 0) console.log(`${kill + 1} kills: ${JSON.stringify({ ...sums, ...counts })}`)
    }
    console.log(`${KILLS} kills (seed ${SEED}), 0 rows lost: ${JSON.stringify({ ...sums, ...counts })}`)
  },
  LONG,
)

test.skipIf(!hasDisk).each(['files', 'sealed'] as const)(
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
