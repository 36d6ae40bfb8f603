/** The bridge over a real SMB share: how soon a result is taken, look-ups, and the network going away and coming back. */
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faceName, INSTITUTION } from '../../fixtures/bridge/answers.ts'
import { playOfficial } from '../../fixtures/bridge/official.ts'
import { createLookUps } from '../../main/bridge/ask/look-ups.ts'
import { PATIENCE } from '../../main/bridge/folder/patience.ts'
import { fresh, until, wait, watched } from '../unit/bridge/watching.ts'
import { fakeLookUpStore } from '../unit/desk/fakes.ts'
import { missingForShare, realShare, type Share } from './share.ts'

const RESULTS = 50
const MAX_MS = 2000
const AWAY_MS = 60_000
const missing = missingForShare()

describe.skipIf(missing.length > 0)(
  `over a real SMB share (without it: ${missing.join(', ') || 'nothing missing'})`,
  () => {
    let share: Share
    beforeAll(async () => {
      share = await realShare()
    })
    afterAll(() => share.close())

    it(`takes a result within ${MAX_MS} ms of being whole, written at once or in pieces`, async () => {
      const watch = await watched(share.client, PATIENCE)
      const times: number[] = []
      for (let count = 0; count < RESULTS; count += 1) {
        const path = join(share.server, 'face', faceName())
        const bytes = fresh()
        if (count % 2 === 1) {
          writeFileSync(path, bytes.subarray(0, 200))
          await wait(120)
          appendFileSync(path, bytes.subarray(200))
        } else writeFileSync(path, bytes)
        const whole = performance.now()
        await watch.arrived(count + 1, 10_000)
        times.push((watch.arrivals[count]?.seenAt ?? Number.NaN) - whole)
      }
      await watch.close()
      times.sort((one, other) => one - other)
      const [median, worst] = [times[RESULTS >> 1], times.at(-1)]
      console.log(
        `whole → taken over the share: median ${median?.toFixed(0)} ms, longest ${worst?.toFixed(0)} ms of ${RESULTS}`,
      )
      expect(worst).toBeLessThan(MAX_MS)
      expect(watch.arrivals.every(({ why }) => why === null)).toBe(true)
    })

    it('asks and is answered', async () => {
      const official = playOfficial({ root: share.server, delay: 500, pieces: 3 })
      const store = fakeLookUpStore()
      const lookUps = createLookUps({
        root: share.client,
        institution: INSTITUTION,
        store,
        patience: PATIENCE,
        now: Date.now,
      })
      const question = { insurerNumber: '01139997', number: '５６', birthDate: '1985-06-07' }
      const outcome = await lookUps.ask(question, { key: '1', again: false, timeout: 20_000 })
      expect(outcome).toMatchObject({ problem: null, online: { code: 1 } })
      expect(official.taken).toHaveLength(1)
      await lookUps.close()
      await official.close()
    })

    it(`hazard 5: the network away for ${AWAY_MS / 1000} s is said, and what came meanwhile is found`, async () => {
      const watch = await watched(share.client, PATIENCE)
      const before = watch.arrivals.length
      share.network(false)
      await until(() => watch.reachable.at(-1) === false, 30_000)
      const said = performance.now()
      writeFileSync(join(share.server, 'face', faceName()), fresh())
      await wait(AWAY_MS)
      share.network(true)
      const back = performance.now()
      await until(() => watch.reachable.at(-1) === true, 120_000)
      await watch.arrived(before + 1, 30_000)
      console.log(
        `said to be away; found again ${((performance.now() - back) / 1000).toFixed(1)} s after the network`,
      )
      expect(said).toBeLessThan(back)
      await watch.close()
    })
  },
)
