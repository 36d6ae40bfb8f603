import { daySchema } from '../../../contract/day.ts'
import type { JournalPort, JournalProblem } from '../../../contract/journal.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import {
  atOnce,
  journalHome,
  openJournalForReading,
  parseKeyRing,
  parseSlip,
  readClocks,
  restoreJournal,
  setJournalAside,
  statisticsOf,
  verifyJournal,
  type Witness,
  writeKeyFiles,
} from '../../journal/index.ts'
import { type Command, type CommandLine, EXIT, type ExitCode } from '../input.ts'
import { circumstances, openHome } from '../journal.ts'
import { readOptions } from '../options.ts'

const OPTIONS = ['home', 'from', 'to', 'format', 'slip', 'years', 'file', 'why', 'staff'] as const
type Option = (typeof OPTIONS)[number]
type Options = Readonly<Partial<Record<Option, string>>> & { readonly home: string }

/** One act of `journal`: which options it takes besides `--home`, and what it does. */
type Act = {
  readonly takes: readonly Option[]
  run(options: Options, line: CommandLine): Promise<ExitCode>
}

const unusable = (line: CommandLine, problem: string): ExitCode => {
  line.say(problem)
  return EXIT.unusable
}

const print = (line: CommandLine, value: unknown): Promise<void> => line.out(`${JSON.stringify(value)}\n`)

