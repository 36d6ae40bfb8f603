/** How soon a face result is there, what a large bulk result costs to read, and what watching costs. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { median, quantile, type Row } from '../../fixtures/bench-row.ts'
import { answerBytes, bulkBytes, faceName, INSTITUTION, TARO } from '../../fixtures/bridge/answers.ts'
import { type Arrival, watchFaces } from '../../main/bridge/folder/face-watch.ts'
import { PATIENCE } from '../../main/bridge/folder/patience.ts'
import { readXmlFile } from '../../main/bridge/read.ts'
import { openJournal, readClocks } from '../../main/journal/index.ts'

export const name = 'bridge'

const RESULTS = 60
const PARSES = 15
const PEOPLE = 1000
const OLD_FILES = 10_000
const AMONG_OLD = 20
const SETTLE_MILLISECONDS = 5_000
const IDLE_MILLISECONDS = 20_000

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const bytesNow = (): Uint8Array =>
  answerBytes({
    executedAt: instantInTokyo(Date.now()).slice(0, 19).replace(/[-T:]/g, ''),
    items: [TARO],
  })

const spread = (values: readonly number[], digits = 0): string =>
  `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`

type Watched = { readonly face: string; hear: (arrival: Arrival) => void; close(): Promise<void> }

const watch = async (root: string): Promise<Watched> => {
  const ready = Promise.withResolvers<void>()
  const watched: Watched = {
    face: join(root, 'face'),
    hear: () => {},
    close: watchFaces({
      root,
      institution: INSTITUTION,
      patience: PATIENCE,
      now: Date.now,
      onArrival: (arrival) => watched.hear(arrival),
      onReachable: () => {},
      onReady: ready.resolve,
    }),
  }
  await ready.promise
  return watched
}

/** From the moment that a file is whole to the moment that its row is durable in a real journal. */
const untilDurable = async (root: string, home: string): Promise<number[]> => {
  const opened = openJournal({
    home,
    now: readClocks,
    terminal: 'bench',
    findsIndividualNumber: () => false,
  })
  if (!opened.ok) throw new Error(opened.problem.message)
  const journal = opened.value
  const watched = await watch(root)
  const took: number[] = []
  for (let round = 0; round < RESULTS; round += 1) {
    const durable = Promise.withResolvers<void>()
    watched.hear = ({ file, hash }) => {
      journal.append({
        event: 'official-answer',
        staff: 'reception',
        checkIn: `c${round}`,
        by: 'card',
        online: 1,
        file,
        hash,
        entitlements: 1,
      })
      durable.resolve()
    }
    writeFileSync(join(root, 'new'), bytesNow())
    renameSync(join(root, 'new'), join(watched.face, faceName()))
    const began = performance.now()
    await durable.promise
    took.push(performance.now() - began)
  }
  await watched.close()
  journal.close()
  return took
}

const parses = (): number[] => {
  const bytes = bulkBytes(PEOPLE)
  return Array.from({ length: PARSES }, () => {
    const began = performance.now()
    readXmlFile('OQSmuquc02res_1.xml', 'bulk-result', bytes)
    return performance.now() - began
  })
}

/** A folder of old files: processor time of watching it, in percent of one core, and how soon a new result is found among them. */
const amongOld = async (root: string): Promise<{ idle: number; found: number[] }> => {
  const bytes = answerBytes({ executedAt: '20260101000000', items: [TARO] })
  for (let count = 0; count < OLD_FILES; count += 1)
    writeFileSync(join(root, 'face', faceName('20260101000000')), bytes)
  const watched = await watch(root)
  await wait(SETTLE_MILLISECONDS)
  const before = process.cpuUsage()
  await wait(IDLE_MILLISECONDS)
  const { user, system } = process.cpuUsage(before)
  const found: number[] = []
  for (let round = 0; round < AMONG_OLD; round += 1) {
    const heard = Promise.withResolvers<void>()
    watched.hear = () => heard.resolve()
    writeFileSync(join(root, 'new'), bytesNow())
    renameSync(join(root, 'new'), join(watched.face, faceName()))
    const began = performance.now()
    await heard.promise
    found.push(performance.now() - began)
  }
  await watched.close()
  return { idle: (user + system) / 10 / IDLE_MILLISECONDS, found }
}

export const run = async (): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-bench-'))
  const root = join(folder, 'OQS')
  mkdirSync(join(root, 'face'), { recursive: true })
  try {
    const took = await untilDurable(root, join(folder, 'home'))
    const read = parses()
    const { idle, found } = await amongOld(root)
    const [middle, late] = [median(took), quantile(took, 0.99)]
    return [
      {
        what: 'face result whole → row durable',
        value: middle,
        unit: 'ms',
        bound: 'at most 300 ms',
        kept: middle <= 300,
        spread: spread(took),
        runs: took.length,
      },
      {
        what: 'the same, 99th percentile',
        value: late,
        unit: 'ms',
        bound: 'at most 500 ms',
        kept: late <= 500,
        runs: took.length,
      },
      {
        what: `bulk result of ${PEOPLE} people read`,
        value: median(read),
        unit: 'ms',
        spread: spread(read),
        runs: read.length,
      },
      {
        what: `watching ${OLD_FILES.toLocaleString('en')} old files, of one core`,
        value: idle,
        unit: '%',
        bound: 'under 1 %',
        kept: idle < 1,
        runs: 1,
      },
      {
        what: `a new result among ${OLD_FILES.toLocaleString('en')} old files, whole → taken`,
        value: median(found),
        unit: 'ms',
        bound: 'each at most 500 ms',
        kept: Math.max(...found) <= 500,
        spread: spread(found),
        runs: found.length,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
