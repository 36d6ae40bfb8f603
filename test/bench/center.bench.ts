/**
 * The center against bare PostgreSQL in the same run, on the same cluster, as durable: rows a second into it by the forwarder, by a
 * bare COPY of the same rows, and by pgbench's bare inserts; verification; storage; and from a row's being written to its being held.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { type Benchmark, median, quantile, type Row } from '../../fixtures/bench-row.ts'
import { type Cluster, createCluster, programsOfPostgres } from '../../fixtures/center/cluster.ts'
import { readAddress } from '../../main/center/address.ts'
import { createForwarder, forwardOnce, PAUSES } from '../../main/center/forwarder.ts'
import { initialise } from '../../main/center/init.ts'
import { openSession, type Session } from '../../main/center/session.ts'
import { verifyCenter } from '../../main/center/verify.ts'
import { journalHome } from '../../main/journal/home.ts'
import { writeKeyFiles } from '../../main/journal/key-files.ts'
import { createKeyRing } from '../../main/journal/keys.ts'
import { visit } from '../unit/journal/visits.ts'
import { buildJournal, open } from './journal-filled.ts'

const execute = promisify(execFile)

const ROWS = Number(process.env.UKETSUKE_BENCH_CENTER_ROWS ?? 50_000)
const ROUNDS = 3
const DURABLE = { fsync: 'on', full_page_writes: 'on', shared_buffers: '128MB', max_connections: '100' }

const addressOf = (url: string) => {
  const address = readAddress(url)
  if (!address.ok) throw new Error(address.problem)
  return address.value
}

const sessionOf = async (url: string): Promise<Session> => {
  const session = await openSession(addressOf(url), undefined, {
    mostHeard: Number.POSITIVE_INFINITY,
    patience: 600_000,
  })
  if (!session.ok) throw new Error(session.problem.detail)
  return session.value
}

const seconds = async (act: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1_000
}

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

/** From a row's being durable here to its being held there, for terminals that write one row each, over and over. */
const latencies = async (cluster: Cluster, url: string, terminals: number): Promise<number[]> => {
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
      { ...PAUSES, settle: 50, look: 60_000 },
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
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  for (let round = 0; round < 10; round += 1) {
    for (const [index, one] of all.entries()) setTimeout(one.write, (index * 1_000) / terminals)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
  }
  await Promise.all(all.map(({ stop }) => stop()))
  rmSync(folder, { recursive: true, force: true })
  void cluster
  return times
}

const measure = async (): Promise<Row[]> => {
  const cluster = await createCluster({ settings: DURABLE })
  const folder = mkdtempSync(join(cluster.folder, 'bench-'))
  await execute('chmod', ['777', folder])
  const home = mkdtempSync(join(tmpdir(), 'center-bench-'))
  try {
    const keys = createKeyRing()
    const place = join(home, 'home')
    buildJournal(place, keys, ROWS)
    writeKeyFiles(journalHome(place), keys)
    const found = {
      forward: [] as number[],
      copy: [] as number[],
      inserts: [] as number[],
      verify: [] as number[],
    }
    let bytes = 0
    let url = ''
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `round${round}`
      url = await cluster.createDatabase(name)
      const session = await sessionOf(url)
      await initialise(session)
      let sent = 0
      const took = await seconds(async () => {
        const state = await forwardOnce({ home: place, address: addressOf(url), keys })
        if (typeof state === 'string' || state.problem !== null) throw new Error(JSON.stringify(state))
        sent = state.sent
      })
      found.forward.push(sent / took)
      found.verify.push(
        sent /
          (await seconds(async () => {
            const [one] = await verifyCenter(session, null)
            if (one?.ok !== true) throw new Error(JSON.stringify(one))
          })),
      )
      found.copy.push(sent / (await bareCopy(cluster, name, folder)))
      found.inserts.push(await bareInserts(cluster, name, folder))
      const [[size] = []] = await session.ask(
        `SELECT sum(pg_total_relation_size(c.oid))::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'uketsuke' AND c.relkind = 'r'`,
      )
      bytes = z.coerce.number().parse(size) / sent
      await session.close()
    }
    const [forward, copy, inserts, verify] = [found.forward, found.copy, found.inserts, found.verify].map(
      median,
    )
    const late = await latencies(cluster, url, 30)
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
        what: 'from a row to the center, 30 terminals in one process, median',
        value: median(late),
        unit: 'ms',
        spread: `95 %: ${Math.round(quantile(late, 0.95))}`,
        runs: late.length,
      },
    ]
  } finally {
    await cluster.remove()
    rmSync(home, { recursive: true, force: true })
  }
}

const centerBenchmark: Benchmark = { name: 'center', run: measure }

export const { name, run } = centerBenchmark
