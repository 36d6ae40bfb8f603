/**
 * Writes what follows from `contract/journal-events.json`: the schema (`contract/journal-events.ts`) and the
 * list of events in `docs/journal.md`. `node scripts/journal-docs.ts` writes; with `--check` it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const fieldSchema = z.strictObject({
  kind: z.string(),
  text: z.string(),
  optional: z.boolean().optional(),
  list: z.boolean().optional(),
  least: z.number().int().optional(),
  most: z.number().int().optional(),
  of: z.array(z.string()).optional(),
})
type Field = z.infer<typeof fieldSchema>
const eventFileSchema = z.strictObject({
  note: z.string(),
  common: z.record(z.string(), fieldSchema),
  events: z.record(
    z.string(),
    z.strictObject({ label: z.string(), text: z.string(), fields: z.record(z.string(), fieldSchema) }),
  ),
})
type EventFile = z.infer<typeof eventFileSchema>

const quoted = (text: string): string => `'${text}'`

const schemaOf = (field: Field): string => {
  const one =
    field.kind === 'choice'
      ? `z.enum([${(field.of ?? []).map(quoted).join(', ')}])`
      : field.kind === 'text'
        ? `freeText(${field.most})`
        : /^\w+$/.test(field.kind)
          ? `fieldKinds.${field.kind}`
          : `fieldKinds[${quoted(field.kind)}]`
  const least = field.least === undefined ? '' : `.min(${field.least})`
  const many = field.list ? `z.array(${one})${least}.max(100)` : one
  return field.optional ? `${many}.optional()` : many
}

const fieldLines = (fields: Readonly<Record<string, Field>>): string =>
  Object.entries(fields)
    .map(([name, field]) => `    ${/^\w+$/.test(name) ? name : quoted(name)}: ${schemaOf(field)},`)
    .join('\n')

/** The text of `contract/journal-events.ts`. */
export const schemaText = (
  file: EventFile,
): string => `// Written by scripts/journal-docs.ts from journal-events.json. Change that file, not this one.
// biome-ignore-all format: written by a program
import { z } from 'zod'
import { fieldKinds, freeText } from './journal-fields.ts'

export const journalEventSchema = z.discriminatedUnion('event', [
${Object.entries(file.events)
  .map(
    ([name, { text, fields }]) => `  /** ${text}. */
  z.strictObject({
    event: z.literal(${quoted(name)}),
${fieldLines({ ...file.common, ...fields })}
  }),`,
  )
  .join('\n')}
])
/** Every event, as the journal records it. */
export type JournalEvent = z.infer<typeof journalEventSchema>
export type JournalEventName = JournalEvent['event']

/** The events' names on screen and in print. */
export const JOURNAL_EVENT_LABELS = {
${Object.entries(file.events)
  .map(([name, { label }]) => `  ${/^\w+$/.test(name) ? name : quoted(name)}: ${quoted(label)},`)
  .join('\n')}
} as const satisfies Record<JournalEventName, string>

/** The free-text fields: what people type, and where an individual number could hide. */
export const FREE_TEXT_FIELDS: readonly string[] = [
${[
  ...new Set(
    Object.values(file.events).flatMap(({ fields }) =>
      Object.entries(fields)
        .filter(([, { kind }]) => ['text', 'id', 'name', 'device', 'patient-number'].includes(kind))
        .map(([name]) => name),
    ),
  ),
  ...Object.entries(file.common)
    .filter(([, { kind }]) => kind === 'name')
    .map(([name]) => name),
]
  .map((name) => `  ${quoted(name)},`)
  .join('\n')}
]
`

const kindText = (field: Field): string => {
  const one =
    field.kind === 'choice' ? (field.of ?? []).map((choice) => `\`${choice}\``).join(' · ') : field.kind
  return `${field.list ? 'list of ' : ''}${one}${field.optional ? ' (may be absent)' : ''}`
}

/** The list of events for `docs/journal.md`. */
export const eventList = (file: EventFile): string =>
  [
    'Every row:',
    '',
    ...Object.entries(file.common).map(
      ([name, field]) => `- \`${name}\` (${kindText(field)}): ${field.text}`,
    ),
    ...Object.entries(file.events).flatMap(([name, { label, text, fields }]) => [
      '',
      `### \`${name}\` ${label}`,
      `${text}.`,
      '',
      ...Object.entries(fields).map(([key, field]) => `- \`${key}\` (${kindText(field)}): ${field.text}`),
    ]),
  ].join('\n')

const BEGIN = '<!-- events: written by scripts/journal-docs.ts -->'
const END = '<!-- end of events -->'

/** Puts the list between its marks in the page. */
export const pageWith = (page: string, list: string): string => {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error('docs/journal.md has lost the marks of its list of events')
  return `${page.slice(0, begin)}${BEGIN}\n${list}\n${page.slice(end)}`
}

const at = (path: string): URL => new URL(`../${path}`, import.meta.url)

/** The files that follow from the data file, as they should be: path from the root to text. */
export const journalFiles = (): Readonly<Record<string, string>> => {
  const file = eventFileSchema.parse(JSON.parse(readFileSync(at('contract/journal-events.json'), 'utf8')))
  return {
    'contract/journal-events.ts': schemaText(file),
    'docs/journal.md': pageWith(readFileSync(at('docs/journal.md'), 'utf8'), eventList(file)),
  }
}

/** The paths of those that are not up to date. */
export const outdatedJournalFiles = (): string[] =>
  Object.entries(journalFiles())
    .filter(([path, text]) => readFileSync(at(path), 'utf8') !== text)
    .map(([path]) => path)

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const outdated = outdatedJournalFiles()
    for (const path of outdated) console.error(`${path}: not up to date; run node scripts/journal-docs.ts`)
    process.exitCode = outdated.length > 0 ? 1 : 0
  } else for (const [path, text] of Object.entries(journalFiles())) writeFileSync(at(path), text)
}
