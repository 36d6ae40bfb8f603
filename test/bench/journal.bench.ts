/**
 * The journal against bare SQLite in the same run, on the same disk, with the same durability (WAL, `synchronous=FULL`) and
 * the same encryption: what the chain, the head file and the indexes cost; and how searching, verifying and exporting hold
 * up at 10,000, 100,000 and 1,000,000 rows. UKETSUKE_BENCH_ROWS takes other sizes, separated by commas.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JournalPort } from '../../contract/journal.ts'
import { type Benchmark, median, microseconds, quantile, type Row } from '../../fixtures/bench-row.ts'
import { journalHome } from '../../main/journal/home.ts'
import { createKeyRing, keyRingText } from '../../main/journal/keys.ts'
import { secondWalkFor } from '../../main/journal/second-walk.ts'
import { verifyJournal } from '../../main/journal/verify.ts'
import { appends, foldersAreOld } from './journal-appends.ts'
import { buildJournal, DAYS, open, REASONS, sample } from './journal-filled.ts'

const SIZES = (process.env.UKETSUKE_BENCH_ROWS ?? '10000,100000,1000000').split(',').map(Number)
const keys = createKeyRing()

/**
 * A heap that the engine may not let grow, with the desk's space for young objects: otherwise it would rather leave
 * garbage than collect it on a machine with room, and the figure would be of that. What an export keeps must fit.
 */
const SMALL_HEAP = ['--max-old-space-size=32', '--max-semi-space-size=4']

