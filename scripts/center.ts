/**
 * `npm run center`: a trial of the center on one machine. A real PostgreSQL in a temporary folder, three simulated terminals that
 * send invented visits there, and the views as tables. It stays until Ctrl+C, `-- --once` ends it at once; nothing of it is left.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Cluster, createCluster, NOT_INSTALLED, programsOfPostgres } from '../fixtures/center/cluster.ts'
import { uketsuke } from '../fixtures/center/typed.ts'
import { writeDaysOfVisits } from '../fixtures/center/visits.ts'

const SITE = '見本内科医院'
const DATABASE = 'uketsuke'
const READER = 'reader'

/** The counters: the patient number of the first visit, and visits a day beside the usual ones. */
const COUNTERS = [
  { name: '受付1', first: 10001, more: 16 },
  { name: '受付2', first: 20001, more: 11 },
  { name: '会計', first: 30001, more: 4 },
] as const

const VIEWS = [
  {
    title: 'Terminals (terminal_state)',
    query: `SELECT counter, site, entries AS rows, behind, diverged FROM uketsuke.terminal_state ORDER BY site, counter`,
  },
  {
    title: 'Visits by day (visits_by_day)',
    query: `SELECT day, site, counter, visits FROM uketsuke.visits_by_day ORDER BY day, counter`,
  },
  {
    title: 'Open follow-ups (open_follow_up)',
    query: `SELECT day, counter, patient_number, outcome, follow_up FROM uketsuke.open_follow_up
      ORDER BY day, counter, patient_number, follow_up`,
  },
] as const

/** As docs/center.md has it: people of this machine by the socket, terminals by their password. */
const ACCESS = [
  'local all all trust',
  `host ${DATABASE} +uketsuke_terminal 127.0.0.1/32 scram-sha-256`,
] as const

const say = (line: string): void => console.log(line)

/** Types a command of the program. @throws with what it says, where it does not do its work */
const typed = async (...words: readonly string[]): Promise<unknown> => {
  const { code, json, said } = await uketsuke(...words)
  if (code !== 0) throw new Error(`uketsuke ${words.join(' ')}: ${said}`)
  return json
}

const invitationSchema = z.object({ code: z.string() })

/** An address on the server's socket, which needs no password. */
const bySocket = ({ folder, port }: Cluster, user: string): string =>
  `postgresql://${user}@/${DATABASE}?host=${folder}&port=${port}`

/** Writes a counter's visits into a home of its own, enrols it, and sends them. */
const sendFrom = async (
  cluster: Cluster,
  { name, first, more }: (typeof COUNTERS)[number],
): Promise<void> => {
  const owner = bySocket(cluster, DATABASE)
  const home = join(cluster.folder, 'terminals', name)
  const visits = writeDaysOfVisits(home, first, more)
  const invitation = await typed('center', 'invite', '--database', owner, '--name', name, '--site', SITE)
  const { code } = invitationSchema.parse(invitation)
  const at = ['--home', home, '--database', `postgresql://127.0.0.1:${cluster.port}/${DATABASE}`]
  await typed('forward', 'enrol', code, ...at)
  await typed('forward', '--once', ...at)
  say(`✓ ${name}: enrolled, ${visits} visits sent`)
}

const lookFurther = (cluster: Cluster): string => `To look further, in another terminal:

  psql '${bySocket(cluster, READER)}'
    as someone who may read the views:  \\dv uketsuke.*   SELECT * FROM uketsuke.outcomes_by_day;
  psql '${bySocket(cluster, DATABASE)}'
    as the owner
  npm run -s uketsuke -- center verify --database '${bySocket(cluster, DATABASE)}'

Ready-made queries are in docs/center-queries.md; the people are invented.`

/** The whole trial at a server that runs; between two steps it looks whether it has been ended. */
const trial = async (cluster: Cluster, ended: AbortSignal): Promise<void> => {
  ended.throwIfAborted()
  await cluster.psql('postgres', `CREATE ROLE ${DATABASE} LOGIN CREATEROLE`)
  await cluster.psql('postgres', `CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`)
  ended.throwIfAborted()
  await typed('center', 'init', '--database', bySocket(cluster, DATABASE))
  await cluster.psql(DATABASE, `CREATE ROLE ${READER} LOGIN IN ROLE uketsuke_reader`)
  say('✓ center init')
  mkdirSync(join(cluster.folder, 'terminals'))
  for (const counter of COUNTERS) {
    ended.throwIfAborted()
    await sendFrom(cluster, counter)
  }
  for (const { title, query } of VIEWS) {
    ended.throwIfAborted()
    say(`\n${title}\n${await cluster.table(DATABASE, READER, query)}`.trimEnd())
  }
  say(`\n${lookFurther(cluster)}`)
}

/** The longest wait that a timer knows, in milliseconds (24 days). */
const LONGEST = 2_147_483_647

const untilEnded = async (ended: AbortSignal): Promise<void> => {
  say('\nThe server runs until Ctrl+C.')
  while (!ended.aborted) await wait(LONGEST, undefined, { signal: ended }).catch(() => {})
}

/** Milliseconds within which a signal that has come is noticed. */
const NOTICED = 100

/** @returns the exit code: 130 where somebody ended it before the tables were there */
const run = async (isOnce: boolean, ended: AbortSignal): Promise<number> => {
  if (programsOfPostgres() === null) {
    console.error(NOT_INSTALLED)
    return 1
  }
  let cluster: Cluster | null = null
  try {
    say('· starting PostgreSQL in a temporary folder')
    cluster = await createCluster({ access: ACCESS })
    say(`✓ PostgreSQL in ${cluster.folder}, port ${cluster.port}`)
    await trial(cluster, ended)
    if (!isOnce) await untilEnded(ended)
    return 0
  } catch (error) {
    // Ctrl+C may end a program that was just being started, and is noticed here only after that program's end.
    await wait(NOTICED)
    if (ended.aborted) return 130
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  } finally {
    await cluster?.remove()
    say('✓ the server is stopped and its folder is gone')
  }
}

const ending = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort())
// Nobody reads any more (`npm run center | head`).
process.stdout.on('error', () => ending.abort())

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } })
process.exitCode = await run(values.once, ending.signal)