/** The days of `--from` and `--to`. */
const daysOf = ({ from, to }: Options): Result<{ from?: string; to?: string }, string> => {
  for (const [name, day] of Object.entries({ from, to }))
    if (day !== undefined && !daySchema.safeParse(day).success)
      return fail(`--${name}: expected an existing day as YYYY-MM-DD`)
  return ok({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
}

const verify: Act = {
  takes: ['slip'],
  run: async ({ home, slip }, line) => {
    const witnesses: Witness[] = []
    if (slip !== undefined) {
      const parsed = parseSlip(slip)
      if (!parsed.ok) return unusable(line, `--slip: ${parsed.problem}`)
      witnesses.push(parsed.value)
    }
    const verification = verifyJournal({ home }, witnesses)
    if (!verification.ok) return unusable(line, verification.problem.message)
    await print(line, verification.value)
    return verification.value.ok ? EXIT.done : EXIT.bad
  },
}

const stats: Act = {
  takes: ['from', 'to'],
  run: async (options, line) => {
    const days = daysOf(options)
    if (!days.ok) return unusable(line, days.problem)
    const reader = openJournalForReading(options)
    if (!reader.ok) return unusable(line, reader.problem.message)
    try {
      await print(line, statisticsOf(reader.value.connection.database, days.value))
      return EXIT.done
    } finally {
      reader.value.close()
    }
  },
}

/** Acts that write a row need the journal to be there and no other process to have it. */
const withJournal = async (
  { home }: Options,
  line: CommandLine,
  act: (journal: JournalPort) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const there = openJournalForReading({ home })
  if (!there.ok) return unusable(line, there.problem.message)
  there.value.close()
  const journal = openHome(home, line)
  if (!journal.ok) return EXIT.unusable
  try {
    return await act(journal.value)
  } finally {
    journal.value.close()
  }
}

const badly = (line: CommandLine, { why, detail }: JournalProblem): ExitCode => {
  line.say(`${why}: ${detail}`)
  return EXIT.bad
}

const exportRows: Act = {
  takes: ['from', 'to', 'format', 'staff'],
  run: async (options, line) => {
    const { format = 'jsonl', staff = RECEPTION } = options
    if (format !== 'csv' && format !== 'jsonl') return unusable(line, '--format: expected csv or jsonl')
    const days = daysOf(options)
    if (!days.ok) return unusable(line, days.problem)
    return withJournal(options, line, async (journal) => {
      const exported = journal.export({ staff, format, ...days.value })
      if (!exported.ok) return badly(line, exported.problem)
      for (const piece of exported.value.pieces) if (piece !== '') await line.out(piece)
      return EXIT.done
    })
  },
}

const backup: Act = {
  takes: ['file', 'staff'],
  run: (options, line) =>
    withJournal(options, line, async (journal) => {
      const made = atOnce(
        journal.backUp({
          staff: options.staff ?? RECEPTION,
          ...(options.file === undefined ? {} : { folder: options.file }),
        }),
      )
      if (!made.ok) return badly(line, made.problem)
      await print(line, made.value)
      return EXIT.done
    }),
}

const restore: Act = {
  takes: ['file', 'why', 'staff'],
  run: async ({ home, file, why, staff = RECEPTION }, line) => {
    if (file === undefined) return unusable(line, '--file: a backup is needed')
    if (why === undefined) return unusable(line, '--why: a reason is needed; it is put on record')
    const restored = restoreJournal({ ...circumstances, home, backup: file, staff, why })
    if (!restored.ok) return unusable(line, restored.problem.message)
    await print(line, restored.value)
    return EXIT.done
  },
}

const purge: Act = {
  takes: ['years', 'staff'],
  run: async (options, line) => {
    const years = Number(options.years)
    if (!Number.isInteger(years) || years < 1)
      return unusable(line, '--years: expected a whole number of years')
    return withJournal(options, line, async (journal) => {
      const purged = journal.purge({ staff: options.staff ?? RECEPTION, years })
      if (!purged.ok) return badly(line, purged.problem)
      await print(line, purged.value)
      return EXIT.done
    })
  },
}

const rotateKeys: Act = {
  takes: ['staff'],
  run: (options, line) =>
    withJournal(options, line, async (journal) => {
      const keys = journal.extendedKeys()
      const ring = parseKeyRing(keys)
      if (!ring.ok) return badly(line, { why: 'unknown', detail: ring.problem })
      writeKeyFiles(journalHome(options.home), ring.value)
      const rotated = journal.rotateKeys({ staff: options.staff ?? RECEPTION, keys })
      if (!rotated.ok) return badly(line, rotated.problem)
      await print(line, { rotated: true })
      return EXIT.done
    }),
}

const acknowledge: Act = {
  takes: ['why', 'staff'],
  run: async (options, line) => {
    const { why, staff = RECEPTION } = options
    if (why === undefined) return unusable(line, '--why: a reason is needed; it is put on record')
    return withJournal(options, line, async (journal) => {
      const written = journal.acknowledgeLosses({ staff, why })
      if (!written.ok) return badly(line, written.problem)
      await print(line, { acknowledged: true })
      return EXIT.done
    })
  },
}

const slip: Act = {
  takes: [],
  run: (options, line) =>
    withJournal(options, line, async (journal) => {
      await print(line, journal.slip())
      return EXIT.done
    }),
}

const setAside: Act = {
  takes: [],
  run: async ({ home }, line) => {
    const moved = setJournalAside(home, readClocks().iso)
    if (!moved.ok) return unusable(line, moved.problem.message)
    await print(line, { moved: moved.value })
    return EXIT.done
  },
}

const ACTS: Readonly<Record<string, Act>> = {
  verify,
  export: exportRows,
  stats,
  backup,
  restore,
  purge,
  'rotate-keys': rotateKeys,
  acknowledge,
  slip,
  'set-aside': setAside,
}

/** `journal verify|export|stats|… --home DIR`. */
export const journalCommand: Command = async (args, line) => {
  const [name, ...rest] = args
  const act = name !== undefined && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
  if (!act) return unusable(line, `${name ?? 'journal'}: expected one of: ${Object.keys(ACTS).join(', ')}`)
  const read = readOptions(rest, ['home', ...act.takes], { positionals: 0 })
  if (!read.ok) return unusable(line, read.problem)
  const { home } = read.value.options
  if (home === undefined || home === '') return unusable(line, '--home: a folder is needed')
  return act.run({ ...read.value.options, home }, line)
}
