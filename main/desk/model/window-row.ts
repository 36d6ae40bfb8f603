/** Turns the fate of the receptionist's window into a row of the journal. */
import type { CheckInView } from '../../../contract/desk.ts'
import type { PageFate } from '../../../contract/process.ts'
import type { RecordableEvent } from './core.ts'

/** @param checkIn the check-in that was open and still is: the desk holds it, not the window */
export const windowRow = (what: PageFate, checkIn: CheckInView | null): RecordableEvent =>
  what === 'back'
    ? { event: 'recovered', process: 'window', ...(checkIn === null ? {} : { checkIn: checkIn.id }) }
    : { event: 'crashed', process: 'window', cause: what }
