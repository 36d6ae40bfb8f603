/** Servers of an odd make: databases of other encodings, and clocks that are years off. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCluster } from '../../fixtures/center/cluster.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { lookAtCenter } from '../../main/center/look.ts'
import { TABLES } from '../../main/center/schema/tables.ts'
import { clocksIn } from '../long/center-network/clocks.ts'
import { centerForTests, checkIn, verified } from './support.ts'

const { cluster, home: newHome } = centerForTests()

test.each(['SQL_ASCII', 'EUC_JP', 'LATIN1'])(
  'no center is made in a database in %s, and it is said what to make',
  async (encoding) => {
    const name = encoding.toLowerCase()
    await cluster().psql(
      'postgres',
      `CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
    )
    const made = await uketsuke('center', 'init', '--database', cluster().url(name))
    expect(made).toMatchObject({ code: 2, json: null })
    expect(made.said).toContain(`its encoding is ${encoding}, a center needs UTF8`)
    expect(await cluster().psql(name, `SELECT count(*) FROM pg_namespace WHERE nspname = 'uketsuke'`)).toBe(
      '0',
    )
  },
)

test.each(['SQL_ASCII', 'EUC_JP'])(
  'a center that there is in %s is brought up to date, and it is said what it lacks',
  async (encoding) => {
    const name = `old_${encoding.toLowerCase()}`
    await cluster().psql(
      'postgres',
      `CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
    )
    await cluster().psql(
      name,
      `CREATE SCHEMA uketsuke; CREATE TABLE uketsuke.migration (number integer PRIMARY KEY, name text NOT NULL, done_at timestamptz NOT NULL DEFAULT now());
     INSERT INTO uketsuke.migration (number, name) VALUES (1, 'tables'); ${TABLES}`,
    )
    const done = await uketsuke('center', 'init', '--database', cluster().url(name))
    expect(done).toMatchObject({ code: 0, json: { encoding } })
    expect(done.said).toContain(`its encoding is ${encoding}: it keeps every row`)
  },
)

const YEAR = 365 * 86_400

test('a server whose clock is years off takes the rows, and its clock is said', async ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'center-clock-'))
  // The server runs under another account, and looks up its clock there.
  chmodSync(folder, 0o755)
  const clock = clocksIn(folder)?.('server')
  if (clock === undefined) skip('there is no C compiler')
  else {
    const odd = await createCluster({ env: clock.env })
    try {
      const url = await odd.createDatabase('center')
      expect(await uketsuke('center', 'init', '--database', url)).toMatchObject({ code: 0 })
      const home = newHome()
      let rows = 0
      for (const [years, state] of [
        [0, 'ready'],
        [10, 'clock'],
        [-10, 'clock'],
        [0, 'ready'],
      ] as const) {
        clock.set(years * YEAR)
        await checkIn(home, 1)
        rows += 1
        expect(await uketsuke('forward', '--once', '--home', home, '--database', url)).toMatchObject({
          code: 0,
          json: { sent: 1, behind: 0, problem: null },
        })
        expect(await lookAtCenter(home, url)).toEqual({ state })
      }
      expect(await odd.psql('center', 'SELECT count(*) FROM uketsuke.row')).toBe(String(rows))
      expect((await verified(url)).terminals).toMatchObject([{ ok: true, entries: rows }])
    } finally {
      await odd.remove()
    }
  }
  rmSync(folder, { recursive: true, force: true })
})
