/**
 * The program is killed in the middle of look-ups, and started again with the same home and input: no request is doubled,
 * and no answer is given to another question. UKETSUKE_KILLS sets another number of kills.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { INSTITUTION } from '../../fixtures/bridge/answers.ts'
import { playOfficial } from '../../fixtures/bridge/official.ts'
import { bridgeFolder } from '../unit/bridge/watching.ts'
import { randomFrom } from './random.ts'

const KILLS = Number(process.env.UKETSUKE_KILLS ?? 1_000)
/** People in one input, and kills before it is let run to its end. */
const PEOPLE = 5
const KILLS_PER_INPUT = 4
/** Milliseconds: by then the program has begun to ask. */
const LATEST_KILL = 900

type Line = {
  id: string
  online: { code?: number }
  entitlements: { number: string }[]
  problem: string | null
}

const run = (root: string, home: string, input: string, killAfter: number | null): Promise<Line[]> =>
  new Promise((resolve) => {
    const command = spawn(process.execPath, [
      'main/cli/main.ts',
      ...['bridge', 'ask', input, '--folder', root, '--home', home],
      ...['--institution', INSTITUTION, '--timeout', '20'],
    ])
    let out = ''
    command.stdout.on('data', (piece) => {
      out += piece
    })
    const timer = killAfter === null ? null : setTimeout(() => command.kill('SIGKILL'), killAfter)
    command.on('exit', () => {
      if (timer !== null) clearTimeout(timer)
      resolve(
        out
          .split('\n')
          .slice(0, -1)
          .map((line): Line => JSON.parse(line)),
      )
    })
  })

it(`hazard 9: ${KILLS} kills: nothing is asked twice, every answer is its own`, async () => {
  const random = randomFrom(18)
  let kills = 0
  let asked = 0
  while (kills < KILLS) {
    const { root } = bridgeFolder()
    const home = mkdtempSync(join(tmpdir(), 'bridge-home-'))
    const input = join(home, 'questions.json')
    const people = Array.from({ length: PEOPLE }, (_, index) => ({
      id: `p${index}`,
      insurerNumber: '01139997',
      symbol: '1234',
      number: String(1000 + index),
      birthDate: '1985-06-07',
    }))
    writeFileSync(input, JSON.stringify(people))
    const official = playOfficial({ root, delay: random(300), pieces: 1 + random(3) })
    const seen = new Map<string, number | undefined>()
    for (let kill = 0; kill <= KILLS_PER_INPUT; kill += 1) {
      const last = kill === KILLS_PER_INPUT
      if (!last) kills += 1
      const lines = await run(root, home, input, last ? null : random(LATEST_KILL))
      for (const { id, online, entitlements, problem } of lines) {
        expect(problem).toBeNull()
        expect(entitlements.map(({ number }) => number)).toEqual([String(1000 + Number(id.slice(1)))])
        // A line that was printed once is printed the same again.
        if (seen.has(id)) expect(online.code).toBe(seen.get(id))
        seen.set(id, online.code)
      }
      if (last) expect(lines).toHaveLength(PEOPLE)
    }
    const numbers = official.taken.map(({ asked: one }) => one.InsuredIdentificationNumber)
    expect([...numbers].sort()).toEqual(people.map(({ number }) => number))
    asked += numbers.length
    await official.close()
  }
  console.log(`${kills} kills, ${asked} questions, each asked once and answered`)
})
