/** The lines of `doctor` about the journal: whether it verifies, is backed up, and has a key sheet. */
import type { Diagnosis } from '../../../contract/office.ts'
import { unreachable } from '../../../contract/result.ts'
import { finding } from './finding.ts'

/**
 * The result of looking at the journal. `keys-elsewhere`: it is there, and its keys are sealed by the system's key store.
 * `keys-lost`: they are nowhere, or they are not its own.
 */
export type JournalCheck =
  | {
      readonly state: 'verified'
      readonly ok: boolean
      readonly entries: number
      readonly problem: string | null
    }
  | { readonly state: 'none' | 'keys-elsewhere' | 'keys-lost' }
  | { readonly state: 'not-opened'; readonly problem: string }

const spoiledJournal = (problem: string): Diagnosis =>
  finding('journal', 'fail', ['journalSpoiled', { problem }], 'journalSpoiledAdvice')

/** The line about the journal itself. */
export const journalFinding = (found: JournalCheck): Diagnosis => {
  switch (found.state) {
    case 'none':
      return finding('journal', 'ok', 'journalNone')
    case 'keys-elsewhere':
      return finding('journal', 'warn', 'journalKeysElsewhere', 'journalKeysElsewhereAdvice')
    case 'keys-lost':
      return finding('journal', 'fail', 'journalKeysLost', 'journalKeysLostAdvice')
    case 'not-opened':
      return spoiledJournal(found.problem)
    case 'verified':
      return found.ok
        ? finding('journal', 'ok', ['journal', { entries: found.entries }])
        : spoiledJournal(found.problem ?? 'unknown')
    default:
      return unreachable(found)
  }
}

/** The line about backups. @param days without a verified one, where there are too many */
export const backupFinding = (days: number | null): Diagnosis =>
  days === null
    ? finding('backup', 'ok', 'backup')
    : finding('backup', 'warn', ['backupOverdue', { days }], 'backupOverdueAdvice')

/**
 * The line about the key sheet: a clinic whose only computer breaks has nothing but this sheet and a backup.
 * @param isThere null where there is no journal that can be read: then there is no line
 */
export const keySheetFinding = (isThere: boolean | null): Diagnosis[] => {
  if (isThere === null) return []
  return isThere
    ? [finding('key-sheet', 'ok', 'keySheet')]
    : [finding('key-sheet', 'warn', 'noKeySheet', 'noKeySheetAdvice')]
}
