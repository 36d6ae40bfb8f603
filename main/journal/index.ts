export type { FindsIndividualNumber } from './entry.ts'
export { createKeyRing, type KeyRing, keyRingText, parseKeyRing } from './keys.ts'
export { clockJump, dayOf, type Moment, readClocks } from './moment.ts'
export { type OpenJournal, openJournal } from './open.ts'
