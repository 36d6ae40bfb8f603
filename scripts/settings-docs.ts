/**
 * Writes `docs/settings.md` from the schema and the defaults: `node scripts/settings-docs.ts`; with `--check` it only
 * compares. The compiler asks for a sentence and an example for every key, and the example is read as a file is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Settings, settingsSchema } from '../contract/office.ts'
import { DEFAULT_SETTINGS, parseSettings } from '../main/desk/office/settings.ts'
import { INSURERS_WITHOUT_NUMBER } from '../main/rules/insurers.ts'

const PAGE = join(import.meta.dirname, '..', 'docs', 'settings.md')

const WORDS: Readonly<Record<keyof Settings, string>> = {
  clinicName: 'The name on papers and in the title. Empty: none',
  place:
    '`clinic` or `pharmacy`. At a pharmacy a prescription confirms (N40 in docs/rules.md), and 初診 and 再診 are first time and known',
  language: 'The language of the desk. The patient chooses one of their own at each visit',
  theme: 'Colours',
  textSize: 'Percent of the usual size',
  sounds: 'A sound when a card is read or a code is refused',
  volume: 'Percent',
  patientWindow: 'A window for the patient, on the second display where there is one',
  asksPatient:
    'A visit begins with the question who this is: the patient’s number or that of the queue; false where the clinic has neither',
  phoneReader: 'The desk reads phones (スマートフォンのマイナ保険証)',
  acceptsKnownPatients:
    'A known patient (再診) who brings nothing and says that nothing has changed is taken by the record on file: the clinic’s own judgement (N07 in docs/rules.md)',
  deskApp:
    'The clinic has the マイナ資格確認アプリ for the desk: it comes before the other ways when the reader cannot be used',
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
  bridge:
    'The folder of the official bridge (連携アプリケーション) and the institution’s code: the official answers then arrive by themselves (docs/bridge.md); null: it is not used',
  center:
    'The address of the center’s PostgreSQL, to which the journal’s rows are forwarded (docs/center.md), without a password: `forward enrol` makes one; null: no row leaves this machine',
  retentionYears: 'How long visits are kept before an administrator may purge them',
  backupFolder: 'Where backups go; null: the folder `backups` of the home',
  guide: 'How far the guide of the first day has come; the window keeps it',
  lockAfterMinutes:
    'Minutes without a touch until whoever is signed in is signed out or, where nobody signs in, the screen is covered; 0: never',
}

/** Settings that no page of the window changes: where it stands in the file, and what it is for. */
const FILE_ALONE = {
  center:
    'The center (docs/center.md): its address, without a password. Put there before or after `uketsuke forward enrol`, which gives the terminal a password of its own. `shares`: the site’s other counters are told which patients are or were here, by a keyed hash, and this one shows what they tell; false without it. `trusts`: the public key whose publications of settings and staff this terminal takes over',
  insurerRules: `An insurer whose papers state a rule but not its number: the number on the certificate, and the rule, which is one of ${Object.entries(
    INSURERS_WITHOUT_NUMBER,
  )
    .map(([rule, { name }]) => `\`${rule}\` (${name})`)
    .join(', ')}`,
  trustAnchorsFile:
    'Authorities against which a card’s certificate is checked: a file of their certificates in PEM, one after the other. A file that cannot be used leaves the chain unchecked, and standard error says why',
  'scanners.models':
    'USB scanners that are HID POS scanners and do not say so: the numbers of maker and product in decimal (`0C2E:0B81` is 3118 and 2945)',
  'scanners.profiles':
    'The layout of a scanner’s reports, `A`, `B` or `C` (docs/scanners.md), by the name that the window shows for it, where what it says of itself is wrong',
} as const satisfies Partial<
  Readonly<Record<keyof Settings | `scanners.${keyof Settings['scanners']}`, string>>
>

/** Every key with a value of its own; read as a file is before it is printed. */
const EXAMPLE: Settings = {
  clinicName: '見本内科医院',
  place: 'pharmacy',
  language: 'ja',
  theme: 'high-contrast',
  textSize: '125',
  sounds: true,
  volume: 40,
  patientWindow: true,
  asksPatient: false,
  phoneReader: true,
  acceptsKnownPatients: true,
  deskApp: true,
  cardReader: 'Mihon Contactless Reader 00 00',
  cardFace: true,
  patientCard: { symbologies: ['F0', 'C0'], pattern: '^[0-9]{6}$' },
  templates: [
    {
      name: '見本健康保険組合',
      kind: 'eligibility-certificate',
      dates: 'yyyymmdd',
      pattern: '^(?<insurerNumber>[0-9]{8}),(?<symbol>[^,]*),(?<number>[0-9]+),(?<expiresOn>[0-9]{8})$',
    },
  ],
  insurerRules: { '06139992': 'yokogawa-denki' },
  trustAnchorsFile: '/etc/uketsuke/authorities.pem',
  typingScanner: { on: true, prefix: 'F10' },
  bridge: {
    folder: '//shikaku/OQS',
    institution: '1319999999',
    opensVisit: true,
    asksByItself: true,
    registersNumber: false,
    removesOwnAnswers: false,
    timeoutSeconds: 60,
  },
  scanners: {
    models: [{ vendorId: 3118, productId: 2945 }],
    profiles: { 'Mihon Scanner': 'B' },
    serial: [
      { path: '/dev/serial/by-id/usb-Mihon_0001-if00', baudRate: 9600, end: 'idle', splitHeader: false },
    ],
  },
  center: {
    url: 'postgresql://center.example/uketsuke?sslrootcert=/etc/uketsuke/center.pem',
    shares: true,
    trusts: null,
  },
  retentionYears: 5,
  backupFolder: '/media/backup/uketsuke',
  guide: { leftOut: ['bridge'], practised: true, closed: true },
  lockAfterMinutes: 10,
}

/** The example as it stands in a file. @throws where it is not one: then the page would tell something untrue */
const exampleText = (): string => {
  const text = JSON.stringify(EXAMPLE, null, 2)
  const parsed = parseSettings(text)
  if (!parsed.ok) throw new Error(`the example: line ${parsed.problem.line}: ${parsed.problem.message}`)
  return text
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
    'Written by `node scripts/settings-docs.ts` from the schema (`settingsSchema` in `contract/office.ts`).',
    '',
    'One file, `settings.json` in the home folder. An administrator changes most of it in the window; the file may be',
    'edited by hand while the program is not running, with any editor: it is read as UTF-8, UTF-16 or what Japanese Windows',
    'calls ANSI. A key that is absent has its default; an unknown one is an error.',
    'A broken file is left as it is and named with its line, on the screen and by `uketsuke doctor`; meanwhile the last',
    'good one (`settings.last-good.json`) holds.',
    '',
    '| key | what it may be | default | what it is |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## In the file alone',
    '',
    'These are in force as they stand in the file when the program starts. What is in force, and where the file is, is',
    'shown in the window under 設定 → 診断 (Settings → Diagnostics).',
    '',
    '| key | what it is for |',
    '|---|---|',
    ...Object.entries(FILE_ALONE).map(([key, words]) => `| \`${key}\` | ${words} |`),
    '',
    '## An example of every key',
    '',
    '```json',
    exampleText(),
    '```',
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
