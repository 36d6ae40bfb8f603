/** What the rest of the house may use of the journal. */
export type { FindsIndividualNumber } from './entry.ts'
export { createKeyRing, type KeyRing, keyRingText, parseKeyRing } from './keys.ts'
export { clockJump, dayOf, type Moment, readClocks } from './moment.ts'
export { type OpenJournal, openJournal } from './open.ts'
export { visitsIn } from './search.ts'
export { verifyJournal, type Witness } from './verify.ts'
