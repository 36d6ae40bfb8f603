import type { Act } from '../act.ts'

/** Ends the long act under way. */
export const giveUpWork: Act<'give-up-work'> = (_, office) => office.care.giveUp(office)
