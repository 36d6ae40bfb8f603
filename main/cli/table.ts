/**
 * Every command of the command line with what it takes. `--help`, docs/command-line.md (written by
 * `node scripts/command-docs.ts`) and the reading of arguments (options.ts) come from this table and no other place, so a
 * command that is not in it cannot be typed, and none that is can go unmentioned.
 */

export type Option = {
  /** The value in capitals, as the help names it; null for an option that is given or not. */
  readonly value: string | null
  /** Without it the command cannot be used: the sentence that is said then. */
  readonly needed?: string
  readonly does: string
}

export type Shape = {
  /** Arguments without a name, as the help names them; `''` where there are none. */
  readonly files: string
  /** The most that are taken. */
  readonly most: number
  readonly options: Readonly<Record<string, Option>>
  readonly does: string
}

/** How the window is started. */
export const WINDOW = 'uketsuke [--home DIR] [--simulated] [--kiosk]'

const HOME = {
  value: 'DIR',
  needed: 'a folder is needed',
  does: 'the home folder: journal, keys, settings',
} as const
const STAFF = { value: 'ID', does: 'the id of the person who acts; the reception without it' } as const
const WHY = {
  value: 'TEXT',
  needed: 'a reason is needed; it is put on record',
  does: 'the reason; it is put on record',
} as const
const PASSPHRASE = {
  value: 'FILE',
  does: 'a file with the passphrase of the key sheet, if it has one',
} as const
const FROM = { value: 'DAY', does: 'the first day, YYYY-MM-DD' } as const
const TO = { value: 'DAY', does: 'the last day, YYYY-MM-DD' } as const
const JSON_INPUT = { files: '[FILE]', most: 1 } as const
const NO_FILE = { files: '', most: 0 } as const
const BRIDGE_FOLDER = {
  value: 'DIR',
  needed: 'the folder that holds face, req and res is needed',
  does: 'the bridge’s folder, which holds `face`, `req` and `res` in any case',
} as const
const INSTITUTION = {
  value: 'CODE',
  needed: 'the institution’s ten digits are needed',
  does: 'the institution’s code, ten digits',
} as const

const DATABASE = {
  value: 'URL',
  needed: 'the address of the center is needed: postgresql://USER@HOST/DATABASE',
  does: 'the center’s PostgreSQL, as its owner',
} as const