/** The most memory, in bytes, of a process that opens the journal and exports it. */
const peakOfExport = (home: string): number => {
  const script = join(import.meta.dirname, 'export-memory.ts')
  const flags = ['--disable-warning=ExperimentalWarning', ...SMALL_HEAP]
  const child = spawnSync(process.execPath, [...flags, script, home], {
    input: keyRingText(keys),
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(child.stderr)
  return Number(child.stdout)
}

const QUERIES = 200

const homeOf = (folder: string, rows: number): string => join(folder, `rows-${rows}`)

/** Walks of the same journal that count, after one that warms the code. */
const WALKS = 3

/** The pace of a whole verification: in one walk, as the desk does it beside its visits, and as the command line does it. */
const verifications = (home: string, rows: number, name: string): Row[] => {
  const before = process.memoryUsage().rss
  let most = before
  const measured = (second: typeof secondWalkFor | null): { perSecond: number[]; perProcessor: number[] } => {
    const perSecond: number[] = []
    const perProcessor: number[] = []
    for (let walk = 0; walk <= WALKS; walk += 1) {
      const processor = process.cpuUsage()
      let verification: ReturnType<typeof verifyJournal> | null = null
      const took = microseconds(() => {
        verification = verifyJournal(
          { home, keys },
          [],
          () => {
            most = Math.max(most, process.memoryUsage().rss)
          },
          second,
        )
      })
      const { user, system } = process.cpuUsage(processor)
      if (JSON.stringify(verification).includes('"ok":false')) throw new Error(JSON.stringify(verification))
      if (walk === 0) continue
      perSecond.push((rows * 1e6) / took)
      perProcessor.push((rows * 1e6) / (user + system))
    }
    return { perSecond, perProcessor }
  }
  const row = (what: string, of: readonly number[], promised: boolean): Row => ({
    what: `${name} rows: ${what}`,
    value: median(of),
    unit: 'rows/s',
    spread: of.map((one) => Math.round(one).toLocaleString('en-US')).join(' '),
    ...(promised ? { bound: 'at least 200,000 rows/s', kept: median(of) >= 200_000 } : {}),
    runs: of.length,
  })
  const one = measured(null)
  const memory = (most - before) / 2 ** 20
  const halves = measured(secondWalkFor)
  return [
    row('verify in one walk, as the desk does it beside its visits', one.perSecond, false),
    row("the same by the processor's time (other work on the machine left out)", one.perProcessor, false),
    row('verify, as the command line does it', halves.perSecond, true),
    { what: `${name} rows: memory that one walk adds`, value: memory, unit: 'MiB', runs: WALKS },
  ]
}

const sized = (folder: string, rows: number): Row[] => {
  const home = homeOf(folder, rows)
  buildJournal(home, keys, rows)
  const name = rows.toLocaleString('en-US')
  const bytes = statSync(journalHome(home).database).size
  const found: Row[] = [{ what: `${name} rows: bytes a row`, value: bytes / rows, unit: 'bytes', runs: 1 }]

  found.push(...verifications(home, rows, name))

  const journal = open(home, keys)
  const search = (what: string, query: (round: number) => Parameters<JournalPort['search']>[0]): void => {
    const times: number[] = []
    for (let round = 0; round < QUERIES; round += 1)
      times.push(microseconds(() => journal.search(query(round * 7_919))) / 1_000)
    const worst = quantile(times, 0.99)
    found.push({
      what: `${name} rows: search ${what}, p99`,
      value: worst,
      unit: 'ms',
      bound: 'under 100 ms',
      kept: worst < 100,
      spread: `median ${median(times).toFixed(2)}`,
      runs: QUERIES,
    })
  }
  const dayOfRound = (round: number): string =>
    new Date(Date.UTC(2026, 0, 1 + (round % DAYS))).toISOString().slice(0, 10)
  search('by whole number', (round) => ({ insured: { symbol: '見本12', number: String(round % 50_000) } }))
  search('by clinic number', (round) => ({ patientNumber: String(round % 20_000).padStart(6, '0') }))
  search('by last characters', (round) => ({ lastCharacters: String(100 + (round % 900)) }))
  search('by day', (round) => ({ from: dayOfRound(round), to: dayOfRound(round) }))
  search('by reason', (round) => ({ reason: REASONS[round % 4] ?? 'OK_ONLINE' }))
  search('by reason on a day', (round) => ({
    reason: REASONS[round % 4] ?? 'OK_ONLINE',
    from: dayOfRound(round),
    to: dayOfRound(round),
  }))

  search('by filters of which one finds nothing', (round) => ({
    road: 'online',
    reason: REASONS[round % 4] ?? 'OK_ONLINE',
    outcome: 'not-confirmed',
  }))

  const waited = microseconds(() => journal.openFollowUps()) / 1_000
  found.push({
    what: `${name} rows: what is left to do, asked at every start`,
    value: waited,
    unit: 'ms',
    bound: 'under 100 ms',
    kept: waited < 100,
    runs: 1,
  })

  const exported = journal.export({ staff: 'reception', format: 'csv' })
  if (!exported.ok) throw new Error(exported.problem.detail)
  let characters = 0
  const exportSeconds =
    microseconds(() => {
      for (const piece of exported.value.pieces) characters += piece.length
    }) / 1e6
  found.push({
    what: `${name} rows: export as CSV`,
    value: rows / exportSeconds,
    unit: 'rows/s',
    spread: `${(characters / 2 ** 20).toFixed(1)} Mi characters`,
    runs: 1,
  })
  journal.close()
  found.push({
    what: `${name} rows: memory of a process with a heap of 32 MB that opens the journal and exports it as CSV, at its peak`,
    value: peakOfExport(home) / 2 ** 20,
    unit: 'MiB',
    runs: 1,
  })
  return found
}

/** Rounds that count in journals of every size, after as many that do not. */
const SIZED_ROUNDS = 1_000

/** Single durable rows in journals of every size, turn by turn, so that a slow moment of the disk meets all of them. */
const sizedAppends = async (folder: string): Promise<Row[]> => {
  const journals = SIZES.map((rows) => {
    const journal = open(homeOf(folder, rows), keys)
    const times: number[] = []
    const append = (round: number): void => {
      const event = sample(journal, round)
      const took = microseconds(() => {
        if (!journal.append(event).ok) throw new Error('not written')
      })
      times.push(took)
    }
    return { rows, times, append, close: () => journal.close() }
  })
  await foldersAreOld()
  for (let round = 0; round < 2 * SIZED_ROUNDS; round += 1) {
    if (round === SIZED_ROUNDS) for (const { times } of journals) times.length = 0
    const first = round % journals.length
    for (const { append } of [...journals.slice(first), ...journals.slice(0, first)]) append(round)
  }
  return journals.map(({ rows, times, close }) => {
    close()
    return {
      what: `${rows.toLocaleString('en-US')} rows: append`,
      value: median(times),
      unit: 'µs',
      spread: `${quantile(times, 0.1).toFixed(0)}–${quantile(times, 0.99).toFixed(0)} (p10–p99)`,
      runs: times.length,
    }
  })
}

/** The figure of the largest journal against that of the smallest. */
const flatness = (
  rows: readonly Row[],
  { end, name, most }: { readonly end: string; readonly name: string; readonly most: number },
): Row[] => {
  const figures = rows.filter(({ what }) => what.endsWith(end))
  const first = figures[0]
  const last = figures.at(-1)
  if (!first || !last || first === last) return []
  const ratio = last.value / first.value
  return [
    {
      ...last,
      what: `${name}: ${last.what.split(' ')[0]} rows against ${first.what.split(' ')[0]}`,
      baseline: first.what,
      ratio,
      bound: `flat: at most ${most} ×`,
      kept: ratio <= most,
    },
  ]
}

export const journalBenchmark: Benchmark = {
  name: 'journal',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'uketsuke-bench-'))
    try {
      const rows = await appends(folder, keys)
      for (const size of SIZES) rows.push(...sized(folder, size))
      rows.push(...(await sizedAppends(folder)))
      return [
        ...rows,
        ...flatness(rows, { end: 'rows: append', name: 'append', most: 1.5 }),
        ...flatness(rows, { end: 'at its peak', name: 'memory of an export', most: 1.5 }),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export const { name, run } = journalBenchmark
