import { expect, test } from 'vitest'
import type { Row } from '../../../fixtures/bench-row.ts'
import { keptOf, keptSchema, pageOf, regressions } from '../../../scripts/bench-table.ts'

const row = (more: Partial<Row>): Row => ({ what: 'start', value: 900, unit: 'ms', runs: 7, ...more })
const table = (...rows: Row[]) => [{ name: 'shell', rows }]
const kept = (...rows: Row[]) => keptOf(table(...rows))

test('each figure stands in the table with its spread, its baseline, its promise and its runs', () => {
  const page = pageOf(
    table(
      row({
        spread: '800–1000',
        baseline: 'an empty window',
        ratio: 1.4,
        bound: 'at most 1.5 ×',
        kept: true,
      }),
    ),
    'a machine',
  )
  expect(page).toContain('| start | 900 ms | 800–1000 | 1.4 × an empty window | at most 1.5 × | 7 |')
  expect(page).toContain('Machine: a machine.')
})

test('a promise that is not kept is said in the table', () => {
  expect(pageOf(table(row({ bound: 'under 5 ms', kept: false })), '')).toContain('under 5 ms (missed)')
})

test('a ratio that grows by more than a fifth is a regression; one that grows by less, falls or is new is none', () => {
  const before = kept(row({ ratio: 1 }))
  expect(regressions(before, kept(row({ ratio: 1.21 })))).toEqual(['shell: start: 1 × → 1.21 ×'])
  expect(regressions(before, kept(row({ ratio: 1.2 })))).toEqual([])
  expect(regressions(before, kept(row({ ratio: 0.5 })))).toEqual([])
  expect(regressions(before, kept(row({ what: 'memory', ratio: 9 })))).toEqual([])
})

test('a promise that was kept and is missed now is a regression; one that was missed before is none', () => {
  const missed = kept(row({ bound: 'under 5 ms', kept: false }))
  expect(regressions(kept(row({ bound: 'under 5 ms', kept: true })), missed)).toHaveLength(1)
  expect(regressions(missed, missed)).toEqual([])
})

test('absolute figures are not compared: they belong to a machine', () => {
  expect(regressions(kept(row({ value: 1 })), kept(row({ value: 100 })))).toEqual([])
})

test('what is kept can be read back', () => {
  const now = kept(row({ ratio: 1.4, kept: false }))
  expect(keptSchema.parse(JSON.parse(JSON.stringify(now)))).toEqual(now)
})
