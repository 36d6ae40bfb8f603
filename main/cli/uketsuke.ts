/** The command line: the same desk, rules, codes and journal as the window. One command, one file in `commands/`. */
import { type Command, type CommandLine, EXIT } from './input.ts'

const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  decide: {
    summary: 'decide [FILE]                      decide check-ins; touches no device and no journal',
    load: async () => (await import('./commands/decide.ts')).decideCommand,
  },
  rules: {
    summary: 'rules explain CODE                 a reason: its words, rules, sources, days and cases',
    load: async () => (await import('./commands/rules.ts')).rulesCommand,
  },
  scan: {
    summary: 'scan [FILE]                        read recordings of scanners; touches no device',
    load: async () => (await import('./commands/scan.ts')).scanCommand,
  },
  card: {
    summary: 'card read [--reader NAME] [--timeout SECONDS] [--trace]   read one card: docs/readers.md',
    load: async () => (await import('./commands/card.ts')).cardCommand,
  },
  'check-in': {
    summary:
      'check-in [FILE] --home DIR         decide, and put each on record; a line once its row is durable',
    load: async () => (await import('./commands/check-in.ts')).checkInCommand,
  },
  journal: {
    summary: 'journal verify|export|stats …      the verification journal: docs/journal.md',
    load: async () => (await import('./commands/journal.ts')).journalCommand,
  },
  doctor: {
    summary: 'doctor [--json] [--home DIR]       what works on this machine, and what to do about the rest',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
}

const usage = (): string =>
  ['uketsuke COMMAND …', '', ...Object.values(COMMANDS).map(({ summary }) => `  ${summary}`), ''].join('\n')

/** Runs one command. Unknown commands and `--help` answer with the list. */
export const runCommandLine = async (args: readonly string[], line: CommandLine): Promise<number> => {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === 'help') {
    await line.out(usage())
    return name === undefined ? EXIT.unusable : EXIT.done
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    line.say(`${name}: unknown command; there are: ${Object.keys(COMMANDS).join(', ')}`)
    return EXIT.unusable
  }
  return (await command.load())(rest, line)
}
