/** The command line: the same desk, rules, codes and journal as the window. One command, one file in `commands/`. */
import { type Command, type CommandLine, EXIT } from './input.ts'
import { type FirstWord, firstWords, helpText, rowsOf } from './table.ts'

const COMMANDS: Readonly<Record<FirstWord, () => Promise<Command>>> = {
  decide: async () => (await import('./commands/decide.ts')).decideCommand,
  rules: async () => (await import('./commands/rules.ts')).rulesCommand,
  scan: async () => (await import('./commands/scan.ts')).scanCommand,
  card: async () => (await import('./commands/card.ts')).cardCommand,
  'check-in': async () => (await import('./commands/check-in.ts')).checkInCommand,
  journal: async () => (await import('./commands/journal.ts')).journalCommand,
  bridge: async () => (await import('./commands/bridge.ts')).bridgeCommand,
  forward: async () => (await import('./commands/forward.ts')).forwardCommand,
  center: async () => (await import('./commands/center.ts')).centerCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
}

const isCommand = (name: string): name is FirstWord => Object.hasOwn(COMMANDS, name)

/** The words of the command of which `--help` asks, and null where nobody asks: what follows `--` is not an option. */
const askedOf = (args: readonly string[]): string | null => {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  if (args[0] === 'help') return args.slice(1).join(' ')
  if (!options.includes('--help')) return null
  const words = options.slice(
    0,
    options.findIndex((arg) => arg.startsWith('-')),
  )
  // `journal verify`, then `journal`, then everything: the longest beginning that names a command.
  for (let length = words.length; length > 0; length -= 1) {
    const name = words.slice(0, length).join(' ')
    if (rowsOf(name).length > 0) return name
  }
  return words.join(' ')
}

/** Runs one command. `--help` answers with the table, or with the rows of the command that it stands with. */
export const runCommandLine = async (args: readonly string[], line: CommandLine): Promise<number> => {
  const [name, ...rest] = args
  const asked = name === undefined ? '' : askedOf(args)
  if (asked !== null && rowsOf(asked).length > 0) {
    await line.out(helpText(asked))
    return name === undefined ? EXIT.unusable : EXIT.done
  }
  if (name === undefined || !isCommand(name)) {
    line.say(`${asked ?? name}: unknown command; there are: ${firstWords().join(', ')}`)
    return EXIT.unusable
  }
  return (await COMMANDS[name]())(rest, line)
}
