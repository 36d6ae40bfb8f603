/**
 * Writes the list of events in `docs/journal.md` from their schemas (`contract/journal-events.ts`).
 * `node scripts/journal-docs.ts` writes; with `--check` it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { COMMON_FIELDS, EVENT_WORDS } from '../contract/journal-events/event.ts'
import { journalEventSchema } from '../contract/journal-events.ts'
import { kindOf } from '../contract/journal-fields.ts'

const within = (field: z.core.$ZodType): z.core.$ZodType =>
  field instanceof z.ZodOptional ? within(field.unwrap()) : field

const kindText = (field: z.core.$ZodType): string => {
  const present = within(field)
  const one = present instanceof z.ZodArray ? present.element : present
  const choices = one instanceof z.ZodEnum && kindOf(one) === 'choice' ? one.options : null
  const kind = choices === null ? kindOf(one) : choices.map((choice) => `\`${choice}\``).join(' · ')
  return `${present instanceof z.ZodArray ? 'list of ' : ''}${kind}${present === field ? '' : ' (may be absent)'}`
}

const fieldLine = ([name, field]: readonly [string, z.core.$ZodType]): string =>
  `- \`${name}\` (${kindText(field)}): ${z.globalRegistry.get(field)?.description ?? ''}`

/** A field that an event declares itself: not the common one of that name. */
const isOwn = ([name, field]: readonly [string, z.core.$ZodType]): boolean =>
  name !== 'event' && Object.entries(COMMON_FIELDS).every(([common, one]) => common !== name || one !== field)

/** The list of events for `docs/journal.md`. */
export const eventList = (): string =>
  [
    'Every row:',
    '',
    ...Object.entries(COMMON_FIELDS).map(fieldLine),
    ...journalEventSchema.options.flatMap((schema) => [
      '',
      `### \`${schema.shape.event.value}\` ${EVENT_WORDS.get(schema)?.label}`,
      `${EVENT_WORDS.get(schema)?.text}.`,
      '',
      ...Object.entries(schema.shape).filter(isOwn).map(fieldLine),
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

const PAGE = new URL('../docs/journal.md', import.meta.url)

/** The page as it should be, and as it is. */
export const journalPage = (): { readonly expected: string; readonly found: string } => {
  const found = readFileSync(PAGE, 'utf8')
  return { expected: pageWith(found, eventList()), found }
}

if (import.meta.main) {
  const { expected, found } = journalPage()
  if (!process.argv.includes('--check')) writeFileSync(PAGE, expected)
  else if (expected !== found) {
    console.error('docs/journal.md: not up to date; run node scripts/journal-docs.ts')
    process.exitCode = 1
  }
}
