/** `journal restore`: from a backup, from the center, or from both. */
import { z } from 'zod'
import { PASSPHRASE_LEAST } from '../../../contract/key-sheet.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import { restoreFromCenter } from '../../center/index.ts'
import { type RestoredFromRows, restoreJournal } from '../../journal/index.ts'
import { withSchema } from '../center.ts'
import { type CommandLine, EXIT, type ExitCode, readText } from '../input.ts'
import { circumstances } from '../journal.ts'
import type { OptionsOf } from '../options.ts'

const unusable = (line: CommandLine, problem: string): ExitCode => {
  line.say(problem)
  return EXIT.unusable
}

/** The first line of the file with a passphrase; null where none is given. */
export const passphraseIn = async (
  file: string | undefined,
  line: CommandLine,
): Promise<Result<string | null, string>> => {
  if (file === undefined) return ok(null)
  const content = await readText(file, line)
  if (!content.ok) return content
  const [first = ''] = content.value.split(/\r?\n/)
  return first.length >= PASSPHRASE_LEAST
    ? ok(first)
    : fail(`--passphrase: expected at least ${PASSPHRASE_LEAST} characters`)
}

const savedSheetSchema = z.looseObject({ text: z.string() })

/** The text of a sheet: as `journal key-sheet` has written it, or as somebody has typed it. */
const sheetIn = async (file: string, line: CommandLine): Promise<Result<string, string>> => {
  const content = await readText(file, line)
  if (!content.ok) return content
  try {
    const saved = savedSheetSchema.safeParse(JSON.parse(content.value))
    return ok(saved.success ? saved.data.text : content.value)
  } catch {
    return content
  }
}

/** A line for each thing that did not come back with the rows. */
const notRestored = ({
  staff,
  settings,
  signingKey,
  enrolment,
  other,
  missingThrough,
  throughSeq,
}: RestoredFromRows): readonly string[] => [
  ...(other === null
    ? []
    : [
        `rows ${other.from} to ${other.to} stood here under numbers of which the center holds other rows; they lie in aside/`,
      ]),
  ...(missingThrough === null
    ? []
    : [
        `rows ${throughSeq + 1} to ${missingThrough} are not at the center: they are named on record as missing`,
      ]),
  ...(staff === 'nowhere'
    ? ['staff and their PINs did not come back: set up an administrator at the next start']
    : []),
  ...(settings === 'none' ? ['settings did not come back'] : []),
  ...(settings === 'kept' ? ['the settings that are here stay'] : []),
  ...(signingKey === 'nowhere'
    ? ['the signing key did not come back: the next start makes another, and says so on record']
    : []),
  ...(enrolment === 'nowhere' || signingKey === 'nowhere'
    ? ['the terminal has to be enrolled anew: center invite --replaces, then forward enrol']
    : []),
]

type Options = OptionsOf<'journal restore'>
type Given = Parameters<typeof restoreJournal>[0]

const fromCenter = (
  { database, terminal, key, file }: Options,
  given: Omit<Given, 'backup'>,
  line: CommandLine,
): Promise<ExitCode> | ExitCode => {
  if (database === undefined)
    return unusable(line, '--database: the address of the center is needed, as its owner')
  if (terminal !== undefined && !z.uuid().safeParse(terminal).success)
    return unusable(line, '--terminal: expected the id of a terminal, as center status gives it')
  return withSchema(database, line, async (session) => {
    const restored = await restoreFromCenter(session, {
      ...given,
      backup: file ?? null,
      counter: terminal ?? null,
      publicKey: key ?? null,
    })
    if (!restored.ok) return unusable(line, restored.problem)
    await line.out(`${JSON.stringify(restored.value)}\n`)
    for (const sentence of notRestored(restored.value)) line.say(sentence)
    return EXIT.done
  })
}

export const restoreCommand = async (options: Options, line: CommandLine): Promise<ExitCode> => {
  const { home, file, why, staff = RECEPTION } = options
  const passphrase = await passphraseIn(options.passphrase, line)
  if (!passphrase.ok) return unusable(line, passphrase.problem)
  const text = options.sheet === undefined ? ok(null) : await sheetIn(options.sheet, line)
  if (!text.ok) return unusable(line, text.problem)
  const given = {
    ...circumstances,
    home,
    staff,
    why,
    ...(text.value === null ? {} : { sheet: { text: text.value, passphrase: passphrase.value } }),
  }
  if (options['from-center']) return fromCenter(options, given, line)
  for (const name of ['database', 'terminal', 'key'] as const)
    if (options[name] !== undefined) return unusable(line, `--${name}: belongs to --from-center`)
  if (file === undefined) return unusable(line, '--file: a backup is needed')
  const restored = restoreJournal({ ...given, backup: file })
  if (!restored.ok) return unusable(line, restored.problem.message)
  await line.out(`${JSON.stringify(restored.value)}\n`)
  return EXIT.done
}
