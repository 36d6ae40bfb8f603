/**
 * The center against bare PostgreSQL in the same run, on the same cluster, as durable: rows a second into it by the forwarder, by a
 * bare COPY of the same rows, and by pgbench's bare inserts; verification; storage; and from a row's being written to its being held.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Benchmark, median, quantile, type Row } from '../../fixtures/bench-row.ts'
import { type Cluster, programsOfPostgres } from '../../fixtures/center/cluster.ts'
import { createForwarder, forwardOnce, PAUSES } from '../../main/center/forwarder.ts'
import { initialise } from '../../main/center/init.ts'
import type { Session } from '../../main/center/session.ts'
import { verifyCenter } from '../../main/center/verify.ts'
import { journalHome } from '../../main/journal/home.ts'
import { writeKeyFiles } from '../../main/journal/key-files.ts'
import { createKeyRing, type KeyRing } from '../../main/journal/keys.ts'
import { visit } from '../unit/journal/visits.ts'
import {
  addressOf,
  bytesOf,
  createDurableCluster,
  processorFor,
  seconds,
  sessionOf,
} from './center-ground.ts'
import { buildJournal, open } from './journal-filled.ts'

const execute = promisify(execFile)

const ROWS = Number(process.env.UKETSUKE_BENCH_CENTER_ROWS ?? 50_000)
const ROUNDS = 3
/** Milliseconds for which a terminal here waits for more rows before it sends; a desk waits for two seconds. */
const SETTLE = 50
/** Milliseconds in which every terminal writes one row. */
const EVERY = 3_000
/** A copy of the same rows into a table with nothing but its key. */
const bareCopy = async (cluster: Cluster, name: string, folder: string): Promise<number> => {
  const file = join(folder, 'rows.copy')
  await cluster.psql(name, `COPY (SELECT terminal, seq, body, mac FROM uketsuke.row) TO '${file}'`)
  await cluster.psql(
    name,
    'DROP TABLE IF EXISTS bare; CREATE TABLE bare (terminal uuid, seq bigint, body text, mac bytea, PRIMARY KEY (terminal, seq))',
  )
  return seconds(() => cluster.psql(name, `COPY bare FROM '${file}'`))
}

/** Bare inserts of one row a transaction, by pgbench over one connection. @returns rows a second */
const bareInserts = async (cluster: Cluster, name: string, folder: string): Promise<number> => {
  const script = join(folder, 'insert.sql')
  writeFileSync(script, `INSERT INTO bare_one (body) VALUES (repeat('x', 500));\n`)
  await cluster.psql(
    name,
    'DROP TABLE IF EXISTS bare_one; CREATE TABLE bare_one (seq bigserial PRIMARY KEY, body text)',
  )
  const { stdout } = await execute(join(programsOfPostgres() ?? '', 'pgbench'), [
    ...[
      '-h',
      '127.0.0.1',
      '-p',
      String(cluster.port),
      '-U',
      'postgres',
      '-n',
      '-c',
      '1',
      '-t',
      '1000',
      '-f',
      script,
      name,
    ],
  ])
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN)
}