export const TABLE = {
  decide: {
    ...JSON_INPUT,
    options: {},
    does: 'an array of check-ins in, an array of decisions out, in order; touches no device and no journal',
  },
  'rules explain': {
    files: 'CODE',
    most: 1,
    options: {},
    does: 'a reason code: its words, rules, sources, days, and the cases that show it',
  },
  scan: {
    ...JSON_INPUT,
    options: {},
    does: 'an array of recordings of scanners in, their results out, on a virtual clock; touches no device',
  },
  'card read': {
    ...NO_FILE,
    options: {
      reader: { value: 'NAME', does: 'the reader to use where there are several' },
      timeout: { value: 'SECONDS', does: 'how long to wait for a card, 0 to 3600; 10 without it' },
      quick: {
        value: null,
        does: 'the days of the certificate alone, in three exchanges, as the desk reads a card; its chain is not checked',
      },
      trace: { value: null, does: 'also the commands and their status words, never what the card answers' },
    },
    does: "one card, through the machine's PC/SC service (docs/readers.md)",
  },
  'check-in': {
    ...JSON_INPUT,
    options: { home: HOME },
    does: 'like `decide`, and writes each into the journal; a line is printed once its row is durable',
  },
  'journal verify': {
    ...NO_FILE,
    options: {
      home: HOME,
      slip: { value: 'TEXT', does: 'the text of a slip, to compare the journal with' },
    },
    does: 'whether every row is there and unchanged; also while the program runs',
  },
  'journal export': {
    ...NO_FILE,
    options: {
      home: HOME,
      from: FROM,
      to: TO,
      format: { value: 'csv|jsonl', does: 'jsonl without it' },
      rows: { value: 'visits|events', does: 'one line a visit, in words; every row without it' },
      staff: STAFF,
    },
    does: 'the rows, to standard output; the export itself is put on record',
  },
  'journal stats': {
    ...NO_FILE,
    options: { home: HOME, from: FROM, to: TO },
    does: 'counts by day, road, outcome and reason; also while the program runs',
  },
  'journal backup': {
    ...NO_FILE,
    options: {
      home: HOME,
      file: { value: 'DIR', does: 'the folder of the copy; the home’s `backups` without it' },
      staff: STAFF,
    },
    does: 'a copy, which is verified before it counts',
  },
  'journal restore': {
    ...NO_FILE,
    options: {
      home: HOME,
      file: {
        value: 'FILE',
        does: 'the backup; with `--from-center` only where more is to come back than the center holds',
      },
      'from-center': {
        value: null,
        does: 'restores the rows that the center holds, each verified, behind those of the backup or of the journal that is here (docs/restore.md)',
      },
      database: {
        value: 'URL',
        does: 'with `--from-center`: the center, as its owner, who alone may read rows',
      },
      terminal: {
        value: 'ID',
        does: 'with `--from-center`: the terminal’s id there, where there are several',
      },
      key: {
        value: 'KEY',
        does: 'with `--from-center`: the terminal’s public key, from a slip; without it the one that the journal’s own rows name is believed',
      },
      sheet: {
        value: 'FILE',
        does: 'where the keys are not here: what stands on the key sheet, in a file, or `-` for standard input',
      },
      passphrase: PASSPHRASE,
      why: WHY,
      staff: STAFF,
    },
    does: 'puts a backup in the journal’s place, its settings too where there are none; what is lost by it is put on record (docs/restore.md)',
  },
  'journal purge': {
    ...NO_FILE,
    options: {
      home: HOME,
      years: { value: 'N', does: 'what is older than so many years: at least the retention that is set' },
      cancel: { value: null, does: 'takes an announced purge back' },
      staff: STAFF,
    },
    does: 'announces that old rows will be removed, and removes them when called again three days later; the chain goes on',
  },
  'journal confirm-day': {
    ...NO_FILE,
    options: {
      home: HOME,
      day: {
        value: 'DAY',
        needed: 'today’s day is needed, as YYYY-MM-DD',
        does: 'today, which the clock shows too',
      },
      staff: STAFF,
    },
    does: 'says on record that the clock is right where the program has found that it cannot be',
  },
  'journal key-sheet': {
    ...NO_FILE,
    options: { home: HOME, passphrase: PASSPHRASE, staff: STAFF },
    does: 'makes the key sheet: with it and a backup made from then on, the journal can be restored anywhere; it is shown this once',
  },
  'journal rotate-keys': {
    ...NO_FILE,
    options: { home: HOME, staff: STAFF },
    does: 'new keys for the journal; what was written is encrypted anew',
  },
  'journal acknowledge': {
    ...NO_FILE,
    options: { home: HOME, why: WHY, staff: STAFF },
    does: 'says on record that losses which verification names are known',
  },
  'journal take-over': {
    ...NO_FILE,
    options: { home: HOME, why: WHY, staff: STAFF },
    does: 'says on record that a journal which was restored or copied here takes the place of the terminal: it forwards again, and prunes its backups',
  },
  'journal slip': {
    ...NO_FILE,
    options: { home: HOME },
    does: 'the text of a slip: the journal’s length and head, to be kept elsewhere',
  },
  'journal heads': {
    ...NO_FILE,
    options: { home: HOME },
    does: 'signs the journal’s end, and gives every signed head with the public key: for `journal check`',
  },
  'journal check': {
    files: 'HEADS ROWS',
    most: 2,
    options: {
      key: {
        value: 'KEY',
        does: 'the public key from a slip; several with commas; that of the newest head without it',
      },
    },
    does: 'whether the rows of an export (jsonl) are those that the terminal has signed; needs no key of the terminal',
  },
  'journal set-aside': {
    ...NO_FILE,
    options: { home: HOME },
    does: 'moves a journal that cannot be opened into a folder of its own, so that a new one can begin',
  },
  'bridge read': {
    files: 'FILE…',
    most: Number.POSITIVE_INFINITY,
    options: {},
    does: 'files of the official bridge in, an array of readings out, in order; touches no folder and no journal (docs/bridge.md)',
  },
  'bridge watch': {
    ...NO_FILE,
    options: {
      folder: BRIDGE_FOLDER,
      institution: INSTITUTION,
      for: { value: 'SECONDS', does: 'how long to watch; until it is ended without it' },
    },
    does: 'a line for each face result that arrives in the bridge’s folder, as it arrives; nothing in it is changed',
  },
  'bridge ask': {
    ...JSON_INPUT,
    options: {
      folder: BRIDGE_FOLDER,
      home: HOME,
      institution: INSTITUTION,
      timeout: { value: 'SECONDS', does: 'how long to wait for each answer; 60 without it' },
      again: { value: null, does: 'asks anew what was asked today already' },
    },
    does: 'an array of people by number in, a line for each once its answer is there, is refused, or has not come in time',
  },
  forward: {
    ...NO_FILE,
    options: {
      home: HOME,
      once: {
        value: null,
        does: 'ends when everything that is there was sent; goes on until it is ended without it',
      },
      database: {
        value: 'URL',
        does: 'the center’s PostgreSQL; that of the settings (`center.url`) without it',
      },
    },
    does: 'sends the journal’s rows to the center, in order, each once; also while the program runs (docs/center.md)',
  },
  'forward enrol': {
    files: 'CODE',
    most: 1,
    options: {
      home: HOME,
      database: {
        value: 'URL',
        does: 'the center’s PostgreSQL; that of the settings (`center.url`) without it',
      },
    },
    does: 'makes this terminal known to the center by a code of `center invite`, and puts it on record',
  },
  'center init': {
    ...NO_FILE,
    options: { database: DATABASE },
    does: 'makes the center’s schema in a PostgreSQL, or brings it up to date; may be called again',
  },
  'center invite': {
    ...NO_FILE,
    options: {
      database: DATABASE,
      name: { value: 'NAME', needed: 'a name is needed', does: 'the counter’s name' },
      site: { value: 'SITE', needed: 'a site is needed', does: 'the clinic or branch that it stands in' },
      replaces: {
        value: 'TERMINAL',
        does: 'the id of a terminal that this one takes the place of: the views leave that one’s rows out',
      },
    },
    does: 'gives a code with which one terminal can enrol, once, within seven days',
  },
  'center status': {
    ...NO_FILE,
    options: { database: DATABASE },
    does: 'what the center holds of each terminal, and how long it has been behind',
  },
  'center verify': {
    ...NO_FILE,
    options: {
      database: DATABASE,
      keys: {
        value: 'FILE',
        does: 'public keys that were kept elsewhere, `TERMINAL KEY` a line; those of the center itself are believed without it',
      },
    },
    does: 'whether every row is the one that its terminal has signed; needs no key of a terminal',
  },
  'center publishing-key': {
    ...NO_FILE,
    options: {
      file: {
        value: 'FILE',
        needed: 'a file for the private key is needed',
        does: 'where the private key goes; it must not be there',
      },
    },
    does: 'makes the key with which settings and staff of sites are published, and prints its public half for `center.trusts`',
  },
  'center publish': {
    ...NO_FILE,
    options: {
      database: DATABASE,
      site: { value: 'SITE', needed: 'a site is needed', does: 'the site whose terminals it is for' },
      key: {
        value: 'FILE',
        needed: 'the private key is needed',
        does: 'the file of `center publishing-key`',
      },
      content: {
        value: 'FILE',
        needed: 'what is to be published is needed',
        does: 'JSON, `{"settings": {…}, "staff": [{"name": …, "role": …}]}`, either of them or both (docs/center.md)',
      },
    },
    does: 'signs settings and staff of a site and publishes them: terminals that trust the key take them over',
  },
  doctor: {
    ...NO_FILE,
    options: {
      json: { value: null, does: 'as JSON' },
      home: { value: 'DIR', does: 'the home folder; the person’s own without it' },
    },
    does: 'what works on this machine, each `ok`, `warn` or `fail` with what to do',
  },
} as const satisfies Readonly<Record<string, Shape>>

