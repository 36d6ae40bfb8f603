/**
 * Writes `docs/settings.md` from the schema and the defaults: `node scripts/settings-docs.ts`; with `--check` it only
 * compares. The compiler asks for a sentence for every key.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Settings, settingsSchema } from '../main/contract/office.ts'
import { DEFAULT_SETTINGS } from '../main/desk/settings.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'settings.md')

const WORDS: Readonly<Record<keyof Settings, string>> = {
  clinicName: 'The name on papers and in the title. Empty: none',
  language: 'The language of the desk. The patient chooses one of their own at each visit',
  theme: 'Colours',
  textSize: 'Percent of the usual size',
  sounds: 'A sound when a card is read or a code is refused',
  volume: 'Percent',
  patientWindow: 'A window for the patient, on the second display where there is one',
  phoneReader: 'The desk reads phones (スマートフォンのマイナ保険証)',
  cardReader: 'The reader to use where there are several, by its name; null: whichever has a card',
  cardFace:
    'Offers to compare a card’s chip with its face by 照合番号B (docs/readers.md); what it reads is never kept',
  patientCard: 'What a code on the clinic’s own card (診察券) looks like; null: it has none',
  templates: 'Codes that insurers print on their papers',
  insurerRules: 'Insurers whose papers state a rule but no number: the number, and the rule’s name',
  trustAnchorsFile:
    'Authorities (PEM) against which a card’s certificate is checked; null: its chain is not checked',
  typingScanner: 'Scanners that type like a keyboard, and the key that they type first',
  scanners: 'Scanners that do not say what they are, their report layouts, and those on a serial port',
  retentionYears: 'How long visits are kept before an administrator may purge them',
  backupFolder: 'Where backups go; null: the folder `backups` of the home',
  lockAfterMinutes:
    'Minutes without a touch until whoever is signed in is signed out or, where nobody signs in, the screen is covered; 0: never',
}

const jsonSchemaSchema = z.looseObject({ properties: z.record(z.string(), z.looseObject({})) })

type Shape = { readonly [key: string]: unknown }

/** `text, at most 80`, `one of "ja", "en"`, `0–100`: a property of the JSON schema in words. */
const shapeText = (shape: Shape): string => {
  const { type, anyOf, maxLength, minimum, maximum, pattern } = shape
  const choices: unknown = shape.enum
  if (Array.isArray(anyOf)) return anyOf.map(shapeText).join(' or ')
  if (Array.isArray(choices)) return choices.map((one) => JSON.stringify(one)).join(', ')
  if (type === 'string')
    return pattern === undefined ? `text${maxLength === undefined ? '' : `, at most ${maxLength}`}` : 'text'
  if (type === 'integer') return `${minimum}–${maximum}`
  if (type === 'boolean') return 'true, false'
  if (type === 'null') return 'null'
  if (type === 'array') return 'a list'
  return 'an object'
}

/** The page. */
export const settingsPage = (): string => {
  const { properties } = jsonSchemaSchema.parse(z.toJSONSchema(settingsSchema))
  const rows = Object.entries(WORDS).map(([key, words]) => {
    const byDefault = JSON.stringify(Reflect.get(DEFAULT_SETTINGS, key))
    return `| \`${key}\` | ${shapeText(properties[key] ?? {})} | \`${byDefault}\` | ${words} |`
  })
  return [
    '# Settings',
    '',
    'Written by `node scripts/settings-docs.ts` from the schema (`settingsSchema` in `main/contract/office.ts`).',
    '',
    'One file, `settings.json` in the home folder. An administrator changes most of it in the window; the file may be',
    'edited by hand while the program is not running. A key that is absent has its default; an unknown one is an error.',
    'A broken file is left as it is and named with its line, on the screen and by `uketsuke doctor`; meanwhile the last',
    'good one (`settings.last-good.json`) holds.',
    '',
    '| key | what it may be | default | what it is |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

if (import.meta.main) {
  const page = settingsPage()
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page)
  else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/settings.md is not what the schema says; type: node scripts/settings-docs.ts')
    process.exitCode = 1
  }
}
