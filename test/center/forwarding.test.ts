/** Forwards journals of real homes into a real PostgreSQL, by the commands that people type. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../fixtures/center/cluster.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { SCHEMA_VERSION } from '../../main/center/index.ts'
import { checkHeads } from '../../main/journal/signed-head.ts'
import { makeClock, openHome, purgeInTime } from '../unit/journal/support.ts'
import { addVisits } from '../unit/journal/visits.ts'
import { type CenterDatabase, centerForTests, checkIn, invited, verified } from './support.ts'

const { cluster, center, copyOfDatabase, home: newHome, copyOf } = centerForTests()

const forward = (home: string, url: string) =>
  uketsuke('forward', '--once', '--home', home, '--database', url)
const SENT = (sent: number) => ({ code: 0, json: { sent, behind: 0, problem: null } })

describe('the owner’s address, without an enrolment', () => {
  test('enrols the terminal, sends every row once, and leaves none behind', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 120)
    expect(await forward(home, url)).toMatchObject(SENT(120))
    expect(await forward(home, url)).toMatchObject(SENT(0))
    await checkIn(home, 3)
    expect(await forward(home, url)).toMatchObject(SENT(3))
    expect(await sql('SELECT count(*), count(DISTINCT terminal), min(seq), max(seq) FROM uketsuke.row')).toBe(
      '123|1|1|123',
    )
    expect(await verified(url)).toMatchObject({ code: 0, terminals: [{ entries: 123, ok: true }] })
  })

  test('what is held is what the journal exports, byte for byte', async () => {
    const { url, sql } = await center()
    const home = newHome()
    const journal = openHome(home)
    addVisits(journal, 40)
    const heads = [...journal.signedHeads()]
    const signed = journal.signHead()
    journal.close()
    if (!signed.ok) throw new Error(signed.problem.detail)
    await forward(home, url)
    const rows = (await sql(`SELECT seq || ' ' || body FROM uketsuke.row ORDER BY seq`))
      .split('\n')
      .map((line) => {
        const at = line.indexOf(' ')
        return { seq: Number(line.slice(0, at)), body: line.slice(at + 1) }
      })
    // The journal's own signed heads hold over the center's rows.
    expect(checkHeads(rows, [...heads, signed.value], [signed.value.key])).toMatchObject({ ok: true })
  })
})

describe('an invitation', () => {
  test('enrols once, on record, and forwarding goes on under that id', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 5)
    const { code, terminal } = await invited(url)
    const enrolled = await uketsuke('forward', 'enrol', code.toLowerCase(), '--home', home, '--database', url)
    expect(enrolled).toMatchObject({ code: 0, json: { terminal, name: '受付1', site: '見本内科医院' } })
    // Five visits, the key's row and the enrolment's.
    expect(await forward(home, url)).toMatchObject(SENT(7))
    expect(await sql('SELECT DISTINCT terminal FROM uketsuke.row')).toBe(terminal)
    expect(await sql(`SELECT count(*) FROM uketsuke.row WHERE body LIKE '%"event":"center-enrolled"%'`)).toBe(
      '1',
    )
    const another = newHome()
    await checkIn(another, 1)
    const again = await uketsuke('forward', 'enrol', code, '--home', another, '--database', url)
    expect(again).toMatchObject({ code: 2, json: null })
    expect(again.said).toContain('used already')
  })

  test('connects with the terminal’s own password where the address names nobody', async () => {
    const { url, name, sql } = await center()
    const plain = `postgresql://127.0.0.1:${cluster().port}/${name}`
    const home = newHome()
    await checkIn(home, 2)
    const { code } = await invited(url)
    expect(await uketsuke('forward', 'enrol', code, '--home', home, '--database', plain)).toMatchObject({
      code: 0,
    })
    expect(await forward(home, plain)).toMatchObject(SENT(4))
    expect(await sql('SELECT count(*) FROM uketsuke.row')).toBe('4')
  })

  test.each([
    ['a letter is wrong', (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '4' : '0'}`],
    ['it is short', (code: string) => code.slice(0, 20)],
    ['it is nothing', () => 'HELLO'],
  ])('a code where %s is refused before anything is asked', async (_, change) => {
    const { url } = await center()
    const { code } = await invited(url)
    const refused = await uketsuke('forward', 'enrol', change(code), '--home', newHome(), '--database', url)
    expect(refused.code).toBe(2)
    expect(refused.said).toContain('CODE: ')
  })

  test('runs out', async () => {
    const { url, sql } = await center()
    const { code } = await invited(url)
    await sql(`UPDATE uketsuke.terminal SET invite_ends = now() - interval '1 second'`)
    const late = await uketsuke('forward', 'enrol', code, '--home', newHome(), '--database', url)
    expect(late.code).toBe(2)
    expect(late.said).toContain('run out')
  })

  test('takes names as they are typed, and nothing else of them', async () => {
    const { url, sql } = await center()
    const name = `'; DROP SCHEMA uketsuke CASCADE; -- "見本" $$`
    await invited(url, name, '\\x27')
    expect(await sql('SELECT name, site FROM uketsuke.terminal')).toBe(`${name}|\\x27`)
    const long = await uketsuke('center', 'invite', '--database', url, '--name', 'a\nb', '--site', 'x')
    expect(long).toMatchObject({ code: 2, said: expect.stringContaining('--name') })
  })
})

describe('a terminal that was set back or copied', () => {
  test('an older copy diverges, and nothing that is held changes', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 10)
    const older = copyOf(home)
    await checkIn(home, 10)
    await forward(home, url)
    const before = await sql('SELECT md5(string_agg(body, $$|$$ ORDER BY seq)) FROM uketsuke.row')
    expect(await forward(older, url)).toMatchObject({ code: 1, json: { sent: 0, problem: 'DIVERGED' } })
    await checkIn(older, 3)
    expect(await forward(older, url)).toMatchObject({ code: 1, json: { sent: 0, problem: 'DIVERGED' } })
    await checkIn(older, 30)
    expect(await forward(older, url)).toMatchObject({ code: 1, json: { sent: 0, problem: 'DIVERGED' } })
    expect(await sql('SELECT md5(string_agg(body, $$|$$ ORDER BY seq)) FROM uketsuke.row')).toBe(before)
    expect(await sql('SELECT diverged FROM uketsuke.terminal_state')).toBe('t')
    const found = await verified(url)
    expect(found).toMatchObject({ code: 0, terminals: [{ ok: true, entries: 20 }] })
    expect(found.terminals[0]?.problem).toContain('signed another end')
    // The one that goes on is not in its way.
    await checkIn(home, 2)
    expect(await forward(home, url)).toMatchObject(SENT(2))
  })

  test('enrolled anew it is whole again, and the one before is left out of the views', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 4)
    const older = copyOf(home)
    await checkIn(home, 4)
    await forward(home, url)
    const before = await sql('SELECT DISTINCT terminal FROM uketsuke.row')
    const { code } = await (async () => {
      const { json } = await uketsuke(
        ...['center', 'invite', '--database', url, '--name', '受付1', '--site', '見本', '--replaces', before],
      )
      return json as { code: string }
    })()
    expect(await uketsuke('forward', 'enrol', code, '--home', older, '--database', url)).toMatchObject({
      code: 0,
    })
    expect(await forward(older, url)).toMatchObject(SENT(6))
    expect(await sql('SELECT count(*) FROM uketsuke.visit')).toBe('4')
    expect(await sql('SELECT count(*) FROM uketsuke.row')).toBe('14')
    expect(await forward(home, url)).toMatchObject({ code: 1, json: { problem: 'REFUSED' } })
  })

  test('two that send at the same time: one goes on, one diverges, no row is doubled', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 5)
    await forward(home, url)
    const twin = copyOf(home)
    await checkIn(home, 600)
    await checkIn(twin, 600)
    const both = await Promise.all([forward(home, url), forward(twin, url)])
    expect(both.map(({ code }) => code).toSorted()).toEqual([0, 1])
    expect(both.find(({ code }) => code === 1)?.json).toMatchObject({ problem: 'DIVERGED' })
    expect(await sql('SELECT count(*), count(DISTINCT seq), max(seq) FROM uketsuke.row')).toBe('605|605|605')
    expect((await verified(url)).code).toBe(0)
  })

  test('one home that is forwarded twice at the same time sends every row once', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 1300)
    const both = await Promise.all([forward(home, url), forward(home, url)])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(await sql('SELECT count(*), max(seq) FROM uketsuke.row')).toBe('1300|1300')
    expect((await verified(url)).code).toBe(0)
  })
})

describe('a purge is no divergence', () => {
  const years = 3
  const purged = (home: string, clock: ReturnType<typeof makeClock>): void => {
    const journal = openHome(home, { clock })
    const done = purgeInTime(journal, clock, { staff: 'reception', years })
    journal.close()
    if (!done.ok) throw new Error(JSON.stringify(done.problem))
  }
  const old = (home: string, count: number): ReturnType<typeof makeClock> => {
    const clock = makeClock(Date.parse('2020-01-05T00:00:00Z'))
    const journal = openHome(home, { clock })
    addVisits(journal, count)
    journal.close()
    return clock
  }
  const later = (home: string, clock: ReturnType<typeof makeClock>): void => {
    clock.setWall('2026-11-22T00:00:00Z')
    const journal = openHome(home, { clock })
    journal.confirmDay({ staff: 'reception', today: '2026-11-22' })
    addVisits(journal, 5)
    journal.close()
  }

  test('of rows that the center holds: it keeps them, and the rest follows', async () => {
    const { url } = await center()
    const home = newHome()
    const clock = old(home, 20)
    await forward(home, url)
    later(home, clock)
    purged(home, clock)
    const { json } = await forward(home, url)
    expect(json).toMatchObject({ behind: 0, problem: null })
    expect(await verified(url)).toMatchObject({ code: 0, terminals: [{ ok: true, problem: null }] })
  })

  test('of everything that the center holds', async () => {
    const { url } = await center()
    const home = newHome()
    const clock = old(home, 20)
    later(home, clock)
    await forward(home, url)
    purged(home, clock)
    expect((await forward(home, url)).json).toMatchObject({ behind: 0, problem: null })
    expect((await verified(url)).code).toBe(0)
  })

  test('of rows that were never sent: what is missing is said', async () => {
    const { url } = await center()
    const home = newHome()
    const clock = old(home, 20)
    later(home, clock)
    purged(home, clock)
    expect((await forward(home, url)).json).toMatchObject({ behind: 0, problem: null })
    const found = await verified(url)
    expect(found.code).toBe(0)
    expect(found.terminals[0]?.problem).toMatch(
      /rows 1 to \d+ were not sent before the terminal removed them/,
    )
  })
})

describe('what stands in the way', () => {
  test('no server: UNREACHABLE, with the count of what it has not', async () => {
    const { url } = await center()
    const home = newHome()
    await checkIn(home, 4)
    await forward(home, url)
    await checkIn(home, 3)
    const nowhere = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`
    expect(await forward(home, nowhere)).toMatchObject({
      code: 1,
      json: { sent: 0, behind: 3, problem: 'UNREACHABLE' },
    })
  })

  test('a database without the schema, and a role that is nobody here: REFUSED', async () => {
    const { url, sql, name } = await center()
    const home = newHome()
    await checkIn(home, 1)
    const bare = await cluster().createDatabase('bare')
    expect(await forward(home, bare)).toMatchObject({ code: 1, json: { problem: 'REFUSED' } })
    await sql('CREATE ROLE nobody_here LOGIN')
    expect(await forward(home, cluster().url(name, 'nobody_here'))).toMatchObject({
      code: 1,
      json: { problem: 'REFUSED' },
    })
    for (const act of ['status', 'verify'] as const)
      expect(await uketsuke('center', act, '--database', bare)).toMatchObject({ code: 2, json: null })
    expect(await uketsuke('center', 'status', '--database', url)).toMatchObject({ code: 0, json: [] })
  })

  test('a home without a journal, and an address that is none: nothing is done', async () => {
    const { url } = await center()
    expect(await forward(newHome(), url)).toMatchObject({ code: 2, json: null })
    const home = newHome()
    await checkIn(home, 1)
    for (const address of [
      'http://x/y',
      'postgresql://db.example/x?sslmode=disable',
      'postgresql://h:99999/x',
    ])
      expect(await forward(home, address)).toMatchObject({ code: 2, json: null })
    expect(await uketsuke('forward', '--once', '--home', home)).toMatchObject({
      code: 2,
      said: expect.stringContaining('center.url'),
    })
  })

  test('the first host that takes rows is found among several', async () => {
    const { name } = await center()
    const home = newHome()
    await checkIn(home, 2)
    const url = `postgresql://postgres@127.0.0.1:${await freePort()},127.0.0.1:${cluster().port}/${name}?target_session_attrs=read-write`
    expect(await forward(home, url)).toMatchObject(SENT(2))
    const socket = `postgresql://postgres@/${name}?host=${cluster().folder}&port=${cluster().port}`
    await checkIn(home, 1)
    expect(await forward(home, socket)).toMatchObject(SENT(1))
  })

  test('a server that only reads is waited for', async () => {
    const { name, url } = await center()
    const home = newHome()
    await checkIn(home, 2)
    await cluster().psql('postgres', `ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    expect(await forward(home, url)).toMatchObject({ code: 1, json: { problem: 'UNREACHABLE', behind: 2 } })
  })

  test('the server is killed and comes back: what was sent is there, the rest follows', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 700)
    const sending = forward(home, url)
    await cluster().stop('immediate')
    const first = await sending
    await cluster().start()
    const { sent } = (first.json ?? { sent: 0 }) as { sent: number }
    expect(Number(await sql('SELECT count(*) FROM uketsuke.row'))).toBeGreaterThanOrEqual(sent)
    expect((await forward(home, url)).json).toMatchObject({ behind: 0, problem: null })
    expect(await sql('SELECT count(*), count(DISTINCT seq), max(seq) FROM uketsuke.row')).toBe('700|700|700')
    expect((await verified(url)).code).toBe(0)
  })
})

describe('verify names the first bad row', () => {
  const TAMPERED: readonly (readonly [string, string, number | null])[] = [
    ['a body', `UPDATE uketsuke.row SET body = replace(body, 'accept', 'refuse') WHERE seq = 7`, 7],
    ['a body that is no JSON any more', `UPDATE uketsuke.row SET body = 'x' WHERE seq = 8`, 8],
    ['a code', `UPDATE uketsuke.row SET mac = '\\x00' WHERE seq = 9`, 9],
    ['a number', 'UPDATE uketsuke.row SET seq = 99 WHERE seq = 20', 20],
    ['one missing', 'DELETE FROM uketsuke.row WHERE seq = 11', 11],
    ['the last missing', 'DELETE FROM uketsuke.row WHERE seq > 25', 26],
    ['all missing', 'DELETE FROM uketsuke.row', 1],
    [
      'one put in',
      'INSERT INTO uketsuke.row (terminal, seq, body, mac) SELECT terminal, 31, body, mac FROM uketsuke.row WHERE seq = 30',
      31,
    ],
    ['heads missing', 'DELETE FROM uketsuke.head WHERE seq > 15', 11],
    [
      'rows and heads missing in the middle',
      'DELETE FROM uketsuke.row WHERE seq BETWEEN 11 AND 20; DELETE FROM uketsuke.head WHERE seq = 20',
      11,
    ],
    [
      'the end gone with its head',
      'DELETE FROM uketsuke.row WHERE seq > 20; DELETE FROM uketsuke.head WHERE seq > 20',
      21,
    ],
    ['a signature', `UPDATE uketsuke.head SET signature = repeat('A', 86) WHERE seq = 20`, 11],
    ['a body with its seal made anew', `UPDATE uketsuke.row SET seal = sha256('x') WHERE seq = 13`, 13],
  ]
  let signed: CenterDatabase | null = null
  beforeAll(async () => {
    signed = await center()
    const home = newHome()
    for (let batch = 0; batch < 3; batch += 1) {
      await checkIn(home, 10)
      await forward(home, signed.url)
    }
  })

  test.each(TAMPERED)('%s', async (_, sql, firstBad) => {
    const { url, sql: run } = await copyOfDatabase(signed?.name ?? '')
    await run(sql)
    expect(await verified(url)).toMatchObject({ code: 1, terminals: [{ ok: false, firstBad }] })
  })

  test('with keys from elsewhere: of each terminal its own, and what is not there is missed', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 10)
    await forward(home, url)
    const [terminal = '', key = ''] = (await sql('SELECT id, public_key FROM uketsuke.terminal')).split('|')
    const file = join(home, 'keys')
    const said = async (text: string) => {
      writeFileSync(file, text)
      return verified(url, '--keys', file)
    }
    expect(await said(`# pinned\n${terminal} ${key}\n`)).toMatchObject({ code: 0, said: '' })
    expect((await said(JSON.stringify({ [terminal]: key }))).code).toBe(0)
    expect((await said(JSON.stringify([key]))).code).toBe(0)
    expect((await said(`${terminal} ${'A'.repeat(43)}`)).terminals).toMatchObject([
      { ok: false, firstBad: 1 },
    ])
    const gone = await said(`${key}\n00000000-0000-4000-8000-000000000000 ${key}`)
    expect(gone).toMatchObject({ code: 1, terminals: [{ ok: true }, { ok: false, entries: 0 }] })
    writeFileSync(file, 'no key')
    expect(await uketsuke('center', 'verify', '--database', url, '--keys', file)).toMatchObject({ code: 2 })
    // The table's own keys are believed, and that is said.
    expect((await verified(url)).said).toContain('believed')
    // Anybody who has the database can put another key there; an auditor who has pinned it is not deceived.
    await sql(`UPDATE uketsuke.terminal SET public_key = repeat('A', 43)`)
    expect((await verified(url)).code).toBe(1)
    expect((await said(`${terminal} ${key}`)).code).toBe(0)
  })

  test('a month that the retention has removed is no loss', async () => {
    const { url, sql } = await center()
    const home = newHome()
    await checkIn(home, 10)
    await forward(home, url)
    await sql(`SELECT uketsuke.drop_months_before('2100-01-01'); SELECT uketsuke.make_months()`)
    await sql(`UPDATE uketsuke.head SET received_at = '2001-01-15'`)
    await checkIn(home, 5)
    expect(await forward(home, url)).toMatchObject(SENT(5))
    const found = await verified(url)
    expect(found).toMatchObject({ code: 0, terminals: [{ entries: 5, ok: true }] })
    expect(found.terminals[0]?.problem).toContain('removed with their month')
  })

  test('heads go with their months, but for the last of each, and what is left still proves the rest', async () => {
    const { url, sql } = await center()
    const home = newHome()
    const months = ['2024_01', '2024_02', '2024_03']
    for (const month of months) {
      const day = `${month.replace('_', '-')}-01`
      await sql(`SELECT uketsuke.make_month('row', 'row_${month}', '${day} 00:00+09',
        (('${day}'::timestamp + interval '1 month') AT TIME ZONE 'Asia/Tokyo')::text)`)
      for (let batch = 0; batch < 3; batch += 1) {
        await checkIn(home, 2)
        await forward(home, url)
      }
      const then = `received_at = '${day} 12:00+09' WHERE received_at > '2025-01-01'`
      await sql(`UPDATE uketsuke.row SET ${then}; UPDATE uketsuke.head SET ${then}`)
    }
    await checkIn(home, 2)
    await forward(home, url)
    await sql(`INSERT INTO uketsuke.head SELECT terminal, 'claim', journal, seq, seq, digest, seq, sha256(n::text::bytea), rows, at, key,
      signature, '2024-01-02'::timestamptz + n * interval '1 day' FROM uketsuke.head, generate_series(1, 3) n WHERE seq = 2`)
    const heads = () =>
      sql(`SELECT kind, count(*), string_agg(DISTINCT to_char(received_at AT TIME ZONE 'Asia/Tokyo', 'MM'), ' ')
        FROM uketsuke.head WHERE received_at < '2025-01-01' GROUP BY kind ORDER BY kind`)
    expect(await heads()).toBe('batch|9|01 02 03\nclaim|3|01')
    expect(await sql(`SELECT uketsuke.drop_months_before('2024-03-20')`)).toBe('2')
    expect(await heads()).toBe('batch|5|01 02 03\nclaim|1|01')
    const kept = await verified(url)
    expect(kept).toMatchObject({ code: 0, terminals: [{ ok: true, entries: 8 }] })
    expect(kept.terminals[0]?.problem).toBe('rows 1 to 12 removed with their month by the retention')
    await checkIn(home, 1)
    expect(await forward(home, url)).toMatchObject(SENT(1))
    expect((await verified(url)).code).toBe(0)
    // Of a month that is held nothing can be taken out with its heads.
    await sql('DELETE FROM uketsuke.row WHERE seq IN (13, 14); DELETE FROM uketsuke.head WHERE seq = 14')
    expect((await verified(url)).terminals).toMatchObject([{ ok: false, firstBad: 13 }])
  })
})

test('status tells what is held, and since when nothing was left to send', async () => {
  const { url } = await center()
  const home = newHome()
  await checkIn(home, 3)
  await forward(home, url)
  const { code, json } = await uketsuke('center', 'status', '--database', url)
  expect(code).toBe(0)
  expect(json).toEqual([
    {
      terminal: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: expect.any(String),
      entries: 3,
      lastAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+09:00$/),
      head: expect.objectContaining({ seq: 3 }),
      behindSeconds: expect.any(Number),
    },
  ])
})

test('init may be called again and by several at once', async () => {
  const url = await cluster().createDatabase('several')
  const all = await Promise.all(
    Array.from({ length: 4 }, () => uketsuke('center', 'init', '--database', url)),
  )
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(await uketsuke('center', 'init', '--database', url)).toMatchObject({
    code: 0,
    json: { version: SCHEMA_VERSION, done: [], months: 0 },
  })
  await cluster().psql('several', `INSERT INTO uketsuke.migration (number, name) VALUES (99, 'later')`)
  expect(await uketsuke('center', 'init', '--database', url)).toMatchObject({ code: 2, json: null })
})

test('a journal that is open at a desk is forwarded all the same', async () => {
  const { url } = await center()
  const home = newHome()
  const journal = openHome(home, {})
  addVisits(journal, 12)
  expect((await forward(home, url)).json).toMatchObject({ behind: 0, problem: null })
  addVisits(journal, 2)
  expect(await forward(home, url)).toMatchObject({ code: 0 })
  journal.close()
  rmSync(home, { recursive: true })
})
