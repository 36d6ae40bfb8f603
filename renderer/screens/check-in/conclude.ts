import type { CheckInView } from '../../../contract/desk.ts'
import { send } from '../../state/connection.ts'

/** Asks the desk to finish the check-in with the decision that is on the screen, and with no other. */
export const conclude = (checkIn: CheckInView): void =>
  send({ type: 'conclude', seq: checkIn.decided?.seq ?? null })
