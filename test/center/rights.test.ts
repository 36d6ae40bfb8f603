/** Tries what a role must not be able to do: whatever is refused here is refused by PostgreSQL, not by this program. */
import { beforeAll, describe, expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { readAddress } from '../../main/center/address.ts'
import { readCode } from '../../main/center/code.ts'
import { roleOf } from '../../main/center/enrol.ts'
import { openSession, type Session } from '../../main/center/session.ts'
import { type CenterDatabase, centerForTests, checkIn, invited, THIS_MONTH, verified } from './support.ts'

const {
  cluster,
  center,
  home: newHome,
} = centerForTests({
  // Passwords count, also for whoever is on this machine; the superuser is let in for the tests alone.
  access: [
    'local all postgres trust',
    'host all postgres 127.0.0.1/32 trust',
    'host all all 127.0.0.1/32 scram-sha-256',
  ],
})

const sessionOf = async (url: string, user: string, password: string): Promise<Session> => {
  const address = readAddress(url)
  if (!address.ok) throw new Error(address.problem)
  const session = await openSession(address.value, { user, password })
  if (!session.ok) throw new Error(session.problem.detail)
  return session.value
}

let one: CenterDatabase
let own = ''
let other = ''
let session: Session
beforeAll(async () => {
  one = await center()
  // Two terminals that are enrolled and have sent, the second by its own password alone.
  const plain = `postgresql://127.0.0.1:${cluster().port}/${one.name}`
  for (const name of ['受付1', '受付2']) {
    const home = newHome()
    await checkIn(home, 5)
    const { code, terminal } = await invited(one.url, name)
    const enrolled = await uketsuke('forward', 'enrol', code, '--home', home, '--database', plain)
    const sent = await uketsuke('forward', '--once', '--home', home, '--database', plain)
    if (enrolled.code !== 0 || sent.code !== 0) throw new Error(enrolled.said + sent.said)
    if (own === '') own = terminal
    else other = terminal
  }
  // The first one's password is known to the test: that terminal is the malicious one.
  await one.sql(`ALTER ROLE ${roleOf(own)} PASSWORD 'stolen'`)
  session = await sessionOf(one.url, roleOf(own), 'stolen')
  return async () => session.close()
})

const DENIED =
  /permission denied|row-level security|at the end of a terminal|duplicate key|must be (?:owner|superuser)/
const tried = async (sql: string): Promise<string> => {
  try {
    return `done: ${JSON.stringify(await session.ask(sql))}`
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}
const ROW = `'{"event":"concluded","day":"2026-11-22"}', '\\x00', '\\x00'`

describe('a terminal', () => {
  test('sees its own end, and of others nothing', async () => {
    expect(await session.ask('SELECT terminal::text, seq::text FROM uketsuke.place')).toEqual([[own, '7']])
    expect(await session.ask('SELECT id::text FROM uketsuke.terminal')).toEqual([[own]])
  })

  test.each([
    ['read rows', 'SELECT body FROM uketsuke.row'],
    ['read its own rows', () => `SELECT body FROM uketsuke.row WHERE terminal = '${own}'`],
    ['read a month of rows', `SELECT * FROM uketsuke.row_${THIS_MONTH}`],
    ['read heads', 'SELECT digest FROM uketsuke.head'],
    ['read the hash of a code', 'SELECT code_hash FROM uketsuke.terminal'],
    ['read a view', 'SELECT * FROM uketsuke.visit'],
    ['read the follow-ups', 'SELECT * FROM uketsuke.open_follow_up'],
    [
      'write for another',
      () => `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${other}', 8, ${ROW})`,
    ],
    [
      'write for nobody',
      () => `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES (gen_random_uuid(), 8, ${ROW})`,
    ],
    [
      'write in the past',
      () => `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${own}', 3, ${ROW})`,
    ],
    [
      'write a number twice',
      () =>
        `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${own}', 8, ${ROW}), ('${own}', 8, ${ROW})`,
    ],
    [
      'choose when it arrived',
      () =>
        `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal, received_at) VALUES ('${own}', 8, ${ROW}, '2020-01-01')`,
    ],
    [
      'write past the table',
      () =>
        `INSERT INTO uketsuke.row_${THIS_MONTH} (terminal, seq, body, mac, seal) VALUES ('${own}', 8, ${ROW})`,
    ],
    [
      'get rows back as it writes',
      () =>
        `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${own}', 8, ${ROW}) RETURNING body`,
    ],
    ['change a row', `UPDATE uketsuke.row SET body = '{}'`],
    ['remove a row', 'DELETE FROM uketsuke.row'],
    ['empty the table', 'TRUNCATE uketsuke.row'],
    [
      'sign for another',
      () => `INSERT INTO uketsuke.head (terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature)
      VALUES ('${other}', 'claim', 'x', 1, 1, '', 1, '', '', 'x', repeat('A', 43), repeat('A', 86))`,
    ],
    ['read a sealed copy', 'SELECT copy FROM uketsuke.sealed_copy'],
    ['read the key of a site', 'SELECT key FROM uketsuke.site'],
    ['read signs', 'SELECT hash FROM uketsuke.sign'],
    ['leave a sign for another', () => `INSERT INTO uketsuke.sign VALUES ('${other}', 'open', sha256('x'))`],
    ['speak to any site', `SELECT uketsuke.tell_site('{}')`],
    ['read what is open anywhere', 'SELECT list FROM uketsuke.shown_follow_ups'],
    ['read what was done anywhere', 'SELECT body FROM uketsuke.site_settled()'],
    ['publish', `INSERT INTO uketsuke.publication (site, number, publication) VALUES ('x', 1, '{}')`],
    ['read what was published elsewhere', 'SELECT publication FROM uketsuke.publication'],
    ['take a sealed copy away', 'DELETE FROM uketsuke.sealed_copy'],
    ['change its end', 'UPDATE uketsuke.place SET seq = 0'],
    ['change its key', `UPDATE uketsuke.terminal SET public_key = repeat('A', 43)`],
    [
      'enrol another',
      `INSERT INTO uketsuke.terminal (id, role, name, site) VALUES (gen_random_uuid(), 'x', 'x', 'x')`,
    ],
    ['remove months', `SELECT uketsuke.drop_months_before('2100-01-01')`],
    ['act as another', () => `SET ROLE ${roleOf(other)}`],
    ['act as the owner', 'SET ROLE postgres'],
    ['act as a reader', 'SET ROLE uketsuke_reader'],
    ['turn the guard off', 'ALTER TABLE uketsuke.row DISABLE TRIGGER ALL'],
    ['turn the rules off', 'ALTER TABLE uketsuke.row DISABLE ROW LEVEL SECURITY'],
    ['make a function there', 'CREATE FUNCTION uketsuke.f() RETURNS int LANGUAGE sql AS $$SELECT 1$$'],
    ['read a file of the server', `SELECT pg_read_file('/etc/passwd')`],
    ['let the server run a program', `COPY (SELECT 1) TO PROGRAM 'true'`],
  ])('cannot %s', async (_, sql: string | (() => string)) => {
    expect(await tried(typeof sql === 'function' ? sql() : sql)).toMatch(DENIED)
  })

  test('as the group of terminals it is nobody', async () => {
    await session.within('uketsuke_terminal', async (ask) => {
      expect(await ask('SELECT terminal::text FROM uketsuke.place')).toEqual([])
      await ask(`SELECT uketsuke.report(5, true)::text`)
    })
    expect(await one.sql('SELECT count(*) FROM uketsuke.place WHERE diverged_at IS NOT NULL')).toBe('0')
  })

  test('cannot use the code of another, nor its own again', async () => {
    const invitation = await invited(one.url, '受付3')
    const code = readCode(invitation.code)
    if (!code.ok) throw new Error(code.problem)
    const enrol = (secret: string, key = 'A'.repeat(43)) =>
      `SELECT * FROM uketsuke.enrol('${invitation.terminal}', '${secret}', 'x', '${key}', 'SCRAM-SHA-256$x')`
    expect(await tried(enrol('0'.repeat(32)))).toContain('not known')
    expect(await tried(enrol(code.value.secret).replace('SCRAM-SHA-256$x', 'plain'))).toContain('verifier')
    expect(await tried(`SELECT * FROM uketsuke.enrol('${own}', 'x', 'x', 'x', 'x')`)).toContain('not known')
  })

  test('that writes what is no row breaks no view', async () => {
    const written = await tried(`INSERT INTO uketsuke.row (terminal, seq, body, mac, seal)
      VALUES ('${own}', 8, 'x "event":"concluded" x', '\\x00', '\\x00'),
        ('${own}', 9, '{"event":"concluded","day":"2026-02-31","notesOpen":7}', '\\x00', '\\x00'),
        ('${own}', 10, '{"event":"concluded","day":"2026-02-03","at":"now","reasons":"x"}', '\\x00', '\\x00'),
        ('${own}', 11, '{"event":"task-done","visitSeq":"x"}', '\\x00', '\\x00')`)
    expect(written).toContain('done')
    for (const view of [
      'visit',
      'visits_by_day',
      'outcomes_by_day',
      'reasons_by_day',
      'reader_failures_by_day',
      'open_follow_up',
      'terminal_state',
      'terminal_behind',
    ])
      expect(await one.sql(`SELECT count(*) FROM uketsuke.${view}`)).toMatch(/^\d+$/)
    const { code, terminals } = await verified(one.url)
    expect(code).toBe(1)
    expect(terminals.find(({ terminal }) => terminal === own)).toMatchObject({ ok: false, firstBad: 8 })
    expect(terminals.find(({ terminal }) => terminal === other)).toMatchObject({ ok: true })
  })
})

describe('a reader', () => {
  test('reads the views and nothing else', async () => {
    await one.sql(`CREATE ROLE metabase LOGIN PASSWORD 'x' IN ROLE uketsuke_reader`)
    const reader = await sessionOf(one.url, 'metabase', 'x')
    try {
      for (const view of [
        'visit',
        'visits_by_day',
        'outcomes_by_day',
        'reasons_by_day',
        'reader_failures_by_day',
        'open_follow_up',
        'terminal_state',
        'terminal_behind',
      ])
        expect(await reader.ask(`SELECT count(*)::text FROM uketsuke.${view}`)).toHaveLength(1)
      for (const sql of [
        'SELECT body FROM uketsuke.row',
        'SELECT * FROM uketsuke.head',
        'SELECT code_hash FROM uketsuke.terminal',
        'DELETE FROM uketsuke.visit',
        `SELECT uketsuke.report(1, true)`,
        `INSERT INTO uketsuke.row (terminal, seq, body, mac) VALUES (gen_random_uuid(), 1, '', '')`,
      ])
        await expect(reader.ask(sql)).rejects.toThrow(/permission denied|cannot delete from view/)
    } finally {
      await reader.close()
    }
  })
})

test('an invitation can do nothing but enrol', async () => {
  const { code, terminal } = await invited(one.url, '受付4')
  const read = readCode(code)
  if (!read.ok) throw new Error(read.problem)
  const invitee = await sessionOf(one.url, roleOf(terminal), read.value.secret)
  await expect(
    invitee.ask(
      `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${terminal}', 1, ${ROW})`,
    ),
  ).rejects.toThrow(/row-level security/)
  await invitee.close()
})

test('a wrong password is refused, and that is said', async () => {
  const home = newHome()
  await checkIn(home, 1)
  const url = `postgresql://${roleOf(other)}:wrong@127.0.0.1:${cluster().port}/${one.name}`
  const refused = await uketsuke('forward', '--once', '--home', home, '--database', url)
  expect(refused).toMatchObject({ code: 1, json: { sent: 0, problem: 'REFUSED' } })
  expect(refused.said).not.toContain('wrong')
})
