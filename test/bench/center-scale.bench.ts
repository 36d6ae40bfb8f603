/**
 * A country in small: 10,000 terminals of 5,000 sites, played over 50 connections by the forwarder's own code against months that are
 * spread over 16 tables, each visit a batch of its own as at a desk. Then everything is verified, and asked for by day and site.
 */
import { dayInTokyo } from '../../contract/tokyo.ts'
import { type Benchmark, median, type Row } from '../../fixtures/bench-row.ts'
import { roleOf } from '../../main/center/enrol.ts'
import { sendAll } from '../../main/center/forward.ts'
import { initialise, SCHEMA_VERSION } from '../../main/center/init.ts'
import { openSession, quotedName, type Session } from '../../main/center/session.ts'
import { verifyCenter } from '../../main/center/verify.ts'
import { randomFrom } from '../long/random.ts'
import {
  addressOf,
  BY_PASSWORD,
  bytesOf,
  createDurableCluster,
  processorFor,
  seconds,
  sessionOf,
} from './center-ground.ts'
import { createSimulatedTerminal, ROWS_PER_VISIT, type SimulatedTerminal } from './simulated-terminal.ts'

const TERMINALS = Number(process.env.UKETSUKE_BENCH_TERMINALS ?? 10_000)
const PER_SITE = 2
const CONNECTIONS = 50
const PARTS = 16
/** Visits of each terminal, one in each round. */
const VISITS = 3
const QUERIES = 5
const CONNECTS = 200

/** Makes the terminals known, as `center invite` and `forward enrol` do; without passwords, which nobody uses here. */
const enrolAll = async (session: Session, terminals: readonly SimulatedTerminal[]): Promise<void> => {
  const at = <Value>(values: readonly Value[], from: number): string =>
    `{${values.slice(from, from + 500).join(',')}}`
  const ids = terminals.map(({ id }) => id)
  const keys = terminals.map(({ publicKey }) => publicKey)
  for (let from = 0; from < terminals.length; from += 500)
    await session.within(null, async (ask) => {
      for (const id of ids.slice(from, from + 500))
        await ask(`CREATE ROLE ${quotedName(roleOf(id))} IN ROLE uketsuke_terminal`)
      await ask(
        `INSERT INTO uketsuke.terminal (id, role, name, site, enrolled_at, journal, public_key)
         SELECT id, 'uketsuke_' || replace(id::text, '-', ''), '受付' || n % ${PER_SITE}, '見本' || (n + ${from}) / ${PER_SITE}, now(), id, key
         FROM unnest($1::text::uuid[], $2::text::text[]) WITH ORDINALITY AS one (id, key, n)`,
        [at(ids, from), at(keys, from)],
      )
      await ask('INSERT INTO uketsuke.place (terminal) SELECT unnest($1::text::uuid[])', [at(ids, from)])
    })
}

/** Lets each of the connections play one terminal after the other. @returns milliseconds of each terminal's turn */
const play = async (
  sessions: readonly Session[],
  terminals: readonly SimulatedTerminal[],
): Promise<number[]> => {
  const times: number[] = []
  let next = 0
  const work = async (session: Session): Promise<void> => {
    for (let terminal = terminals[next++]; terminal !== undefined; terminal = terminals[next++]) {
      const started = performance.now()
      const line = {
        terminal: terminal.id,
        role: roleOf(terminal.id),
        session,
        form: SCHEMA_VERSION,
        isClockOff: false,
      }
      const { problem } = await sendAll(line, terminal.journal)
      if (problem !== null) throw new Error(JSON.stringify(problem))
      times.push(performance.now() - started)
      terminal.forget()
    }
  }
  await Promise.all(sessions.map(work))
  return times
}

