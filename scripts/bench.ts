/**
 * `npm run bench [-- NAME …] [--keep] [--check]`: one table of all measurements. `--keep` writes it to
 * docs/performance.md; `--check` fails when a ratio has grown by more than a fifth since the table that was kept.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Row } from '../test/bench/row.ts'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'test', 'bench')
const KEPT = join(ROOT, 'docs', 'performance.json')
const PAGE = join(ROOT, 'docs', 'performance.md')
const GROWTH = 1.2

const moduleSchema = z.object({
  name: z.string(),
  run: z.custom<() => Promise<Row[]>>((value) => typeof value === 'function'),
})
const keptSchema = z.record(z.string(), z.number())

type Table = readonly { readonly name: string; readonly rows: readonly Row[] }[]

const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()

const line = (row: Row): string => {
  const ratio = row.ratio === undefined ? '' : `${number(row.ratio)} × ${row.baseline ?? ''}`
  const bound = row.bound === undefined ? '' : `${row.bound}${row.kept === false ? ' (missed)' : ''}`
  return `| ${row.what} | ${number(row.value)} ${row.unit} | ${row.spread ?? ''} | ${ratio} | ${bound} | ${row.runs} |`
}

const page = (table: Table, machine: string): string =>
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

const ratios = (table: Table): Record<string, number> =>
  Object.fromEntries(
    table.flatMap(({ name, rows }) =>
      rows.flatMap(({ what, ratio }) => (ratio === undefined ? [] : [[`${name}: ${what}`, ratio] as const])),
    ),
  )

const regressions = (table: Table): string[] => {
  if (!existsSync(KEPT)) return []
  const kept = keptSchema.parse(JSON.parse(readFileSync(KEPT, 'utf8')))
  return Object.entries(ratios(table)).flatMap(([what, ratio]) => {
    const before = kept[what]
    return before !== undefined && ratio > before * GROWTH
      ? [`${what}: ${number(before)} → ${number(ratio)}`]
      : []
  })
}

const args = process.argv.slice(2)
const wanted = args.filter((arg) => !arg.startsWith('--'))
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.bench.ts'))
  .sort()
const table: { name: string; rows: Row[] }[] = []
for (const file of files) {
  if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue
  const { name, run } = moduleSchema.parse(await import(join(FOLDER, file)))
  console.error(`· ${name}`)
  table.push({ name, rows: await run() })
}
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}`
const text = page(table, machine)
console.log(text)
if (args.includes('--keep')) {
  writeFileSync(PAGE, text)
  writeFileSync(KEPT, `${JSON.stringify(ratios(table), null, 2)}\n`)
}
if (args.includes('--check')) {
  const worse = regressions(table)
  for (const one of worse) console.error(`slower than the kept table: ${one}`)
  process.exitCode = worse.length > 0 ? 1 : 0
}