/** The memory that the server's processes for terminals hold, in bytes a connection; what they share is counted once. */
const memoryOfConnections = async (cluster: Cluster): Promise<number> => {
  const pids = await cluster.psql(
    'postgres',
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'uketsuke'`,
  )
  const each = pids.split('\n').map((pid) => {
    const [, kibibytes] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return Number(kibibytes) * 1_024
  })
  return median(each)
}

/** From a row's being durable here to its being held there, for terminals that write one row each, over and over. */
const latencies = async (
  cluster: Cluster,
  url: string,
  terminals: number,
): Promise<{ readonly times: readonly number[]; readonly memory: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'center-latency-'))
  const times: number[] = []
  const all = Array.from({ length: terminals }, (_, index) => {
    const home = join(folder, String(index))
    const keys = createKeyRing()
    const journal = open(home, keys)
    let written = 0
    const forwarder = createForwarder(
      { home, address: addressOf(url), keys },
      ({ sent, problem }) => {
        if (problem === null && sent > 0 && written > 0) {
          times.push(performance.now() - written)
          written = 0
        }
      },
      { ...PAUSES, settle: SETTLE, look: 600_000 },
    )
    return {
      write: () => {
        if (written !== 0) return
        const done = journal.append(visit(index))
        if (!done.ok) throw new Error(done.problem.detail)
        written = performance.now()
        forwarder.nudge()
      },
      stop: async () => {
        await forwarder.stop()
        journal.close()
      },
    }
  })
  const connected = (): Promise<string> =>
    cluster.psql(
      'postgres',
      `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'uketsuke' AND state = 'idle'`,
    )
  while (Number(await connected()) < terminals) await new Promise((resolve) => setTimeout(resolve, 500))
  for (let round = 0; round < 10; round += 1) {
    for (const [index, one] of all.entries()) setTimeout(one.write, (index * EVERY) / terminals)
    await new Promise((resolve) => setTimeout(resolve, EVERY + 500))
  }
  const memory = await memoryOfConnections(cluster)
  await Promise.all(all.map(({ stop }) => stop()))
  rmSync(folder, { recursive: true, force: true })
  return { times, memory }
}

/** The most memory, in bytes, of a process that verifies a center. */
const peakOfVerify = async (url: string): Promise<number> => {
  const script = join(import.meta.dirname, 'verify-memory.ts')
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--max-old-space-size=32',
    '--max-semi-space-size=4',
  ]
  const { stdout } = await execute(process.execPath, [...flags, script, url])
  return Number(stdout)
}

/** A center in a database of its own. */
const newCenter = async (cluster: Cluster, name: string): Promise<{ url: string; session: Session }> => {
  const url = await cluster.createDatabase(name)
  const session = await sessionOf(url)
  await initialise(session)
  return { url, session }
}

const sendAllOf = async (home: string, keys: KeyRing, url: string): Promise<number> => {
  const state = await forwardOnce({ home, address: addressOf(url), keys })
  if (typeof state === 'string' || state.problem !== null) throw new Error(JSON.stringify(state))
  return state.sent
}

/** Homes with so many rows, as the program writes them. */
const filled = (home: string, rows: number): { home: string; keys: KeyRing } => {
  const keys = createKeyRing()
  buildJournal(home, keys, rows)
  writeKeyFiles(journalHome(home), keys)
  return { home, keys }
}

const measure = async (): Promise<Row[]> => {
  const cluster = await createDurableCluster()
  const folder = mkdtempSync(join(cluster.folder, 'bench-'))
  await execute('chmod', ['777', folder])
  const homes = mkdtempSync(join(tmpdir(), 'center-bench-'))
  try {
    const large = filled(join(homes, 'large'), ROWS)
    const small = filled(join(homes, 'small'), ROWS / 5)
    const found = {
      forward: [] as number[],
      copy: [] as number[],
      inserts: [] as number[],
      verify: [] as number[],
      ofServer: [] as number[],
      ofTerminal: [] as number[],
    }
    let bytes = 0
    let url = ''
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `round${round}`
      const center = await newCenter(cluster, name)
      url = center.url
      let sent = 0
      const took = await seconds(async () => {
        const times = await processorFor(cluster, async () => {
          sent = await sendAllOf(large.home, large.keys, url)
        })
        found.ofServer.push((times.server / sent) * 1e6)
        found.ofTerminal.push((times.own / sent) * 1e6)
      })
      found.forward.push(sent / took)
      found.verify.push(
        sent /
          (await seconds(async () => {
            const [one] = await verifyCenter(center.session, null)
            if (one?.ok !== true) throw new Error(JSON.stringify(one))
          })),
      )
      found.copy.push(sent / (await bareCopy(cluster, name, folder)))
      found.inserts.push(await bareInserts(cluster, name, folder))
      bytes = (await bytesOf(center.session)) / sent
      await center.session.close()
    }
    const [forward, copy, inserts, verify] = [found.forward, found.copy, found.inserts, found.verify].map(
      median,
    )
    const peak = await peakOfVerify(url)
    const few = await newCenter(cluster, 'few')
    await sendAllOf(small.home, small.keys, few.url)
    const peakOfFew = await peakOfVerify(few.url)
    await few.session.close()
    const of30 = await latencies(cluster, url, 30)
    const of300 = await latencies(cluster, url, 300)
    return [
      {
        what: `rows a second into the center (${ROWS} rows, one terminal)`,
        value: forward ?? 0,
        unit: 'rows/s',
        bound: 'at least 10,000',
        kept: (forward ?? 0) >= 10_000,
        baseline: 'a bare COPY of the same rows',
        // Time for time, so that more is worse.
        ratio: (copy ?? 0) / (forward ?? 1),
        runs: ROUNDS,
      },
      {
        what: 'processor time for a row that is sent in a full batch, server',
        value: median(found.ofServer),
        unit: 'µs',
        spread: `of the terminal: ${median(found.ofTerminal).toFixed(1)}`,
        runs: ROUNDS,
      },
      { what: 'a bare COPY of the same rows', value: copy ?? 0, unit: 'rows/s', runs: ROUNDS },
      {
        what: 'pgbench, one bare insert a transaction',
        value: inserts ?? 0,
        unit: 'rows/s',
        runs: ROUNDS,
      },
      { what: 'center verify', value: verify ?? 0, unit: 'rows/s', runs: ROUNDS },
      { what: 'storage of a row, with indexes and heads', value: bytes, unit: 'bytes', runs: 1 },
      {
        what: `center verify: the most memory, ${ROWS} rows`,
        value: peak / 2 ** 20,
        unit: 'MiB',
        bound: 'at most 1.2 ×',
        kept: peak <= peakOfFew * 1.2,
        baseline: `that of ${ROWS / 5} rows`,
        ratio: peak / peakOfFew,
        runs: 1,
      },
      ...[[30, of30.times] as const, [300, of300.times] as const].map(([terminals, times]) => ({
        what: `from a row to the center, ${terminals} terminals in one process, median`,
        value: median(times),
        unit: 'ms',
        spread: `95 %: ${Math.round(quantile(times, 0.95))}; ${SETTLE} of it wait for more rows`,
        runs: times.length,
      })),
      {
        what: 'memory of the server for a connection that has sent, 300 terminals',
        value: of300.memory / 2 ** 20,
        unit: 'MiB',
        runs: 300,
      },
    ]
  } finally {
    await cluster.remove()
    rmSync(homes, { recursive: true, force: true })
  }
}

const centerBenchmark: Benchmark = { name: 'center', run: measure }

export const { name, run } = centerBenchmark