const measure = async (): Promise<Row[]> => {
  const cluster = await createDurableCluster()
  const below = randomFrom(10_000)
  try {
    const url = await cluster.createDatabase('country')
    const session = await sessionOf(url)
    await initialise(session)
    await session.ask(`SELECT uketsuke.spread_sites(${PARTS})::text`)
    const terminals = Array.from({ length: TERMINALS }, createSimulatedTerminal)
    await enrolAll(session, terminals)
    const sessions = await Promise.all(Array.from({ length: CONNECTIONS }, () => sessionOf(url)))
    const today = dayInTokyo(Date.now())
    const paces: number[] = []
    const processor: { server: number; own: number }[] = []
    const times: number[] = []
    for (let round = 0; round < VISITS; round += 1) {
      for (const [number, terminal] of terminals.entries()) terminal.visit(number, today)
      const order = terminals
        .map((terminal) => ({ terminal, place: below(2 ** 30) }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ terminal }) => terminal)
      const took = await seconds(async () => {
        processor.push(
          await processorFor(cluster, async () => {
            times.push(...(await play(sessions, order)))
          }),
        )
      })
      paces.push(terminals.length / took)
    }
    await Promise.all(sessions.map((one) => one.close()))
    const rows = TERMINALS * VISITS * ROWS_PER_VISIT
    let verified = 0
    let toVerify = { server: 0, own: 0 }
    const verifyAll = async (): Promise<void> => {
      const found = await verifyCenter(session, null)
      if (!found.every(({ ok }) => ok)) throw new Error(JSON.stringify(found.find(({ ok }) => !ok)))
      verified = found.reduce((sum, { entries }) => sum + entries, 0)
    }
    const verifying = await seconds(async () => {
      toVerify = await processorFor(cluster, verifyAll)
    })
    if (verified !== rows) throw new Error(`${verified} rows are held, ${rows} were sent`)
    const parts = (
      await session.ask('SELECT count(*)::text FROM uketsuke.row GROUP BY tableoid ORDER BY 1')
    ).map(([count]) => Number(count))
    const timesOf = async (query: string): Promise<number> => {
      const each: number[] = []
      for (let turn = 0; turn < QUERIES; turn += 1)
        each.push((await seconds(() => session.ask(query))) * 1_000)
      return median(each)
    }
    await session.ask('ANALYZE')
    const ofDay = await timesOf(
      'SELECT outcome, sum(visits)::text FROM uketsuke.outcomes_by_day WHERE day = current_date GROUP BY outcome',
    )
    const ofSite = await timesOf(
      `SELECT day::text, counter, visits::text FROM uketsuke.visits_by_day WHERE day = current_date AND site = '見本7'`,
    )
    const bytes = await bytesOf(session)
    const heads = await bytesOf(session, 'head')
    const facts = await bytesOf(session, 'visit_')
    await session.ask(`CREATE ROLE ${BY_PASSWORD} LOGIN PASSWORD 'mihon'`)
    const toConnect = await processorFor(cluster, async () => {
      for (let turn = 0; turn < CONNECTS; turn += 1) {
        const one = await openSession(addressOf(url), { user: BY_PASSWORD, password: 'mihon' })
        if (!one.ok) throw new Error(one.problem.detail)
        await one.value.close()
      }
    })
    await session.close()
    const perVisit = (of: 'server' | 'own'): number =>
      (median(processor.map((one) => one[of])) / TERMINALS) * 1_000
    return [
      {
        what: 'processor time of the server for a visit that is sent',
        value: perVisit('server'),
        unit: 'ms',
        spread: `of the terminals: ${perVisit('own').toFixed(2)} ms`,
        runs: VISITS,
      },
      {
        what: 'processor time of the server for a connection by password, unencrypted',
        value: (toConnect.server / CONNECTS) * 1_000,
        unit: 'ms',
        runs: CONNECTS,
      },
      {
        what: 'processor time to verify a row, server and verifier',
        value: ((toVerify.server + toVerify.own) / rows) * 1e6,
        unit: 'µs',
        spread: `server ${((toVerify.server / rows) * 1e6).toFixed(1)}`,
        runs: 1,
      },
      {
        what: `visits a second, ${TERMINALS} terminals over ${CONNECTIONS} connections, ${ROWS_PER_VISIT} rows and a head each`,
        value: median(paces),
        unit: 'visits/s',
        spread: `a turn: ${Math.round(median(times))} ms`,
        runs: VISITS,
      },
      { what: 'center verify over them', value: rows / verifying, unit: 'rows/s', runs: 1 },
      {
        what: `the fullest of ${PARTS} tables of a month`,
        value: Math.max(...parts),
        unit: 'rows',
        baseline: 'an even share',
        ratio: Math.max(...parts) / (rows / PARTS),
        runs: 1,
      },
      {
        what: 'storage of a row of a visit, with its share of everything',
        value: bytes / rows,
        unit: 'bytes',
        spread: `heads ${Math.round(heads / rows)}, facts ${Math.round(facts / rows)}`,
        runs: 1,
      },
      { what: `outcomes of a day, ${TERMINALS * VISITS} visits`, value: ofDay, unit: 'ms', runs: QUERIES },
      { what: 'visits of a site on a day', value: ofSite, unit: 'ms', runs: QUERIES },
    ]
  } finally {
    await cluster.remove()
  }
}

const scaleBenchmark: Benchmark = { name: 'center-scale', run: measure }

export const { name, run } = scaleBenchmark
