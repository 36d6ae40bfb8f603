import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { typed } from '../../../fixtures/typed.ts'

let folder = ''
let home = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-cli-'))
  home = join(folder, 'home')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = async (args: string[], input: unknown = '') => {
  const { code, out, said } = await typed(args, typeof input === 'string' ? input : JSON.stringify(input))
  return {
    code,
    out,
    said,
    get lines(): unknown[] {
      return out
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line))
    },
  }
}

const online = (id?: string) => ({
  ...(id === undefined ? {} : { id }),
  visitDate: '2026-11-22',
  presented: [{ type: 'my-number-card' }],
  reader: { state: 'read', identifiedBy: 'face' },
  online: { code: 1 },
})
const nothing = {
  id: 'b',
  visitDate: '2026-11-21',
  presented: [],
  reader: { state: 'failed', failure: 'card-unreadable' },
}

describe('check-in', () => {
  test('prints a line for each check-in, and goes on where it ended', async () => {
    const first = await run(['check-in', '--home', home], [online('a'), nothing, online()])
    expect(first.code).toBe(0)
    expect(first.lines).toEqual([
      { seq: 1, id: 'a', outcome: 'accept', reason: 'OK_ONLINE' },
      { seq: 2, id: 'b', outcome: expect.any(String), reason: expect.any(String) },
      { seq: 3, id: null, outcome: 'accept', reason: 'OK_ONLINE' },
    ])
    expect(first.said).toEqual([expect.stringContaining("warning: the journal's key")])
    const second = await run(['check-in', '-', '--home', home], [online('c')])
    expect(second.lines).toEqual([{ seq: 4, id: 'c', outcome: 'accept', reason: 'OK_ONLINE' }])
    expect(second.said).toEqual([])
    expect((await run(['journal', 'verify', '--home', home])).lines).toEqual([
      { entries: 4, ok: true, firstBad: null, problem: null, witness: null },
    ])
  })

  test('of no check-ins prints nothing', async () => {
    expect(await run(['check-in', '--home', home], [])).toMatchObject({ code: 0, out: '' })
  })

  test.each([
    ['not JSON', '{', 'standard input: not JSON'],
    ['not an array', {}, ''],
    ['a wrong day', [online('a'), { ...nothing, visitDate: '2026-02-30' }], '[1].visitDate:'],
    ['an unknown key', [{ ...nothing, myNumber: '1' }], '[0].myNumber: unknown key'],
    [
      'an individual number as id',
      [online('a'), online('123456789018')],
      '[1].id: holds an individual number',
    ],
    ['an id that is too long', [online('x'.repeat(81))], '[0].id: expected 1 to 80 characters'],
  ])('%s: one line on standard error, and nothing is written', async (_, input, said) => {
    const answer = await run(['check-in', '--home', home], input)
    expect(answer).toMatchObject({ code: 2, out: '' })
    expect(answer.said).toEqual([expect.stringContaining(said)])
    expect(answer.said[0]).not.toContain('123456789018')
    expect((await run(['journal', 'verify', '--home', home])).code).toBe(2)
  })

  test('without a home, with a home that is a file, and with one argument too many', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await run(['check-in'], [])).toMatchObject({ code: 2, said: ['--home: a folder is needed'] })
    expect(await run(['check-in', '--home', join(folder, 'file')], [online('a')])).toMatchObject({
      code: 2,
      out: '',
      said: [expect.stringContaining('not a folder')],
    })
    expect((await run(['check-in', 'a', 'b', '--home', home])).code).toBe(2)
    expect((await run(['check-in', '--house', home])).code).toBe(2)
  })
})

