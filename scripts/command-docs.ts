/**
 * Writes `docs/command-line.md` from the table of the command line: `node scripts/command-docs.ts`; with `--check` it
 * only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowsOf, typedText } from '../main/cli/table.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'command-line.md')

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The page. */
export const commandPage = (): string =>
  [
    '# The command line',
    '',
    'Written by `node scripts/command-docs.ts` from the table that `--help` and the commands read (`main/cli/table.ts`).',
    '',
    '`npm run -s uketsuke -- COMMAND …` in a checkout, `uketsuke COMMAND …` where it is installed. Each command reads JSON from',
    'FILE or standard input and writes one JSON document (`check-in`: JSON Lines) to standard output, and nothing else there.',
    '`uketsuke COMMAND --help` names the options of a command.',
    '',
    '| exit code | meaning |',
    '|---|---|',
    '| 0 | done |',
    '| 1 | done, and the answer is “bad”: a journal that does not verify, a reader that is not there |',
    '| 2 | the input or the arguments cannot be used; one line on standard error names the path of the offending value |',
    '',
    '| command | |',
    '|---|---|',
    ...rowsOf('').map(([name, row]) => `| \`${cell(typedText(name, row))}\` | ${cell(row.does)} |`),
    '',
    '## Options',
    '',
    '| command | option | |',
    '|---|---|---|',
    ...rowsOf('').flatMap(([name, { options }]) =>
      Object.entries(options).map(
        ([option, { value, does }]) =>
          `| \`${name}\` | \`--${option}${value === null ? '' : ` ${cell(value)}`}\` | ${cell(does)} |`,
      ),
    ),
    '',
    'The [journal](journal.md) has a page of its own. An act that writes to it needs the program to be closed.',
    '',
    'The shapes are the schemas in `contract`: `check-in.ts` and `decision.ts` for `decide`, `recording.ts` and `scan.ts`',
    'for `scan`, `card.ts` for `card read`. Objects are strict: an unknown key is an error. Days are `YYYY-MM-DD` in Asia/Tokyo.',
    '',
  ].join('\n')

if (import.meta.main) {
  const page = commandPage()
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page)
  else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/command-line.md is not what the table says; type: node scripts/command-docs.ts')
    process.exitCode = 1
  }
}
