/** The part of the journal that the rest of the house may use. */

export { openingProblem } from './access.ts'
export type { Circumstances } from './assemble.ts'
export { type Care, careInFolder, overdueDays } from './care.ts'
export { type ClockReading, clockJump, dayOf, readClocks } from './clock-reading.ts'
export { cell, identifierCell, momentCell } from './csv-cell.ts'
export type { FindsIndividualNumber } from './entry.ts'
export { problemOf } from './failure.ts'
export { type ForwardedRow, type ForwardingJournal, openForForwarding } from './forwarding.ts'
export { headsIn, type Place } from './heads.ts'
export { type JournalHome, journalHome, makeHomeReady } from './home.ts'
export { keyFilesHoldNoOther, readKeyFiles, removeKeyFiles, writeKeyFiles } from './key-files.ts'
export { findKeys, hasTraces, type StoredKeys } from './key-search.ts'
export { createKeyRing, holdsAll, type KeyRing, keyRingText, mayReplace, parseKeyRing } from './keys.ts'
export { type OpenJournal, openJournal } from './open.ts'
export { spellingsOf } from './patient-numbers.ts'
export { restoringNotEnded } from './pending-restore.ts'
export { RETENTION_YEARS } from './purge.ts'
export { openJournalForReading } from './read.ts'
export { type Restore, type Restored, restoreJournal, setJournalAside } from './restore.ts'
export {
  type RestoredFromRows,
  type RestoreFromRows,
  restoreFromRows,
} from './restore-rows.ts'
export { secondWalkFor } from './second-walk.ts'
export {
  checkHeads,
  firstDigest,
  type HeadCheck,
  headHolds,
  nextDigest,
  type PlainRow,
} from './signed-head.ts'
export { parseSlip } from './slip.ts'
export { statisticsInSteps } from './statistics.ts'
export { atOnce } from './steps.ts'
export { verifyJournal, type Witness } from './verify.ts'
export { isAct, leftBefore } from './visits.ts'
