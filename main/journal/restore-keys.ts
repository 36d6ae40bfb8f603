/** The sources of the keys for restoring: the home itself, or the backup by way of the key sheet. */
import { ok } from '../../contract/result.ts'
import { readSealedRing } from './enclosed.ts'
import { type Failing, failure } from './failure.ts'
import type { JournalHome } from './home.ts'
import { writeKeyFiles } from './key-files.ts'
import { findKeys, givenOrFound, otherKeys } from './key-search.ts'
import { holdsAll, type KeyRing } from './keys.ts'
import { openSealedRing, type RecoveryProblem, type SealedRing } from './recovery.ts'

const lost = (message: string): Failing<never> => failure('key-lost', 'key-lost', message)

/** Why a sheet does not open a backup, in a line for the command line. */
const sheetMessage = (problem: RecoveryProblem): string => {
  switch (problem.why) {
    case 'length':
      return `the sheet has 70 letters and digits, and ${problem.characters} were given`
    case 'group':
      return `group ${problem.group} of the sheet is not as printed`
    case 'whole':
      return 'two groups of the sheet are not as printed'
    case 'passphrase-needed':
      return 'this sheet has a passphrase; it is needed too'
    case 'sheet':
      return 'this sheet does not open this backup, or the passphrase is another'
  }
}

/** The text of a key sheet, as it was typed or scanned, and its passphrase. */
export type TypedSheet = { readonly text: string; readonly passphrase: string | null }

/** The keys for restoring. `keep` puts them into key files where the home has not got them: once the backup has proved to be good. */
export type RestoreKeys = { readonly ring: KeyRing; readonly keep: () => void }

const has = (ring: KeyRing): Failing<RestoreKeys> => ok({ ring, keep: () => {} })

/** The keys out of the backup, by the sheet. */
export const keysBySheet = (home: JournalHome, backup: string, sheet: TypedSheet): Failing<RestoreKeys> => {
  const sealed = readSealedRing(backup)
  return sealed === null
    ? lost(`${backup}: made before there was a key sheet; it opens with its key files`)
    : keysInRing(home, { sealed, from: backup }, sheet)
}

/** The keys out of a sealed ring, as {@link keysBySheet}. `from` says for people where it lay. */
export const keysInRing = (
  home: JournalHome,
  { sealed, from }: { readonly sealed: SealedRing; readonly from: string },
  sheet: TypedSheet,
): Failing<RestoreKeys> => {
  const opened = openSealedRing(sealed, sheet.text, sheet.passphrase)
  if (!opened.ok) return lost(`${from}: sheet ${sealed.sheet} is needed: ${sheetMessage(opened.problem)}`)
  const ring = opened.value
  const own = findKeys(home, null)
  if (own.ok && own.value?.whole) {
    if (holdsAll(own.value.ring, ring)) return has(own.value.ring)
    if (!holdsAll(ring, own.value.ring))
      return lost(`${home.folder}: another journal's keys are here; restore into an empty folder`)
  } else {
    const other = otherKeys(home, ring)
    if (other !== null) return lost(other)
  }
  return ok({ ring, keep: () => writeKeyFiles(home, ring) })
}

/** The keys that the home has. */
export const keysHere = (home: JournalHome, given: KeyRing | undefined): Failing<RestoreKeys> => {
  const keys = givenOrFound(home, given)
  if (!keys.ok) return keys
  return keys.value === null
    ? failure('key-lost', 'key-lost', `${home.dataKey}: the key sheet or the two key files are needed`)
    : has(keys.value.ring)
}
