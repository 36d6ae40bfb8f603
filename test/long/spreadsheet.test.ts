/** Opens an exported CSV in LibreOffice and looks at what each cell has become there. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome, openHome } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'

const OFFICE = '/usr/bin/soffice'

/** Texts that look like a number, a date or a truth value, and name a patient. */
const IDENTIFIERS = [
  '0012345',
  '1-2',
  '3-4-5',
  '1E5',
  '0E10',
  '1234567890123456',
  '2026/1/2',
  '2026-11-22',
  'MAR1',
  'R8.1.1',
  '令和8年1月2日',
  '１２３',
  'TRUE',
  '12:30',
  '1,234',
  '50%',
  'A-12',
  '診-7',
]
/** Texts that a spreadsheet would calculate. */
const FORMULAS = [
  '=1+1',
  '\n=1+1',
  'a\n=1+1',
  ' =1+1',
  '\t=1+1',
  '+81',
  '-1',
  '@SUM(A1)',
  '＝1+1',
  '\u202e=1+1',
  '\ufeff=1+1',
]

type Cell = { readonly formula: string | null; readonly type: string; readonly text: string }

const unescaped = (xml: string): string =>
  xml.replace(/&(quot|apos|lt|gt|amp|#x[0-9a-f]+|#\d+);/gi, (_, name: string) => {
    const named: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }
    if (!name.startsWith('#')) return named[name] ?? ''
    return String.fromCodePoint(Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1)))
  })

/** The cells of a flat OpenDocument sheet, row by row; empty ones are left out. */
const cellsOf = (document: string): readonly (readonly Cell[])[] =>
  [...document.matchAll(/<table:table-row[\s\S]*?<\/table:table-row>/g)].map(([row]) =>
    [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g)].map(
      ([, attributes = '', content = '']) => ({
        formula: unescaped(/table:formula="([^"]*)"/.exec(attributes)?.[1] ?? '') || null,
        type: /office:value-type="([^"]*)"/.exec(attributes)?.[1] ?? '',
        text: [...content.matchAll(/<text:p>([\s\S]*?)<\/text:p>/g)]
          .map(([, text = '']) => unescaped(text.replace(/<[^>]*>/g, '')))
          .join('\n'),
      }),
    ),
  )

// The set-up of `npm run test:long` installs LibreOffice on Debian.
describe.skipIf(!existsSync(OFFICE))('an exported CSV in LibreOffice', () => {
  let folder = ''
  let cells: readonly Cell[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uketsuke-spreadsheet-'))
    const journal = openHome(makeHome())
    for (const [index, patientNumber] of [...IDENTIFIERS, ...FORMULAS].entries())
      journal.append(visit(index, { patientNumber }))
    const exported = journal.export({ staff: '001', format: 'csv' })
    if (!exported.ok) throw new Error(exported.problem.detail)
    await writeFile(join(folder, 'journal.csv'), [...exported.value.pieces].join(''))
    await promisify(execFile)(
      OFFICE,
      [
        '--headless',
        '--norestore',
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--convert-to',
        'fods',
        // Comma, quotes, UTF-8, from the first line on.
        '--infilter=CSV:44,34,76,1',
        '--outdir',
        folder,
        join(folder, 'journal.csv'),
      ],
      { timeout: 110_000 },
    )
    cells = cellsOf(await readFile(join(folder, 'journal.fods'), 'utf8')).flat()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(IDENTIFIERS)('%s is the text that it was', (identifier) => {
    expect(cells.filter(({ type, text }) => type === 'string' && text === identifier)).toHaveLength(1)
  })

  test('nothing is calculated but the texts of identifiers', () => {
    const formulas = cells.flatMap(({ formula }) => (formula === null ? [] : [formula]))
    expect(formulas.length).toBeGreaterThan(0)
    for (const formula of formulas) expect(formula).toMatch(/^of:="[^"]*"$/)
  })
})
