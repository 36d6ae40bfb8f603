/** Shared by the commands that touch a journal. */
import { hostname } from 'node:os'
import type { ClockDoubt, JournalOpenFailure, JournalPort, JournalWarning } from '../../contract/journal.ts'
import { type Result, unreachable } from '../../contract/result.ts'
import { builtOn } from '../built.ts'
import { type Circumstances, openJournal, readClocks } from '../journal/index.ts'
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'
import type { CommandLine } from './input.ts'

const DOUBT_TEXT: Readonly<Record<ClockDoubt, string>> = {
  behind: 'it is behind the newest row',
  'before-build': 'it is before this program was made',
  ahead: 'it is more than 60 days ahead of the newest row',
}

/** Puts the result of opening into a line for the person at the command line. */
const warningText = (warning: JournalWarning): string => {
  switch (warning.code) {
    case 'key-file':
      return `${warning.path}: warning: the journal's key is kept in this file, as there is no key store here; whoever reads it can read the journal`
    case 'key-file-was-open':
      return `${warning.path}: warning: others could read this key file; it is the owner's alone again, and the keys should be rotated`
    case 'keys-pending':
      return `warning: a change of the keys is not ended yet (${warning.detail}); the next opening tries again`
    case 'loss-found':
      return warning.fromSeq > 0
        ? `warning: ${warning.what}: rows ${warning.fromSeq} to ${warning.toSeq}; it is on record, see journal verify`
        : `warning: ${warning.what}; it is on record, see journal verify`
    case 'clock-doubted':
      return `warning: the clock cannot be right (${DOUBT_TEXT[warning.why]}): rows are marked until somebody confirms the day: journal confirm-day`
    case 'migrated':
      return `warning: the journal was brought from form ${warning.from} to form ${warning.to}, after a backup`
    default:
      return unreachable(warning)
  }
}

/** The command line as the journal's writer. */
export const circumstances: Circumstances = {
  now: readClocks,
  terminal: hostname() || 'command-line',
  channel: 'command-line',
  get built() {
    return builtOn()
  },
  findsIndividualNumber: (text) => containsIndividualNumber(text) === 'valid',
}

/** Opens the journal of a home folder for the command line, with what there is to say about it on standard error. */
export const openHome = (home: string, line: CommandLine): Result<JournalPort, JournalOpenFailure> => {
  const journal = openJournal({ home, ...circumstances })
  if (journal.ok) for (const warning of journal.value.warnings) line.say(warningText(warning))
  else line.say(journal.problem.message)
  return journal
}
