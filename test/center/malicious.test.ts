/** A terminal that is enrolled, and does to the others of its site and to the center whatever its role lets it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { eventually } from '../../fixtures/terminal/launch.ts'
import { readAddress } from '../../main/center/address.ts'
import { createForwarder, type Forwarder, type ForwarderState } from '../../main/center/index.ts'
import { openSession, type Session } from '../../main/center/session.ts'
import type { SiteWord } from '../../main/center/site/words.ts'
import { type CenterDatabase, centerForTests, checkIn, invited } from './support.ts'

const {
  cluster,
  center,
  home: newHome,
} = centerForTests({ settings: { log_statement: 'all', log_min_messages: 'log' } })

const SITE = '見本内科医院'
let one: CenterDatabase
const plain = () => `postgresql://127.0.0.1:${cluster().port}/${one.name}`

/** A counter with a row of its own, enrolled. */
const enrolled = async (name: string) => {
  const home = newHome()
  await checkIn(home, 1)
  const { code, terminal } = await invited(one.url, name, SITE)
  const done = await uketsuke('forward', 'enrol', code, '--home', home, '--database', plain())
  if (done.code !== 0) throw new Error(done.said)
  return { home, terminal, role: `uketsuke_${terminal.replaceAll('-', '')}` }
}

const running: Forwarder[] = []
const atWork = (home: string) => {
  const address = readAddress(plain())
  if (!address.ok) throw new Error(address.problem)
  const words: SiteWord[] = []
  const states: ForwarderState[] = []
  const forwarder = createForwarder(
    { home, address: address.value },
    (state) => states.push(state),
    { settle: 50, look: 200, say: 1_000, shortest: 50, longest: 200 },
    Math.random,
    (word) => words.push(word),
  )
  running.push(forwarder)
  return { ...forwarder, words, states }
}

type Enrolled = Awaited<ReturnType<typeof enrolled>>
let victim: Enrolled
let villain: Enrolled
let session: Session
beforeAll(async () => {
  one = await center()
  victim = await enrolled('受付1')
  villain = await enrolled('受付2')
  const address = readAddress(plain())
  if (!address.ok) throw new Error(address.problem)
  const opened = await openSession(address.value, { user: villain.role, password: 'x' })
  if (!opened.ok) throw new Error(opened.problem.detail)
  session = opened.value
})
afterAll(async () => {
  for (const forwarder of running) await forwarder.stop()
  await session?.close()
})

const log = (): string => readFileSync(join(cluster().folder, 'log'), 'utf8')

test('nothing here is for everybody to call', async () => {
  expect(
    await one.sql(`SELECT string_agg(p.proname, ' ') FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = 'uketsuke' AND has_function_privilege('public', p.oid, 'EXECUTE')`),
  ).toBe('')
  expect(
    await one.sql(`SELECT string_agg(c.relname, ' ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'uketsuke' AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
        AND (has_any_column_privilege('uketsuke_terminal', c.oid, 'SELECT, INSERT, UPDATE')
          OR has_any_column_privilege('uketsuke_reader', c.oid, 'SELECT, INSERT, UPDATE'))`),
  ).toBe('')
})

test('locks that it holds stop neither another terminal nor the owner', async () => {
  await session.ask(
    `SELECT count(pg_advisory_lock(hashtext('uketsuke.' || name)))::text
     FROM unnest(ARRAY['make_months', 'number_site', 'init', 'enrol', 'publish']) name`,
  )
  const insertVisit = (seq: number, day: string) =>
    session.ask(
      `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal)
       VALUES ('${villain.terminal}', ${seq}, '{"event":"concluded","day":"${day}"}', '\\x00', '\\x00')`,
    )
  // Both are for the owner's next call to make: the month of a visit of long ago, and the last of the months to come.
  await insertVisit(10, '2024-05-05')
  await one.sql(
    `DO $$ BEGIN EXECUTE format('DROP TABLE %s', (
       SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'uketsuke.row'::regclass ORDER BY inhrelid::regclass::text DESC LIMIT 1)); END $$`,
  )
  await session.ask('BEGIN')
  expect(await session.ask('SELECT uketsuke.make_months(120)::text')).toEqual([['1']])
  await insertVisit(9000, '2031-05-05')
  await session.ask('SELECT uketsuke.make_months(120)::text')
  try {
    await checkIn(victim.home, 1)
    const sent = await uketsuke('forward', '--once', '--home', victim.home, '--database', plain())
    expect(sent).toMatchObject({ code: 0, json: { behind: 0 } })
    const { code, said } = await uketsuke('center', 'init', '--database', one.url)
    expect(code, said).toBe(0)
    await invited(one.url, '受付3', SITE)
    // A month of the future is for the owner to make.
    expect(await one.sql(`SELECT count(*) FROM pg_class WHERE relname ~ '^(row|visit)_20(29|3)'`)).toBe('0')
    // The retention gives up in place of holding up every terminal behind it.
    await expect(one.sql(`SELECT uketsuke.drop_months_before('2100-01-01')`)).rejects.toThrow(/lock timeout/)
  } finally {
    await session.ask('ROLLBACK')
    await session.ask('SELECT pg_advisory_unlock_all()::text')
  }
  // Made now: all that could not be made then.
  expect(await uketsuke('center', 'init', '--database', one.url)).toMatchObject({
    code: 0,
    json: { months: 1 },
  })
  expect(await one.sql('SELECT count(*) FROM uketsuke.visit_2024_05')).toBe('1')
}, 60_000)

