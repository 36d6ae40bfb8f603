/** The list of things left open, in any order of what happens to visits: at the center it is the terminal's own. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JournalEvent } from '../../contract/journal.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { ACCESS } from '../../main/center/schema/access.ts'
import { FOLLOW_UPS } from '../../main/center/schema/follow-ups.ts'
import { KEEPING } from '../../main/center/schema/keeping.ts'
import { PUBLICATIONS } from '../../main/center/schema/publications.ts'
import { SEALED_COPIES } from '../../main/center/schema/sealed-copies.ts'
import { SITE_FOLLOW_UPS } from '../../main/center/schema/site-follow-ups.ts'
import { SITE_SIGNS } from '../../main/center/schema/site-signs.ts'
import { SPREAD } from '../../main/center/schema/spread.ts'
import { TABLES } from '../../main/center/schema/tables.ts'
import { VIEWS } from '../../main/center/schema/views.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { bodyOf } from '../../main/journal/entry.ts'
import { visitsFrom } from '../../main/journal/visits.ts'
import { eventsOf, happenings, rowsOf } from '../unit/journal/happenings.ts'
import { centerForTests } from './support.ts'

const { cluster, center } = centerForTests()

type Sql = (text: string) => Promise<string>

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const terminalOf = (id: string): string =>
  `INSERT INTO uketsuke.terminal (id, role, name, site, enrolled_at) VALUES ('${id}', 'uketsuke_${id.slice(-12)}', '受付', '見本医院', now());
   INSERT INTO uketsuke.place (terminal) VALUES ('${id}');`

const bodyOfEvent = (event: JournalEvent): string => {
  const body = bodyOf(event, readClocks(), { terminal: '見本端末', session: 's' }, () => false)
  if (!body.ok) throw new Error(body.problem)
  return body.value
}

const insertOf = (id: string, from: number, bodies: readonly string[]): string =>
  `INSERT INTO uketsuke.row (terminal, seq, body, mac) VALUES ${bodies
    .map((body, index) => `('${id}', ${from + index}, '${body.replaceAll("'", "''")}', '\\x00')`)
    .join(', ')};`

/** Rows as they are sent: some in a statement, the last size for all that are left. */
const batches = (id: string, bodies: readonly string[], sizes: readonly number[]): string => {
  const texts: string[] = []
  let at = 0
  for (const size of [...sizes, bodies.length]) {
    if (at >= bodies.length) break
    texts.push(insertOf(id, at + 1, bodies.slice(at, at + size)))
    at += size
  }
  return texts.join('\n')
}

/** The terminal's own list. */
const ownListOf = (events: readonly JournalEvent[]): string[] =>
  visitsFrom(rowsOf(events))
    .flatMap(({ row, followUps }) =>
      followUps
        .filter(({ done }) => done === null)
        .map(({ seq, what, day, patientNumber }) =>
          [seq, what, day, patientNumber ?? '', row.outcome].join('|'),
        ),
    )
    .sort()

const listAtCenter = async (sql: Sql, id: string): Promise<string[]> => {
  const found = await sql(
    `SELECT visit_seq, follow_up, day, patient_number, outcome FROM uketsuke.open_follow_up WHERE terminal = '${id}'`,
  )
  return found === '' ? [] : found.split('\n').sort()
}

test('is what the terminal lists, however the rows came', async () => {
  const { sql } = await center()
  let runs = 0
  let open = 0
  await fc.assert(
    fc.asyncProperty(happenings, fc.array(fc.integer({ min: 1, max: 12 })), async (some, sizes) => {
      runs += 1
      const id = idOf(runs)
      const events = eventsOf(some)
      const own = ownListOf(events)
      open += own.length
      await sql(`${terminalOf(id)} ${batches(id, events.map(bodyOfEvent), sizes)}`)
      expect(await listAtCenter(sql, id)).toEqual(own)
    }),
    { numRuns: 150 },
  )
  expect(open).toBeGreaterThan(0)
})

test('a row that cannot be read spoils nothing of those that came with it', async () => {
  const { sql } = await center()
  const events = eventsOf([
    { do: 'conclude', day: 0, end: 'not', number: 1, paid: true },
    { do: 'settle', of: 0, what: 'unconfirmed', result: 'valid' },
    { do: 'reopen', of: 0, ends: true },
    { do: 'conclude', day: 1, end: 'outage', number: 2, paid: false },
  ])
  const bad = [
    'x "event":"concluded" x',
    '{"checkIn":"c","day":"2026-13-45","event":"concluded"}',
    '{"day":"2026-11-22","event":"concluded","notesOpen":7}',
    '{"event":"amended","visitSeq":"x"}',
    'x "visitSeq": x',
  ]
  const bodies = [...events.map(bodyOfEvent), ...bad]
  await sql(`${terminalOf(idOf(1))} ${insertOf(idOf(1), 1, bodies)}`)
  expect(await listAtCenter(sql, idOf(1))).toEqual(ownListOf(events))
  expect(await sql('SELECT count(*) FROM uketsuke.visit_fact')).toBe(
    String(events.filter(({ event }) => event === 'concluded').length),
  )
})

test('a center of the tenth version has the same list once it is brought up to date', async () => {
  const url = await cluster().createDatabase('tenth')
  const sql: Sql = (text) => cluster().psql('tenth', text)
  const scripts = [
    ...[TABLES, ACCESS, VIEWS, FOLLOW_UPS, SEALED_COPIES, SPREAD, SITE_SIGNS, SITE_FOLLOW_UPS],
    ...[PUBLICATIONS, KEEPING],
  ]
  await sql(
    `DO $$ BEGIN CREATE ROLE uketsuke_terminal NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
     DO $$ BEGIN CREATE ROLE uketsuke_reader NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
     CREATE SCHEMA uketsuke; CREATE TABLE uketsuke.migration (number integer PRIMARY KEY, name text NOT NULL, done_at timestamptz NOT NULL DEFAULT now());
     ${scripts.map((text, index) => `INSERT INTO uketsuke.migration (number, name) VALUES (${index + 1}, 'x'); ${text}`).join(';\n')};
     SELECT uketsuke.make_months();`,
  )
  const all = fc.sample(happenings, { numRuns: 40, seed: 11 }).map(eventsOf)
  for (const [index, events] of all.entries())
    await sql(
      `${terminalOf(idOf(index))} ${events.length === 0 ? '' : insertOf(idOf(index), 1, events.map(bodyOfEvent))}`,
    )
  expect(await uketsuke('center', 'init', '--database', url)).toMatchObject({ code: 0 })
  for (const [index, events] of all.entries())
    expect(await listAtCenter(sql, idOf(index))).toEqual(ownListOf(events))
})
