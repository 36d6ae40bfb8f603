/** How many decisions one core makes in a second, and what roads cost that nothing opens. */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { type CheckIn, checkInSchema } from '../../contract/check-in.ts'
import type { Decision } from '../../contract/decision.ts'
import { median, type Row } from '../../fixtures/bench-row.ts'
import { decide, decideBy } from '../../main/rules/decide.ts'
import type { Road } from '../../main/rules/road.ts'
import { LAST_ROAD, ROADS } from '../../main/rules/roads/index.ts'

export const name = 'rules'

const RUNS = 15
const MILLISECONDS = 200
const PROMISED_PER_SECOND = 100_000

const caseFile = new URL('../../fixtures/cases/given/decisions.json', import.meta.url)
const checkIns = z
  .array(z.object({ checkIn: checkInSchema }))
  .parse(JSON.parse(readFileSync(caseFile, 'utf8')))
  .map(({ checkIn }) => checkIn)

/** Processor time that this process has used, in seconds: what one core gave, whoever else was busy. */
const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

/** Rounds over the case file for a while. @returns decisions (or copies) in a second of one core */
const measure = (act: (checkIn: CheckIn) => unknown): number => {
  const end = performance.now() + MILLISECONDS
  const start = processorSeconds()
  let done = 0
  while (performance.now() < end) {
    for (const checkIn of checkIns) act(checkIn)
    done += checkIns.length
  }
  return done / (processorSeconds() - start)
}

const spread = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values)).toLocaleString('en')}–${Math.round(Math.max(...values)).toLocaleString('en')}`

/** A hundred roads more, opened by what no case shows. */
const unopened: readonly Road[] = Array.from({ length: 100 }, (_, place) => ({
  name: `unopened-${place}`,
  opensWith: [],
  reasons: {},
  look: () => {
    throw new Error('a road that nothing opens was looked at')
  },
}))
const decideWithMoreRoads: (checkIn: CheckIn) => Decision = decideBy([...ROADS, ...unopened], LAST_ROAD)

const copy = (checkIn: CheckIn): unknown => JSON.parse(JSON.stringify(checkIn))

export const run = async (): Promise<Row[]> => {
  const decisions: number[] = []
  const withMoreRoads: number[] = []
  const copies: number[] = []
  for (let round = 0; round < RUNS + 3; round += 1) {
    // Alternating, so that a busy machine is as busy for each.
    const measured = [measure(decide), measure(decideWithMoreRoads), measure(copy)] as const
    if (round < 3) continue
    decisions.push(measured[0])
    withMoreRoads.push(measured[1])
    copies.push(measured[2])
  }
  const value = median(decisions)
  const ratioOfRoads = median(
    decisions.map((perSecond, round) => perSecond / (withMoreRoads[round] ?? Number.NaN)),
  )
  return [
    {
      what: 'decisions over the given case file, in a second of one core',
      value,
      unit: 'decisions/s',
      bound: `at least ${PROMISED_PER_SECOND.toLocaleString('en')} decisions/s`,
      kept: value >= PROMISED_PER_SECOND,
      spread: spread(decisions),
      runs: RUNS,
    },
    {
      what: 'time of a decision',
      value: 1_000_000 / value,
      unit: 'µs',
      baseline: 'a copy of the check-in through JSON',
      ratio: median(decisions.map((perSecond, round) => (copies[round] ?? Number.NaN) / perSecond)),
      runs: RUNS,
    },
    {
      what: 'time of a decision with 100 more roads that nothing opens',
      value: 1_000_000 / median(withMoreRoads),
      unit: 'µs',
      baseline: 'the same without them',
      ratio: ratioOfRoads,
      bound: 'at most 1.1 ×',
      kept: ratioOfRoads <= 1.1,
      runs: RUNS,
    },
  ]
}