export type CommandName = keyof typeof TABLE
/** The first word typed: `journal` of `journal verify`. */
export type FirstWord = CommandName extends infer Name
  ? Name extends `${infer First} ${string}`
    ? First
    : Name
  : never
/** The word typed after the first: `verify` of `journal verify`. */
export type ActOf<First extends FirstWord> = CommandName extends infer Name
  ? Name extends `${First} ${infer Act}`
    ? Act
    : never
  : never

const rows: readonly (readonly [string, Shape])[] = Object.entries(TABLE)

/** `--file FILE`, and `[--staff ID]` where it may be left out. */
const optionText = ([name, { value, needed }]: readonly [string, Option]): string => {
  const text = value === null ? `--${name}` : `--${name} ${value}`
  return needed === undefined ? `[${text}]` : text
}

/** A command as it is typed: `check-in [FILE] --home DIR`. */
export const typedText = (name: string, { files, options }: Shape): string =>
  [name, files, ...Object.entries(options).map(optionText)].filter((part) => part !== '').join(' ')

/** The rows whose name is `words` or begins with them; every row for none. */
export const rowsOf = (words: string): readonly (readonly [string, Shape])[] =>
  words === '' ? rows : rows.filter(([name]) => name === words || name.startsWith(`${words} `))

/** The first words, each once, in the order of the table. */
export const firstWords = (): readonly string[] => [
  ...new Set(rows.map(([name]) => name.replace(/ .*$/, ''))),
]

/**
 * The help of the commands that begin with `words`: each as it is typed and what it does, and with its options where
 * fewer than all are asked for.
 */
export const helpText = (words: string): string => {
  const options = ([, { options }]: readonly [string, Shape]): string[] =>
    words === ''
      ? []
      : Object.entries(options).map(
          ([name, { value, does }]) =>
            `      ${`--${name}${value === null ? '' : ` ${value}`}`.padEnd(20)} ${does}`,
        )
  return [
    ...(words === '' ? [WINDOW, '      the window (docs/window.md)', ''] : []),
    'uketsuke COMMAND …',
    '',
    ...rowsOf(words).flatMap((row) => [
      `  ${typedText(...row)}`,
      `      ${row[1].does.replaceAll('`', '')}`,
      ...options(row),
    ]),
    '',
    'FILE is read from standard input where it is left out or -. Exit codes: 0 done; 1 done, and the answer is bad; 2 the',
    'input or the arguments cannot be used. `uketsuke COMMAND --help` names the options of a command.',
    '',
  ].join('\n')
}
