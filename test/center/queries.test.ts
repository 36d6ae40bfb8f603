/** docs/center-queries.md, run: each query as a reader, and what the page says of its plan. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { centerForTests, checkIn } from './support.ts'

const { center, home: newHome } = centerForTests()

const page = readFileSync(join(import.meta.dirname, '../../docs/center-queries.md'), 'utf8')

const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words)

/** The queries of the page, each with the words that its plan has and has not. */
const queries = [...page.matchAll(/```sql\n(.*?)```.*?Plan says: (.*?) Does not say: (.*?)\n/gs)].map(
  ([, query = '', says = '', saysNot = '']) => ({ query, says: quoted(says), saysNot: quoted(saysNot) }),
)

/** A month that ended long ago, of rows and of visits, made as `make_months` makes those to come. */
const OLD_MONTH = `
  SELECT uketsuke.make_month('row', 'row_2020_01', '2020-01-01 00:00+09', '2020-02-01 00:00+09'),
    uketsuke.make_month('visit_fact', 'visit_2020_01', '2020-01-01', '2020-02-01')`

test('the queries of docs/center-queries.md run as a reader, and their plans are as the page says', async () => {
  expect(queries).toHaveLength(page.split('```sql').length - 1)
  const { url, sql } = await center()
  const home = newHome()
  await checkIn(home, 50)
  expect(await uketsuke('forward', '--once', '--home', home, '--database', url)).toMatchObject({ code: 0 })
  await sql(`${OLD_MONTH}; ANALYZE`)
  const asReader = (query: string): Promise<string> =>
    sql(`SET ROLE uketsuke_reader; SET enable_seqscan = off; ${query}`)
  for (const { query, says, saysNot } of queries) {
    await asReader(query)
    const plan = await asReader(`EXPLAIN (COSTS OFF) ${query}`)
    expect(says.length * saysNot.length, query).toBeGreaterThan(0)
    for (const words of says) expect(plan, query).toContain(words)
    for (const words of saysNot) expect(plan, query).not.toContain(words)
  }
})