describe('journal', () => {
  const fill = () => run(['check-in', '--home', home], [online('a'), nothing, online('=1+1')])

  test('verify: exit 1 when it does not, 2 when there is nothing to verify', async () => {
    await fill()
    rmSync(join(home, 'journal.head'))
    const bad = await run(['journal', 'verify', '--home', home])
    expect(bad).toMatchObject({
      code: 1,
      lines: [{ entries: 3, ok: false, firstBad: null, problem: 'the head file is missing' }],
    })
    mkdirSync(join(folder, 'empty'))
    expect(await run(['journal', 'verify', '--home', join(folder, 'empty')])).toMatchObject({
      code: 2,
      out: '',
      said: [expect.stringContaining('no journal')],
    })
    expect((await run(['journal', 'verify', '--home', join(folder, 'nowhere')])).code).toBe(2)
  })

  test('export: rows as JSON Lines or CSV, by day', async () => {
    await fill()
    const rows = await run([
      'journal',
      'export',
      '--home',
      home,
      '--from',
      '2026-11-22',
      '--to',
      '2026-11-22',
    ])
    expect(rows.lines).toEqual([
      expect.objectContaining({ seq: 1, checkIn: 'a' }),
      expect.objectContaining({ seq: 3, checkIn: '=1+1' }),
    ])
    const csv = await run(['journal', 'export', '--home', home, '--format', 'csv'])
    expect(csv.out.split('\r\n').slice(1, -1)).toEqual([
      expect.stringMatching(/^1,/),
      expect.stringMatching(/^2,/),
      expect.stringContaining(`"'=1+1"`),
      expect.stringContaining('"書き出し"'),
    ])
    expect((await run(['journal', 'export', '--home', home, '--format', 'xml'])).code).toBe(2)
    expect(await run(['journal', 'export', '--home', home, '--from', '2026-11-31'])).toMatchObject({
      code: 2,
      said: [expect.stringContaining('--from')],
    })
  })

  test('stats: counts by day, road, outcome and reason', async () => {
    await fill()
    const [stats] = (await run(['journal', 'stats', '--home', home])).lines
    expect(stats).toMatchObject({
      visits: 3,
      days: { '2026-11-21': 1, '2026-11-22': 2 },
      roads: { online: 2 },
      outcomes: { accept: 2 },
      reasons: { OK_ONLINE: 2 },
    })
    expect((await run(['journal', 'stats', '--home', home, '--to', 'x'])).code).toBe(2)
  })

  test('a slip of today finds the journal set back tomorrow', async () => {
    await fill()
    const [slip] = (await run(['journal', 'slip', '--home', home])).lines
    const payload = JSON.parse(JSON.stringify(slip)).payload
    expect((await run(['journal', 'verify', '--home', home, '--slip', payload])).code).toBe(0)
    rmSync(home, { recursive: true })
    await fill()
    expect((await run(['journal', 'verify', '--home', home, '--slip', payload])).code).toBe(1)
    expect((await run(['journal', 'verify', '--home', home, '--slip', 'nonsense'])).code).toBe(2)
  })

  test('backup, restore, rotate-keys, purge, acknowledge and set-aside', async () => {
    await fill()
    const [backup] = (await run(['journal', 'backup', '--home', home])).lines
    const { path } = JSON.parse(JSON.stringify(backup))
    expect((await run(['journal', 'rotate-keys', '--home', home])).code).toBe(0)
    expect((await run(['journal', 'purge', '--home', home, '--years', '5'])).lines).toEqual([
      { rows: 0, oldest: null, newest: null, on: null },
    ])
    expect((await run(['journal', 'purge', '--home', home])).code).toBe(2)
    for (const years of ['101', '99999', '1e9'])
      expect(await run(['journal', 'purge', '--home', home, '--years', years])).toMatchObject({
        code: 1,
        said: [expect.stringContaining('at most 100')],
      })
    expect((await run(['journal', 'restore', '--home', home, '--file', path])).said).toEqual([
      expect.stringContaining('--why'),
    ])
    expect(
      (await run(['journal', 'restore', '--home', home, '--file', path, '--why', '見本'])).lines,
    ).toEqual([{ throughSeq: 3, missingThrough: 5, settings: 'none' }])
    rmSync(join(home, 'journal.head'))
    expect((await run(['journal', 'acknowledge', '--home', home, '--why', '見本'])).code).toBe(0)
    expect((await run(['journal', 'verify', '--home', home])).code).toBe(0)
    expect((await run(['journal', 'set-aside', '--home', home])).code).toBe(0)
    expect((await run(['journal', 'verify', '--home', home])).code).toBe(2)
    expect((await run(['journal', 'dance', '--home', home])).code).toBe(2)
  })
})

