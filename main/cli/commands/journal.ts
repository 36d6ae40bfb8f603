import { daySchema } from '../../../contract/day.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import { keySheetText } from '../../../contract/key-sheet.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import { readSettings } from '../../desk/office/settings.ts'
import { clearOut } from '../../files/clear-out.ts'
import {
  atOnce,
  journalHome,
  openJournalForReading,
  parseKeyRing,
  parseSlip,
  problemOf,
  readClocks,
  restoringNotEnded,
  secondWalkFor,
  setJournalAside,
  statisticsInSteps,
  verifyJournal,
  type Witness,
  writeKeyFiles,
} from '../../journal/index.ts'
import { type Command, type CommandLine, EXIT, type ExitCode } from '../input.ts'
import { openHome } from '../journal.ts'
import { type OptionsOf, readArguments } from '../options.ts'
import type { ActOf } from '../table.ts'
import { passphraseIn, restoreCommand } from './restore.ts'
import { checkRows } from './signed-rows.ts'

type ActName = ActOf<'journal'>

/** One act of `journal`, with the options of its row in the table. */
type Act<Name extends ActName> = (
  options: OptionsOf<`journal ${Name}`>,
  line: CommandLine,
  files: readonly string[],
) => Promise<ExitCode>

const unusable = (line: CommandLine, problem: string): ExitCode => {
  line.say(problem)
  return EXIT.unusable
}

const print = (line: CommandLine, value: unknown): Promise<void> => line.out(`${JSON.stringify(value)}\n`)

