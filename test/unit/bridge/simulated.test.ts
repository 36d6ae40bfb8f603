/** The official side of the simulated mode: each act of the dock does what its words say, over real folders. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BridgeAct } from '../../../contract/simulator.ts'
import { INSTITUTION } from '../../../fixtures/bridge/answers.ts'
import { createSimulatedBridge } from '../../../fixtures/bridge/simulated.ts'
import { createLookUps, type LookUps } from '../../../main/bridge/ask/look-ups.ts'
import { PATIENCE } from '../../../main/bridge/folder/patience.ts'
import { fakeLookUpStore } from '../desk/fakes.ts'
import { type Watched, watched } from './watching.ts'

const bridge = createSimulatedBridge({ instant: () => new Date().toISOString() })
let root = ''
let watch: Watched
let lookUps: LookUps
beforeAll(async () => {
  bridge.obey('on')
  root = bridge.settings()?.folder ?? ''
  watch = await watched(root, PATIENCE)
  const store = fakeLookUpStore()
  lookUps = createLookUps({ root, institution: INSTITUTION, store, patience: PATIENCE, now: Date.now })
})
afterAll(async () => {
  await Promise.all([watch.close(), lookUps.close()])
  bridge.obey('off')
})

const minutesOff = (executedAt: string | null): number =>
  Math.round(Math.abs(Date.parse(executedAt ?? '') - Date.now()) / 60_000)

it.each<[BridgeAct, number, string | null]>([
  ['face', 1, null],
  ['face-not-eligible', 1, null],
  ['face-two-people', 2, null],
  ['face-two-items', 1, null],
  ['face-slow', 1, null],
  ['face-locked', 1, null],
  ['face-moved-away', 1, null],
  ['face-shift-jis', 1, null],
  ['face-zip', 1, null],
  ['face-encrypted', 1, 'ENCRYPTED'],
  ['face-other-institution', 1, 'institution'],
])('%s: %i, %s', async (act, count, why) => {
  const before = watch.arrivals.length
  bridge.obey(act)
  await watch.arrived(before + count, 20_000)
  const come = watch.arrivals.slice(before)
  expect(come.map((one) => one.why)).toEqual(Array.from({ length: count }, () => why))
  if (act === 'face-moved-away')
    await expect.poll(() => readdirSync(join(root, 'trash'))).toEqual(come.map(({ file }) => file))
})

it('the clock is ten minutes ahead, and right again', async () => {
  for (const [act, minutes] of [
    ['clock-off', 10],
    ['clock-right', 0],
  ] as const) {
    const before = watch.arrivals.length
    bridge.obey(act)
    bridge.obey('face')
    await watch.arrived(before + 1)
    const last = watch.arrivals.at(-1)
    expect([last?.why, minutesOff(last?.reading.executedAt ?? null)]).toEqual([null, minutes])
  }
})

it.each<[BridgeAct, string | null]>([
  ['answers-zip', null],
  ['answers-wrong-person', 'NOT_OURS'],
  ['refuses', 'REFUSED'],
  ['answers-none', 'NO_ANSWER'],
  ['answers-late', 'NO_ANSWER'],
  ['answers-in-time', null],
])('look-ups, %s: %s', async (act, problem) => {
  bridge.obey(act)
  const question = { insurerNumber: '01139997', number: '56', birthDate: '1985-06-07' } as const
  // An answer that is to come has all the time of a slow machine; one that is not, as little as tells it apart.
  const timeout = problem === 'NO_ANSWER' ? 1400 : 20_000
  const outcome = await lookUps.ask(question, { key: act, again: false, timeout })
  expect(outcome.problem).toBe(problem)
})
