import { verifyJournal } from '../../journal/index.ts'
import { type Command, type CommandLine, EXIT, type ExitCode } from '../input.ts'
import { readOptions } from '../options.ts'

const needsHome = (line: CommandLine): ExitCode => {
  line.say('--home: a folder is needed')
  return EXIT.unusable
}

const verify: Command = async (args, line) => {
  const read = readOptions(args, ['home'], { positionals: 0 })
  if (!read.ok) {
    line.say(read.problem)
    return EXIT.unusable
  }
  const { home } = read.value.options
  if (home === undefined) return needsHome(line)
  const verification = verifyJournal({ home })
  if (!verification.ok) {
    line.say(verification.problem.message)
    return EXIT.unusable
  }
  await line.out(`${JSON.stringify(verification.value)}\n`)
  return verification.value.ok ? EXIT.done : EXIT.bad
}

const ACTS: Readonly<Record<string, Command>> = { verify }

/** `journal verify|export|stats … --home DIR`. */
export const journalCommand: Command = async (args, line) => {
  const [name, ...rest] = args
  const act = name !== undefined && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
  if (!act) {
    line.say(`${name ?? 'journal'}: expected one of: ${Object.keys(ACTS).join(', ')}`)
    return EXIT.unusable
  }
  return act(rest, line)
}