/** The days of `--from` and `--to`. */
const daysOf = ({
  from,
  to,
}: Readonly<Record<'from' | 'to', string | undefined>>): Result<{ from?: string; to?: string }, string> => {
  for (const [name, day] of Object.entries({ from, to }))
    if (day !== undefined && !daySchema.safeParse(day).success)
      return fail(`--${name}: expected an existing day as YYYY-MM-DD`)
  // No day is in such a range: an answer of nothing would be taken for a count.
  if (from !== undefined && to !== undefined && from > to)
    return fail(`--to: expected a day that is not before --from, which is ${from}`)
  return ok({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
}

const verify: Act<'verify'> = async ({ home, slip }, line) => {
  const witnesses: Witness[] = []
  if (slip !== undefined) {
    const parsed = parseSlip(slip)
    if (!parsed.ok) return unusable(line, `--slip: ${parsed.problem}`)
    witnesses.push(parsed.value)
  }
  const verification = verifyJournal({ home }, witnesses, undefined, secondWalkFor)
  if (!verification.ok) return unusable(line, verification.problem.message)
  await print(line, verification.value)
  return verification.value.ok ? EXIT.done : EXIT.bad
}

const stats: Act<'stats'> = async (options, line) => {
  const days = daysOf(options)
  if (!days.ok) return unusable(line, days.problem)
  const reader = openJournalForReading(options)
  if (!reader.ok) return unusable(line, reader.problem.message)
  try {
    await print(line, atOnce(statisticsInSteps(reader.value.connection.database, days.value)))
    return EXIT.done
  } finally {
    reader.value.close()
  }
}

/**
 * Acts that write a row need the journal to be there and no other process to have it. Where a restoring was cut off, opening it
 * ends that, and puts it there.
 */
const withJournal = async (
  home: string,
  line: CommandLine,
  act: (journal: JournalPort) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const there = openJournalForReading({ home })
  if (there.ok) there.value.close()
  else if (there.problem.why !== 'half-written' || restoringNotEnded(journalHome(home)) === null)
    return unusable(line, there.problem.message)
  const journal = openHome(home, line)
  if (!journal.ok) return EXIT.unusable
  try {
    return await act(journal.value)
  } catch (error) {
    // A disk that refuses a file beside the journal, a key file say, is named as when it refuses the journal.
    return badly(line, problemOf(error))
  } finally {
    journal.value.close()
  }
}

const badly = (line: CommandLine, { why, detail }: Readonly<{ why: string; detail: string }>): ExitCode => {
  line.say(`${why}: ${detail}`)
  return EXIT.bad
}

const exportRows: Act<'export'> = async (options, line) => {
  const { format = 'jsonl', rows = 'events', staff = RECEPTION } = options
  if (format !== 'csv' && format !== 'jsonl') return unusable(line, '--format: expected csv or jsonl')
  if (rows !== 'events' && rows !== 'visits') return unusable(line, '--rows: expected visits or events')
  const days = daysOf(options)
  if (!days.ok) return unusable(line, days.problem)
  return withJournal(options.home, line, async (journal) => {
    const exported = journal.export({ staff, format, rows, ...days.value })
    if (!exported.ok) return badly(line, exported.problem)
    for (const piece of exported.value.pieces) if (piece !== '') await line.out(piece)
    return EXIT.done
  })
}

const backup: Act<'backup'> = (options, line) =>
  withJournal(options.home, line, async (journal) => {
    const made = atOnce(
      journal.backUp({
        staff: options.staff ?? RECEPTION,
        ...(options.file === undefined ? {} : { folder: options.file }),
      }),
    )
    if (!made.ok) return badly(line, made.problem)
    const { path, rows, others } = made.value
    if (others > 0)
      line.say(
        `warning: ${others} other backups lie in this folder, of another journal or under other keys; they are left alone`,
      )
    await print(line, { path, rows })
    return EXIT.done
  })

const keySheet: Act<'key-sheet'> = async ({ home, passphrase: file, staff = RECEPTION }, line) => {
  const passphrase = await passphraseIn(file, line)
  if (!passphrase.ok) return unusable(line, passphrase.problem)
  return withJournal(home, line, async (journal) => {
    const made = journal.makeKeySheet({ staff, passphrase: passphrase.value })
    if (!made.ok) return badly(line, made.problem)
    const { number, hasPassphrase, at } = made.value
    await print(line, { sheet: number, at, hasPassphrase, text: keySheetText(made.value) })
    line.say('keep this apart from the backups; the next backup is the first that it opens')
    return EXIT.done
  })
}

const cancelPurge = (journal: JournalPort, staff: string, line: CommandLine): Promise<ExitCode> => {
  const cancelled = journal.cancelPurge({ staff })
  return cancelled.ok
    ? print(line, { cancelled: cancelled.value }).then(() => EXIT.done)
    : Promise.resolve(badly(line, cancelled.problem))
}

const purge: Act<'purge'> = async ({ home, years: given, cancel, staff = RECEPTION }, line) => {
  if (cancel) return withJournal(home, line, (journal) => cancelPurge(journal, staff, line))
  const { retentionYears: minimum, backupFolder } = readSettings(home).settings
  const years = Number(given)
  if (!Number.isInteger(years) || years < minimum)
    return unusable(
      line,
      `--years: expected a whole number of years, at least ${minimum} (the retention that is set)`,
    )
  return withJournal(home, line, async (journal) => {
    const folders = backupFolder === null ? [] : [backupFolder]
    const purged = journal.purge({ staff, years, minimum, folders })
    if (!purged.ok) return badly(line, purged.problem)
    if (purged.value.state === 'announced') {
      const { rows, oldest, newest, on } = purged.value
      await print(line, { rows, oldest, newest, on })
      line.say(`nothing is removed yet: call this again on ${on} or later; --cancel takes it back`)
    } else if (purged.value.state === 'nothing')
      await print(line, { rows: 0, oldest: null, newest: null, on: null })
    else {
      clearOut(home, { now: Date.now(), retentionYears: minimum, isPurged: true })
      await print(line, { rows: purged.value.rows })
    }
    return EXIT.done
  })
}

const confirmDay: Act<'confirm-day'> = async ({ home, day, staff = RECEPTION }, line) => {
  if (!daySchema.safeParse(day).success)
    return unusable(line, '--day: expected an existing day as YYYY-MM-DD')
  return withJournal(home, line, async (journal) => {
    const confirmed = journal.confirmDay({ staff, today: day })
    if (!confirmed.ok) return badly(line, confirmed.problem)
    await print(line, { confirmed: day })
    return EXIT.done
  })
}

const rotateKeys: Act<'rotate-keys'> = (options, line) =>
  withJournal(options.home, line, async (journal) => {
    const noRoom = journal.roomForNewKeys()
    if (noRoom !== null) return badly(line, noRoom)
    const keys = journal.extendedKeys()
    const ring = parseKeyRing(keys)
    if (!ring.ok) return badly(line, { why: 'unknown', detail: ring.problem })
    writeKeyFiles(journalHome(options.home), ring.value)
    const rotated = journal.rotateKeys({ staff: options.staff ?? RECEPTION, keys })
    if (!rotated.ok) return badly(line, rotated.problem)
    await print(line, { rotated: true })
    return EXIT.done
  })

const acknowledge: Act<'acknowledge'> = async (options, line) => {
  const { why, staff = RECEPTION } = options
  return withJournal(options.home, line, async (journal) => {
    const written = journal.acknowledgeLosses({ staff, why })
    if (!written.ok) return badly(line, written.problem)
    await print(line, { acknowledged: true })
    return EXIT.done
  })
}

const takeOver: Act<'take-over'> = async (options, line) => {
  const { why, staff = RECEPTION } = options
  return withJournal(options.home, line, async (journal) => {
    if (!journal.isElsewhere()) return unusable(line, 'this journal is at home here: nothing is taken over')
    const written = journal.takeOver({ staff, why })
    if (!written.ok) return badly(line, written.problem)
    await print(line, { takenOver: true })
    return EXIT.done
  })
}

const slip: Act<'slip'> = (options, line) =>
  withJournal(options.home, line, async (journal) => {
    await print(line, journal.slip())
    return EXIT.done
  })

const heads: Act<'heads'> = (options, line) =>
  withJournal(options.home, line, async (journal) => {
    const signed = journal.signHead()
    if (!signed.ok) return badly(line, signed.problem)
    await print(line, { key: signed.value.key, heads: journal.signedHeads() })
    return EXIT.done
  })

const check: Act<'check'> = async ({ key }, line, [headsFile, rowsFile]) => {
  if (headsFile === undefined || rowsFile === undefined)
    return unusable(line, 'expected two files: what journal heads and journal export have written')
  const checked = checkRows(headsFile, rowsFile, key)
  if (!checked.ok) return unusable(line, checked.problem)
  await print(line, { ...checked.value, keyGiven: key !== undefined })
  return checked.value.ok ? EXIT.done : EXIT.bad
}

const setAside: Act<'set-aside'> = async ({ home }, line) => {
  const moved = setJournalAside(home, readClocks().iso)
  if (!moved.ok) return unusable(line, moved.problem.message)
  await print(line, { moved: moved.value })
  return EXIT.done
}

const ACTS: { readonly [Name in ActName]: Act<Name> } = {
  verify,
  export: exportRows,
  stats,
  backup,
  restore: restoreCommand,
  purge,
  'key-sheet': keySheet,
  'confirm-day': confirmDay,
  'rotate-keys': rotateKeys,
  acknowledge,
  'take-over': takeOver,
  slip,
  heads,
  check,
  'set-aside': setAside,
}

const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name)

const run = async <Name extends ActName>(
  name: Name,
  args: readonly string[],
  line: CommandLine,
): Promise<ExitCode> => {
  const read = readArguments<`journal ${Name}`>(`journal ${name}`, args)
  return read.ok ? ACTS[name](read.value.options, line, read.value.files) : unusable(line, read.problem)
}

/** `journal verify|export|stats|… --home DIR`. */
export const journalCommand: Command = async ([name, ...rest], line) =>
  name !== undefined && isAct(name)
    ? run(name, rest, line)
    : unusable(line, `${name ?? 'journal'}: expected one of: ${Object.keys(ACTS).join(', ')}`)
