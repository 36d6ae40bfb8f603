import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { z } from 'zod'
import given from '../../../fixtures/cases/given/scans.json' with { type: 'json' }
import { scanCommand } from '../../../main/cli/commands/scan.ts'
import { type Random, seededRandom } from './fuzz.ts'

const ROUNDS = 2000
const recordings = z
  .array(z.looseObject({}))
  .parse(given)
  .map(({ title: _title, expected: _expected, ...recording }) => recording)

const JUNK = [null, true, -1, 0.5, 1e21, '', 'zz', '0', '\n', 'open', [], [[]], {}, { at: 'x' }] as const
const KEYS = ['at', 'device', 'report', 'bytes', 'error', 'checkIn', 'a\nb', 'constructor', '__proto__', ' ']

/** The same value with something wrong in it here and there, or nothing. */
const spoiled = (value: unknown, random: Random): unknown => {
  if (random.int(12) === 0) return random.pick(JUNK)
  const inside = (one: unknown): unknown => (random.int(3) === 0 ? spoiled(one, random) : one)
  if (Array.isArray(value)) {
    const some = value.slice(0, 6).map(inside)
    return random.int(8) === 0 ? some.reverse() : some
  }
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).filter(() => random.int(15) > 0)
    const added = random.int(10) === 0 ? [[random.pick(KEYS), random.pick(JUNK)] as const] : []
    return Object.fromEntries([...kept.map(([key, one]) => [key, inside(one)] as const), ...added])
  }
  return typeof value === 'string' && random.int(4) === 0 ? value.slice(random.int(value.length + 1)) : value
}

/** A recording as JSON, often spoiled, sometimes cut through. */
const input = (random: Random): string => {
  const text = JSON.stringify([spoiled(random.pick(recordings), random)])
  return random.int(6) === 0 ? text.slice(0, random.int(text.length)) : text
}

it('whatever comes in: results and nothing said, or nothing written and one line', async () => {
  const codes = new Set<number>()
  for (let seed = 0; seed < ROUNDS; seed += 1) {
    const written: string[] = []
    const said: string[] = []
    const code = await scanCommand([], {
      stdin: Readable.from([input(seededRandom(seed))]),
      out: async (text) => void written.push(text),
      say: (line) => void said.push(line),
    })
    codes.add(code)
    if (code === 0) {
      expect(said, `seed ${seed}`).toEqual([])
      expect(JSON.parse(written.join('')), `seed ${seed}`).toHaveLength(1)
    } else {
      expect([code, written], `seed ${seed}`).toEqual([2, []])
      expect(said, `seed ${seed}`).toEqual([expect.stringMatching(/^[^\n\r]+: [^\n\r]+$/)])
    }
  }
  expect([...codes].sort()).toEqual([0, 2])
})