test('§15 what a command does is recorded as done by a command, whoever is named', async () => {
  await run(['check-in', '--home', home], [online('a')])
  await run(['journal', 'backup', '--home', home, '--staff', 'staff-00000001'])
  await run(['journal', 'acknowledge', '--home', home, '--why', '見本', '--staff', 'staff-00000001'])
  const exported = await run(['journal', 'export', '--home', home, '--staff', 'staff-00000001'])
  const again = await run(['journal', 'export', '--home', home])
  expect(exported.code).toBe(0)
  const rows = z
    .array(z.looseObject({ event: z.string(), channel: z.string().optional() }))
    .parse(again.lines)
  expect(rows.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['concluded', 'backed-up', 'loss-acknowledged', 'exported']),
  )
  expect(rows.filter(({ channel }) => channel !== 'command-line')).toEqual([])
})

describe('a restoring that was cut off', () => {
  const NOT_ENDED = expect.stringContaining('a restoring was begun and is not ended')
  const backupSchema = z.object({ path: z.string() })

  /** A home of three rows whose backup of the first was to be restored. */
  const cutOff = async (where: 'between the two names' | 'before the row'): Promise<void> => {
    await run(['check-in', '--home', home], [online('a')])
    const [line] = (await run(['journal', 'backup', '--home', home])).lines
    const { path } = backupSchema.parse(line)
    await run(['check-in', '--home', home], [online('b')])
    const database = join(home, 'journal.db')
    for (const beside of ['-wal', '-shm']) rmSync(`${database}${beside}`, { force: true })
    renameSync(database, join(folder, 'old.db'))
    copyFileSync(path, where === 'before the row' ? database : `${database}.new`)
    writeFileSync(
      join(home, 'journal.restoring'),
      JSON.stringify({
        staff: 'staff-1',
        why: '見本',
        at: '2026-11-22T09:00:00.000+09:00',
        throughSeq: 1,
        furthest: 3,
        settings: null,
      }),
    )
  }

  test.each(['between the two names', 'before the row'] as const)(
    '%s is named by who verifies, and ended by any command that writes',
    async (where) => {
      await cutOff(where)
      expect(await run(['journal', 'verify', '--home', home])).toMatchObject({
        code: 1,
        lines: [{ ok: false, firstBad: null, problem: NOT_ENDED }],
      })
      expect(await run(['journal', 'backup', '--home', home])).toMatchObject({ code: 0 })
      expect((await run(['journal', 'verify', '--home', home])).lines).toMatchObject([
        { ok: true, problem: 'rows 2 to 3 missing, as row 4 records' },
      ])
    },
  )

  test('is named by a command that only reads, while the database is missing', async () => {
    await cutOff('between the two names')
    expect(await run(['journal', 'stats', '--home', home])).toMatchObject({ code: 2, said: [NOT_ENDED] })
  })
})

test.each(['stats', 'export'])(
  '%s of days that end before they begin is refused, and leaves no row',
  async (act) => {
    await run(['check-in', '--home', home], [online('a')])
    expect(
      await run(['journal', act, '--home', home, '--from', '2026-11-23', '--to', '2026-11-22']),
    ).toMatchObject({ code: 2, out: '', said: [expect.stringContaining('--to: expected a day')] })
    expect((await run(['journal', 'verify', '--home', home])).lines).toMatchObject([{ entries: 1, ok: true }])
  },
)
