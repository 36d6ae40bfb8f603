/** Restores terminals from a real PostgreSQL: after every kind of loss, and from centers that say something else. */
import { sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { centerHeadText, NO_ROWS, nextRows } from '../../main/center/center-head.ts'
import { lookAtCenter, newPublishingKey } from '../../main/center/index.ts'
import { readSettings, writeSettings } from '../../main/desk/office/settings.ts'
import { firstDigest, nextDigest } from '../../main/journal/index.ts'
import { openHome } from '../unit/journal/support.ts'
import { openForReadingRows } from './rows-of-home.ts'
import { centerForTests, checkIn, invited, verified } from './support.ts'

const { center, home: newHome, copyOf } = centerForTests()

const forward = (home: string, url: string) =>
  uketsuke('forward', '--once', '--home', home, '--database', url)
const restore = (home: string, url: string, ...more: readonly string[]) =>
  uketsuke('journal', 'restore', '--from-center', '--home', home, '--database', url, '--why', '見本', ...more)
const rowsOf = (home: string): readonly string[] => openForReadingRows(home).rows
const whole = async (home: string) => {
  expect(await uketsuke('journal', 'verify', '--home', home)).toMatchObject({ code: 0, json: { ok: true } })
}
const removeJournal = (home: string): void => {
  for (const name of readdirSync(home))
    if (/^(?:journal\.db|journal\.head|anchors\.log)/.test(name)) rmSync(join(home, name))
}

/** A terminal with staff, settings and a key sheet that is enrolled and has sent everything. */
const enrolled = async (url: string, visits = 20) => {
  const home = newHome()
  await checkIn(home, visits)
  const journal = openHome(home)
  await journal.staff.add({ by: 'reception', name: '見本 花子', role: 'administrator', pin: '4711' })
  journal.close()
  writeSettings(home, { ...readSettings(home).settings, clinicName: '見本診療所' })
  const sheet = join(dirname(home), 'sheet.json')
  const made = await uketsuke('journal', 'key-sheet', '--home', home)
  writeFileSync(sheet, JSON.stringify(made.json))
  const { code, terminal } = await invited(url)
  await uketsuke('forward', 'enrol', code, '--home', home, '--database', url)
  expect(await forward(home, url)).toMatchObject({ code: 0 })
  return { home, terminal, sheet }
}

describe('a terminal that was set back', () => {
  test('gets the rows behind its copy again, and forwarding goes on under the same id', async () => {
    const { url } = await center()
    const { home, terminal } = await enrolled(url)
    const old = copyOf(home)
    await checkIn(home, 15)
    await forward(home, url)
    const rows = rowsOf(home)
    expect(await forward(old, url)).toMatchObject({ json: { problem: 'DIVERGED' } })
    const { code, json, said } = await restore(old, url)
    expect({ code, said }).toMatchObject({ code: 0 })
    expect(json).toMatchObject({
      throughSeq: rows.length,
      missingThrough: null,
      rows: 15,
      other: null,
      staff: 'center',
      signingKey: 'center',
      enrolment: 'center',
    })
    expect(rowsOf(old).slice(0, rows.length)).toEqual(rows)
    await whole(old)
    await checkIn(old, 1)
    // The restoring's own row and the visit.
    expect(await forward(old, url)).toMatchObject({ code: 0, json: { sent: 2, behind: 0, problem: null } })
    expect((await verified(url)).terminals).toMatchObject([{ terminal, ok: true }])
    expect(await restore(old, url)).toMatchObject({
      code: 2,
      json: null,
      said: expect.stringContaining('holds every row'),
    })
  })

  test('and has gone on writing: its other rows lie aside, and are named on record', async () => {
    const { url } = await center()
    const { home } = await enrolled(url)
    const old = copyOf(home)
    const before = rowsOf(home).length
    await checkIn(home, 4)
    await forward(home, url)
    await checkIn(old, 7)
    const { json, said } = await restore(old, url)
    expect(json).toMatchObject({
      throughSeq: before + 4,
      missingThrough: before + 7,
      other: { from: before + 1, to: before + 7 },
    })
    expect(said).toContain('lie in aside/')
    expect(readdirSync(join(old, 'aside')).some((name) => name.endsWith('journal.db'))).toBe(true)
    const last = rowsOf(old).at(-1)
    expect(last).toContain('"event":"restored"')
    expect(last).toContain(`"otherFrom":${before + 1},"otherTo":${before + 7}`)
    await whole(old)
    expect(await forward(old, url)).toMatchObject({ code: 0, json: { behind: 0, problem: null } })
    expect((await verified(url)).terminals).toMatchObject([{ ok: true }])
  })
})

describe('a terminal whose journal is gone', () => {
  test('with its keys: rows, staff, signing key and enrolment come back, and it goes on as itself', async () => {
    const { url } = await center()
    const { home } = await enrolled(url)
    const rows = rowsOf(home)
    removeJournal(home)
    expect(await restore(home, url)).toMatchObject({
      code: 0,
      json: { rows: rows.length, staff: 'center', signingKey: 'center', enrolment: 'center' },
    })
    expect(rowsOf(home).slice(0, -1)).toEqual(rows)
    await whole(home)
    expect(await forward(home, url)).toMatchObject({ code: 0, json: { sent: 1, problem: null } })
  })

  test('with the key sheet alone, on another machine: nothing is sent from there until it takes the terminal over', async () => {
    const { url } = await center()
    const { home, sheet } = await enrolled(url)
    const rows = rowsOf(home)
    rmSync(home, { recursive: true })
    const machine = newHome()
    expect(await restore(machine, url, '--sheet', sheet)).toMatchObject({
      code: 0,
      json: { rows: rows.length, settings: 'restored', staff: 'center' },
    })
    expect(rowsOf(machine).slice(0, -1)).toEqual(rows)
    expect(readSettings(machine).settings.clinicName).toBe('見本診療所')
    const journal = openHome(machine)
    expect(journal.staff.members()).toMatchObject([{ name: '見本 花子', role: 'administrator' }])
    journal.close()
    await whole(machine)
    expect(await forward(machine, url)).toMatchObject({
      code: 1,
      json: { sent: 0, problem: 'ELSEWHERE' },
      said: expect.stringContaining('journal take-over'),
    })
    expect(await lookAtCenter(machine, url)).toEqual({ state: 'elsewhere' })
    expect(
      await uketsuke('journal', 'take-over', '--home', machine, '--why', '見本: 端末の交換'),
    ).toMatchObject({
      code: 0,
    })
    expect(await forward(machine, url)).toMatchObject({ code: 0, json: { problem: null } })
    const { terminal } = (await verified(url)).terminals[0] ?? { terminal: '' }
    expect(rowsOf(machine).at(-1)).toContain(`"counter":"${terminal}"`)
    expect(await uketsuke('journal', 'take-over', '--home', machine, '--why', '見本')).toMatchObject({
      code: 2,
    })
  })

  test('with a backup and its keys: the rows behind it come from the center', async () => {
    const { url, sql } = await center()
    const { home } = await enrolled(url)
    const made = await uketsuke('journal', 'backup', '--home', home, '--file', dirname(home))
    const { path } = made.json as { path: string }
    await checkIn(home, 5)
    await forward(home, url)
    const rows = rowsOf(home)
    await sql('DELETE FROM uketsuke.sealed_copy')
    removeJournal(home)
    expect(await restore(home, url, '--file', path)).toMatchObject({
      code: 0,
      json: { staff: 'backup', signingKey: 'backup', enrolment: 'backup' },
    })
    expect(rowsOf(home).slice(0, -1)).toEqual(rows)
    await whole(home)
  })

  test.each([
    [
      'is no database any more',
      (bytes: Buffer) => Buffer.from(bytes.subarray(0, 40).map((byte) => byte ^ 1)),
    ],
    ['has a page that cannot be read', (bytes: Buffer) => bytes.fill(0, bytes.length - 8_192)],
  ])('a file that %s is replaced, and lies aside', async (_, damage) => {
    const { url, sql } = await center()
    const { home } = await enrolled(url, 200)
    openHome(home).close()
    await forward(home, url)
    const rows = rowsOf(home)
    await sql('DELETE FROM uketsuke.sealed_copy')
    const file = join(home, 'journal.db')
    writeFileSync(file, damage(readFileSync(file)))
    expect(await restore(home, url)).toMatchObject({ code: 0, json: { rows: rows.length } })
    expect(rowsOf(home).slice(0, rows.length)).toEqual(rows)
    await whole(home)
  })

  test('without a sealed copy it is said what does not come back', async () => {
    const { url, sql } = await center()
    const { home } = await enrolled(url)
    await sql('DELETE FROM uketsuke.sealed_copy')
    removeJournal(home)
    const { code, json, said } = await restore(home, url)
    expect({ code, json }).toMatchObject({
      code: 0,
      json: { staff: 'nowhere', signingKey: 'nowhere', enrolment: 'nowhere' },
    })
    expect(said).toContain('administrator')
    expect(said).toContain('--replaces')
    await whole(home)
  })

  test('no key here and none at the center: nothing is made', async () => {
    const { url, sql } = await center()
    const { home, sheet } = await enrolled(url)
    await sql('DELETE FROM uketsuke.sealed_copy')
    rmSync(home, { recursive: true })
    const machine = newHome()
    for (const more of [[], ['--sheet', sheet]]) {
      expect(await restore(machine, url, ...more)).toMatchObject({ code: 2, json: null })
      expect(existsSync(join(machine, 'journal.db'))).toBe(false)
    }
  })

  test('what the retention of the center has removed is said, and a backup mends it', async () => {
    const { url, sql } = await center()
    const { home } = await enrolled(url)
    await forward(home, url)
    const made = await uketsuke('journal', 'backup', '--home', home, '--file', dirname(home))
    await sql(`SELECT uketsuke.drop_months_before('2100-01-01'); SELECT uketsuke.make_months()`)
    await sql(`UPDATE uketsuke.head SET received_at = '2001-01-15'`)
    await checkIn(home, 3)
    await forward(home, url)
    const rows = rowsOf(home)
    removeJournal(home)
    const refused = await restore(home, url)
    expect(refused).toMatchObject({ code: 2, json: null })
    expect(refused.said).toContain('retention has removed')
    const { path } = made.json as { path: string }
    expect(await restore(home, url, '--file', path)).toMatchObject({ code: 0 })
    expect(rowsOf(home).slice(0, -1)).toEqual(rows)
    await whole(home)
  })
})

describe('a center that says something else is refused, and the home stays as it was', () => {
  test.each([
    ['a body', `UPDATE uketsuke.row SET body = replace(body, 'accept', 'refuse') WHERE seq = 7`],
    ['a row that is gone', 'DELETE FROM uketsuke.row WHERE seq = 9'],
    ['the end gone', 'DELETE FROM uketsuke.row WHERE seq > 12'],
    ['the heads gone', 'DELETE FROM uketsuke.head'],
    ['another key', `UPDATE uketsuke.terminal SET public_key = repeat('A', 43)`],
  ])('%s', async (_, tampering) => {
    const { url, sql } = await center()
    const { home } = await enrolled(url, 10)
    const old = copyOf(home)
    await checkIn(home, 4)
    await forward(home, url)
    await sql(tampering)
    const rows = rowsOf(old)
    expect(await restore(old, url)).toMatchObject({ code: 2, json: null })
    expect(rowsOf(old)).toEqual(rows)
    await whole(old)
  })

  test('rows of somebody who has the database and signs them anew with a key of their own', async () => {
    const { url, sql } = await center()
    const { home, terminal } = await enrolled(url, 10)
    const other = await enrolled(url, 12)
    // Rows, heads and key of another terminal, under the id of this one: each head is signed over another id.
    await sql(`DELETE FROM uketsuke.row WHERE terminal = '${terminal}'; DELETE FROM uketsuke.head WHERE terminal = '${terminal}';
      UPDATE uketsuke.terminal SET public_key = (SELECT public_key FROM uketsuke.terminal WHERE id = '${other.terminal}') WHERE id = '${terminal}'`)
    removeJournal(home)
    expect(await restore(home, url, '--terminal', terminal)).toMatchObject({ code: 2, json: null })
    // The other terminal's rows, honestly given, are not this journal's.
    const refused = await restore(home, url, '--terminal', other.terminal)
    expect(refused).toMatchObject({ code: 2, json: null })
    expect(refused.said).toContain('not those of this journal')
    expect(existsSync(join(home, 'journal.db'))).toBe(false)
  })

  test('a tail that was cut off, with every head signed anew by whoever has the database', async () => {
    const { url, sql } = await center()
    const { home, terminal } = await enrolled(url, 10)
    const old = copyOf(home)
    await checkIn(home, 4)
    await forward(home, url)
    // The last row is taken out, and a head of one batch over the rest is signed with another key, which the table then names.
    const { pem, publicKey } = newPublishingKey()
    await sql('DELETE FROM uketsuke.row WHERE seq = (SELECT max(seq) FROM uketsuke.row)')
    const rows = (await sql(`SELECT seq, encode(seal, 'hex') FROM uketsuke.row ORDER BY seq`)).split('\n')
    const bodies = openForReadingRows(home).rows.map((row) => row.split(' ').slice(2).join(' '))
    const { journal } = openForReadingRows(home)
    const first = firstDigest(journal, 0)
    const head = {
      terminal,
      kind: 'batch' as const,
      journal,
      prev: 0,
      after: 0,
      before: first,
      seq: rows.length,
      digest: rows.reduce((digest, _, index) => nextDigest(digest, index + 1, bodies[index] ?? ''), first),
      rows: rows.map((row) => row.split('|')[1] ?? '').reduce(nextRows, NO_ROWS),
      at: '2026-11-29T09:00:00.000+09:00',
    }
    const signature = sign(null, Buffer.from(centerHeadText(head)), pem).toString('base64url')
    await sql(`DELETE FROM uketsuke.head; UPDATE uketsuke.place SET seq = ${rows.length};
      UPDATE uketsuke.terminal SET public_key = '${publicKey}';
      INSERT INTO uketsuke.head (terminal, kind, journal, prev, after, before, seq, digest, rows, at, key, signature)
      VALUES ('${terminal}', 'batch', '${journal}', 0, 0, '\\x${head.before}', ${head.seq}, '\\x${head.digest}',
        '\\x${head.rows}', '${head.at}', '${publicKey}', '${signature}')`)
    // By the keys of its own table the center is whole: only the journal knows better.
    expect((await verified(url)).terminals).toMatchObject([{ ok: true }])
    const refused = await restore(old, url)
    expect(refused).toMatchObject({ code: 2, json: null })
    expect(refused.said).toContain('names another key')
    await whole(old)
  })

  test('a public key that is not the one on the slip, a terminal that is not there, several of them', async () => {
    const { url } = await center()
    const { home } = await enrolled(url, 3)
    await enrolled(url, 3)
    removeJournal(home)
    expect((await restore(home, url)).said).toContain('--terminal')
    expect((await restore(home, url, '--terminal', '00000000-0000-4000-8000-000000000000')).said).toContain(
      'does not know',
    )
    const { terminals } = await verified(url)
    expect(
      (await restore(home, url, '--terminal', terminals[0]?.terminal ?? '', '--key', 'A'.repeat(43))).said,
    ).toContain('another key')
  })
})
