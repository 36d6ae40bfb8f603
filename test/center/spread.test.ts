/** Rows and visits of a large center: months spread by site, visits found by their day, and a center of the version before. */
import { expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { roleOf } from '../../main/center/enrol.ts'
import { ACCESS } from '../../main/center/schema/access.ts'
import { FOLLOW_UPS } from '../../main/center/schema/follow-ups.ts'
import { TABLES } from '../../main/center/schema/tables.ts'
import { VIEWS } from '../../main/center/schema/views.ts'
import { centerForTests, checkIn, invited, THIS_MONTH, verified } from './support.ts'

const { cluster, center, home: newHome } = centerForTests()

const OTHER = '00000000-0000-4000-8000-000000000009'

/** The address as a terminal is given it: without the owner's name. */
const addressOf = (url: string): string => url.replace('postgres@', '')

/** The INSERT of rows, each a visit of this day, under a terminal's id. */
const insertVisits = (terminal: string, from: number, days: readonly string[]): string =>
  `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ${days
    .map(
      (day, index) =>
        `('${terminal}', ${from + index}, '${JSON.stringify({ event: 'concluded', day, at: `${day}T10:00:00+09:00`, outcome: 'accept', reasons: ['OK_ONLINE'], notesOpen: [] })}', '\\x00', '\\x00')`,
    )
    .join(', ')}`

test('sites are spread over the tables of a month, and each is found in its own', async () => {
  const { url, sql } = await center()
  expect(await sql('SELECT uketsuke.spread_sites(4)')).toBe('16')
  expect(
    await sql(
      `SELECT count(*) FROM pg_inherits WHERE inhparent IN ('uketsuke.row_${THIS_MONTH}'::regclass, 'uketsuke.visit_${THIS_MONTH}'::regclass)`,
    ),
  ).toBe('8')
  const terminals: string[] = []
  for (let site = 0; site < 6; site += 1)
    for (const counter of site === 0 ? ['受付1', '受付2'] : ['受付1']) {
      const home = newHome()
      await checkIn(home, 3)
      const { code, terminal } = await invited(url, counter, `見本医院${site}`)
      expect(
        await uketsuke('forward', 'enrol', code, '--home', home, '--database', addressOf(url)),
      ).toMatchObject({ code: 0 })
      expect(await uketsuke('forward', '--once', '--home', home, '--database', addressOf(url))).toMatchObject(
        { code: 0 },
      )
      terminals.push(terminal)
    }
  expect(
    await sql('SELECT string_agg(site_no::text, $$ $$ ORDER BY site, name) FROM uketsuke.terminal'),
  ).toBe('1 1 2 3 4 5 6')
  // A site's terminals lie in one table, and the sites in several.
  expect(
    await sql(
      'SELECT max(parts) FROM (SELECT count(DISTINCT r.tableoid) AS parts FROM uketsuke.row r GROUP BY r.site_no) s',
    ),
  ).toBe('1')
  expect(Number(await sql('SELECT count(DISTINCT tableoid) FROM uketsuke.row'))).toBeGreaterThan(1)
  expect(await sql('SELECT count(*), sum(visits) FROM uketsuke.visits_by_day')).toBe('7|21')
  const plan = await sql(
    `SET TimeZone = 'Asia/Tokyo'; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
     EXPLAIN (ANALYZE, COSTS OFF) SELECT count(*) FROM uketsuke.visit WHERE site = '見本医院3' AND day = current_date`,
  )
  expect(plan.match(/never executed/g)?.length, plan).toBe(3)
  const { code, terminals: found } = await verified(url)
  expect({ code, found }).toMatchObject({ code: 0, found: found.map(() => ({ ok: true })) })
  // A terminal is let in by the whole table alone: a part of it is no other way in.
  const part = (await sql('SELECT tableoid::regclass FROM uketsuke.row LIMIT 1')).trim()
  const role = roleOf(terminals[0] ?? '')
  for (const text of [
    `SELECT body FROM ${part}`,
    insertVisits(terminals[0] ?? '', 100, ['2026-11-22']).replace('uketsuke.row', part),
    insertVisits(terminals[0] ?? '', 100, ['2026-11-22'])
      .replace('seal) VALUES (', 'seal, site_no) VALUES (')
      .replaceAll("'\\x00')", "'\\x00', 5)"),
    'SELECT * FROM uketsuke.visit_fact',
    'SELECT uketsuke.spread_sites(2)',
    "SELECT uketsuke.make_month('row', 'row_1999_01', '1999-01-01', '1999-02-01')",
  ])
    await expect(sql(`SET ROLE ${role}; ${text}`), text).rejects.toThrow(
      /permission denied|row-level security/,
    )
  // Months with rows stay as they are, the others are made anew.
  await sql('SELECT uketsuke.spread_sites(1)')
  expect(
    await sql(`SELECT count(*) FROM pg_inherits WHERE inhparent = 'uketsuke.row_${THIS_MONTH}'::regclass`),
  ).toBe('4')
  expect(await sql(`SELECT uketsuke.drop_months_before('2100-01-01') > 0`)).toBe('t')
  expect(await sql('SELECT (SELECT count(*) FROM uketsuke.row), (SELECT count(*) FROM uketsuke.visit)')).toBe(
    '0|0',
  )
})

test('visits of days for which no month was made are counted, and get their month; impossible days break nothing', async () => {
  const { url, sql } = await center()
  const { terminal } = await invited(url)
  await sql(
    `UPDATE uketsuke.terminal SET enrolled_at = now() WHERE id = '${terminal}'; INSERT INTO uketsuke.place (terminal) VALUES ('${terminal}')`,
  )
  const days = ['2023-02-03', '2023-02-27', '2024-12-31', '0004-01-01', '9999-12-31', '2026-13-45']
  await sql(`SET ROLE ${roleOf(terminal)}; ${insertVisits(terminal, 1, days)}`)
  const COUNTED = `SELECT count(*), count(*) FILTER (WHERE day BETWEEN '2023-02-01' AND '2023-02-28') FROM uketsuke.visit`
  expect(await sql(COUNTED)).toBe('5|2')
  expect(await sql('SELECT count(*) FROM uketsuke.visit_other')).toBe('5')
  // A terminal chooses its visits' days; it makes no table for them.
  await sql(`SET ROLE ${roleOf(terminal)}; SELECT uketsuke.make_months()`)
  expect(await sql('SELECT count(*) FROM uketsuke.visit_other')).toBe('5')
  await sql('SELECT uketsuke.make_months()')
  expect(await sql(COUNTED)).toBe('5|2')
  expect(await sql('SELECT string_agg(day::text, $$ $$ ORDER BY day) FROM uketsuke.visit_other')).toBe(
    '0004-01-01 9999-12-31',
  )
  expect(await sql('SELECT count(*) FROM uketsuke.visit_2023_02')).toBe('2')
  expect(await sql(`SELECT uketsuke.drop_months_before('2024-01-01')`)).toBe('0')
  expect(await sql(COUNTED)).toBe('2|0')
})

test('a center of the fourth version is brought up to date with its rows', async () => {
  const url = await cluster().createDatabase('fourth')
  const sql = (text: string): Promise<string> => cluster().psql('fourth', text)
  await sql(
    `DO $$ BEGIN CREATE ROLE uketsuke_terminal NOLOGIN; CREATE ROLE uketsuke_reader NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
     CREATE SCHEMA uketsuke; CREATE TABLE uketsuke.migration (number integer PRIMARY KEY, name text NOT NULL, done_at timestamptz NOT NULL DEFAULT now());
     ${[TABLES, ACCESS, VIEWS, FOLLOW_UPS].map((text, index) => `INSERT INTO uketsuke.migration (number, name) VALUES (${index + 1}, 'x'); ${text}`).join(';\n')};
     SELECT uketsuke.make_months();
     INSERT INTO uketsuke.terminal (id, role, name, site, enrolled_at) VALUES ('${OTHER}', 'uketsuke_x', '受付', '見本医院', now()),
       ('00000000-0000-4000-8000-000000000008', 'uketsuke_y', '会計', '見本薬局', now());
     INSERT INTO uketsuke.place (terminal) VALUES ('${OTHER}');
     ${insertVisits(OTHER, 1, ['2026-11-22', '2021-05-01'])}`,
  )
  expect(await uketsuke('center', 'init', '--database', url)).toMatchObject({ code: 0 })
  expect(await sql('SELECT count(DISTINCT site_no) FROM uketsuke.terminal')).toBe('2')
  expect(
    await sql(
      'SELECT count(*) FROM uketsuke.row r JOIN uketsuke.terminal t ON t.id = r.terminal AND t.site_no = r.site_no',
    ),
  ).toBe('2')
  expect(await sql('SELECT string_agg(day::text, $$ $$ ORDER BY day) FROM uketsuke.visit')).toBe(
    '2021-05-01 2026-11-22',
  )
  expect(await sql('SELECT count(*) FROM uketsuke.visit_2021_05')).toBe('1')
})
