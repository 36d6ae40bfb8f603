/** The table of all measurements: how it is written, what of it is kept, and what has become worse since. Pure. */
import { z } from 'zod'
import type { Row } from '../fixtures/bench-row.ts'

export type Table = readonly { readonly name: string; readonly rows: readonly Row[] }[]

/** The part of a table that is kept (`docs/performance.json`). Absolute figures are not: they belong to a machine. */
export const keptSchema = z.strictObject({
  /** By row. */
  ratios: z.record(z.string(), z.number()),
  /** Rows that did not keep their promise. */
  missed: z.array(z.string()),
})
export type Kept = z.infer<typeof keptSchema>

/** A ratio may grow by a fifth before it counts as a regression. */
const GROWTH = 1.2

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()

const line = (row: Row): string => {
  const ratio = row.ratio === undefined ? '' : `${number(row.ratio)} × ${row.baseline ?? ''}`
  const bound = row.bound === undefined ? '' : `${row.bound}${row.kept === false ? ' (missed)' : ''}`
  return `| ${row.what} | ${number(row.value)} ${row.unit} | ${row.spread ?? ''} | ${ratio} | ${bound} | ${row.runs} |`
}

/** The table as a page of Markdown. */
export const pageOf = (table: Table, machine: string): string =>
  [
    '# Measurements',
    '',
    'Written by `npm run bench -- --keep`. Medians; what counts is the ratio to the baseline of the same run.',
    `Machine: ${machine}.`,
    ...table.flatMap(({ name, rows }) => [
      '',
      `## ${name}`,
      '',
      '| what | median | spread | ratio to | promised | runs |',
      '|---|---|---|---|---|---|',
      ...rows.map(line),
    ]),
    '',
  ].join('\n')

/** Takes from the table what is kept. */
export const keptOf = (table: Table): Kept => {
  const rows = table.flatMap(({ name, rows: all }) =>
    all.map((row) => ({ ...row, name: `${name}: ${row.what}` })),
  )
  return {
    ratios: Object.fromEntries(
      rows.flatMap(({ name, ratio }) => (ratio === undefined ? [] : [[name, ratio]])),
    ),
    missed: rows.filter(({ kept }) => kept === false).map(({ name }) => name),
  }
}

/** Finds what has become worse: ratios that have grown by more than a fifth, and promises that were kept before. */
export const regressions = (before: Kept, now: Kept): string[] => [
  ...Object.entries(now.ratios).flatMap(([name, ratio]) => {
    const then = before.ratios[name]
    return then !== undefined && ratio > then * GROWTH
      ? [`${name}: ${number(then)} × → ${number(ratio)} ×`]
      : []
  }),
  ...now.missed
    .filter((name) => !before.missed.includes(name))
    .map((name) => `${name}: the promise is missed`),
]
