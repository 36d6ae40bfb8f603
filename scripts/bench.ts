/**
 * `npm run bench [-- NAME …] [--keep] [--check]`: one table of all measurements. `--keep` writes it to
 * docs/performance.md; `--check` fails when, since the table that was kept, a ratio has grown by more than a fifth or a
 * promise is newly missed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Row } from '../fixtures/bench-row.ts'
import { keptOf, keptSchema, pageOf, regressions } from './bench-table.ts'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'test', 'bench')
const KEPT = join(ROOT, 'docs', 'performance.json')
const PAGE = join(ROOT, 'docs', 'performance.md')

const moduleSchema = z.object({
  name: z.string(),
  run: z.custom<() => Promise<Row[]>>((value) => typeof value === 'function'),
})
const args = process.argv.slice(2)
const wanted = args.filter((arg) => !arg.startsWith('--'))
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.bench.ts'))
  .sort()
const table: { name: string; rows: Row[] }[] = []
const broken: string[] = []
for (const file of files) {
  if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue
  const { name, run } = moduleSchema.parse(await import(join(FOLDER, file)))
  console.error(`· ${name}`)
  try {
    table.push({ name, rows: await run() })
  } catch (error) {
    // The other figures are worth printing all the same; only a whole table is kept or compared.
    broken.push(name)
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}`
const text = pageOf(table, machine)
const measured = keptOf(table)
console.log(text)
if (broken.length > 0) {
  console.error(`not measured: ${broken.join(', ')}; nothing is kept or compared`)
  process.exitCode = 1
} else if (args.includes('--keep')) {
  writeFileSync(PAGE, text)
  writeFileSync(KEPT, `${JSON.stringify(measured, null, 2)}\n`)
}
if (broken.length === 0 && args.includes('--check')) {
  if (existsSync(KEPT)) {
    const worse = regressions(keptSchema.parse(JSON.parse(readFileSync(KEPT, 'utf8'))), measured)
    for (const one of worse) console.error(`worse than in the kept table: ${one}`)
    process.exitCode = worse.length > 0 ? 1 : 0
  } else {
    console.error('there is no kept table to compare with; type: npm run bench -- --keep')
    process.exitCode = 1
  }
}
