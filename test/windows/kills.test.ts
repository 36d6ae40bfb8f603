/**
 * Everything that writes into a home is ended by TerminateProcess at random moments: in the middle of rows, of new keys, of
 * backups, restorings and purges. Each time the home opens, verifies and goes on. UKETSUKE_HOME_KILLS sets another number of kills.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ACTS, beginAndDie, killOf, lookAfter, prepare } from '../long/home-kills.ts'
import { randomFrom } from '../long/random.ts'

/** Every act once: a kill takes some seconds under Wine. */
const KILLS = Number(process.env.UKETSUKE_HOME_KILLS ?? ACTS.length)
const SEED = 20_261_130

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-kills-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The lane lays it beside the tests ({@link ./bundles.ts}). */
const script = resolve('build', 'windows', 'tests', 'test', 'long', 'home-act.mjs')

const random = randomFrom(SEED)
let acknowledged = 0

test.each(
  Array.from(
    { length: KILLS },
    (_, number) =>
      [
        number,
        killOf(number % 2 === 0 ? number : number + ACTS.length, join(folder, `home-${number}`)),
      ] as const,
  ),
)('kill %s leaves a home that opens, with every row that was acknowledged', async (number, one) => {
  const before = await prepare(one, folder)
  const moment = {
    lines: 1 + random(one.act === 'create' ? 2 : 12),
    milliseconds: random(100),
    patience: 20_000,
  }
  const seen = await beginAndDie(one, { script, environment: process.env }, SEED + number, moment)
  expect([one.act, seen.problem]).toEqual([one.act, ''])
  acknowledged += seen.seqs.length
  await lookAfter(one, before, seen)
  rmSync(one.home, { recursive: true, force: true })
})

test('rows were acknowledged before the kills', () => {
  console.log(`${KILLS} kills (seed ${SEED}), ${acknowledged} rows acknowledged`)
  expect(acknowledged).toBeGreaterThan(0)
})