test('a session that writes days and zones in its own way makes the months that everybody else would', async () => {
  const last = () =>
    one.sql(`SET TimeZone = 'Asia/Tokyo'; SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'uketsuke.row'::regclass ORDER BY c.relname DESC LIMIT 1`)
  const dropLast = () =>
    one.sql(`DO $$ BEGIN EXECUTE format('DROP TABLE %s', (
      SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'uketsuke.row'::regclass ORDER BY inhrelid::regclass::text DESC LIMIT 1));
    END $$`)
  const right = await last()
  for (const [style, zone] of [
    ['SQL, DMY', 'Asia/Kolkata'],
    ['German', 'Asia/Kolkata'],
    ['Postgres, MDY', 'Asia/Kolkata'],
    ['SQL, MDY', 'Asia/Shanghai'],
  ] as const) {
    await dropLast()
    await session.ask(`SET DateStyle = '${style}'`)
    await session.ask(`SET TimeZone = '${zone}'`)
    expect(await session.ask('SELECT uketsuke.make_months()::text')).toEqual([['1']])
    expect(await last()).toBe(right)
  }
  await session.ask('RESET DateStyle')
  await session.ask('RESET TimeZone')
}, 60_000)

test('values that are no codes and no digests are refused', async () => {
  const long = `decode(repeat('00', 65), 'hex')`
  for (const [mac, seal] of [
    [long, `'\\x00'`],
    [`'\\x00'`, long],
  ])
    await expect(
      session.ask(
        `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${villain.terminal}', 10, '{}', ${mac}, ${seal})`,
      ),
    ).rejects.toThrow(/row_is_small/)
  await expect(
    session.ask(`INSERT INTO uketsuke.head (terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature)
      VALUES ('${villain.terminal}', 'batch', 'x', 1, 1, ${long}, 1, '', '', 'x', repeat('A', 43), repeat('A', 86))`),
  ).rejects.toThrow(/head_is_small/)
})

test('what it shows and says it has done crowds nobody out, and hinders no row of another', async () => {
  const item = `jsonb_build_object('at', '0000', 'what', repeat('x', 1900))`
  await session.ask(
    `SELECT uketsuke.show_follow_ups((SELECT jsonb_agg(${item}) FROM generate_series(1, 130))::text)::text`,
  )
  const body = `'{"event":"follow-up-done-elsewhere","counter":"${victim.terminal}","visitSeq":1,"x":"' || repeat('x', 60000) || '"}'`
  for (let from = 20; from < 1_420; from += 100)
    await session.ask(`INSERT INTO uketsuke.row (terminal, seq, body, mac, seal)
      SELECT '${villain.terminal}', n, ${body}, '\\x00', '\\x00' FROM generate_series(${from}, ${from + 99}) n`)
  const honest = await enrolled('受付4')
  const shown = atWork(honest.home)
  await eventually('the honest one', () => shown.states.find(({ problem }) => problem === null))
  const followUp = {
    id: 'v/1/recheck',
    visit: 'v',
    seq: 1,
    what: 'recheck' as const,
    day: '2026-11-22',
    at: '2026-11-22T09:00:00+09:00',
    patientNumber: '1',
    queueNumber: null,
    by: null,
    done: null,
  }
  shown.order({ order: 'follow-ups', list: [followUp] })
  const { states, words } = atWork(victim.home)
  await eventually('the victim at work', () => states.find(({ problem }) => problem === null))
  expect(states.filter(({ problem }) => problem !== null)).toEqual([])
  await eventually('the honest list', () =>
    words.find((word) => word.word === 'follow-ups' && word.list.some(({ counter }) => counter === '受付4')),
  )
}, 60_000)

test('a center that refuses what counters share takes the rows all the same', async () => {
  const { home, terminal } = await enrolled('受付6')
  await one.sql('REVOKE EXECUTE ON FUNCTION uketsuke.signs_here FROM uketsuke_terminal')
  try {
    const { states } = atWork(home)
    const state = await eventually('a round', () => states[0])
    expect(state).toMatchObject({ problem: null, behind: 0 })
    expect(
      Number(await one.sql(`SELECT entries FROM uketsuke.place WHERE terminal = '${terminal}'`)),
    ).toBeGreaterThan(0)
  } finally {
    await one.sql('GRANT EXECUTE ON FUNCTION uketsuke.signs_here TO uketsuke_terminal')
  }
})

test('a thousand calls are looked after a few times', async () => {
  for (const forwarder of running.splice(0)) await forwarder.stop()
  const asked = () => log().split('uketsuke.settled_here()').length
  const { states } = atWork((await enrolled('受付5')).home)
  await eventually('a terminal at work', () => states.find(({ problem }) => problem === null))
  const before = asked()
  // Each of another text: the server would make one of those that are alike.
  await session.ask(
    `SELECT count(pg_notify((SELECT channel FROM uketsuke.site_channel()),
       json_build_object('poke', 'settled', 'terminal', gen_random_uuid())::text))::text FROM generate_series(1, 1000)`,
  )
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(states.filter(({ problem }) => problem !== null)).toEqual([])
  // It would look a thousand times.
  expect(asked() - before).toBeLessThan(10)
}, 60_000)
