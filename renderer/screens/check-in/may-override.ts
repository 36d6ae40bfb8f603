import type { CheckInView } from '../../../contract/desk.ts'
import { useDesk } from '../../state/connection.ts'

/** Tells whether whoever is signed in may decide otherwise than the rules in this check-in, now. The desk checks it again. */
export const useMayOverride = (checkIn: CheckInView): boolean => {
  const { rights } = useDesk().office.staff
  return (
    rights.includes('override') &&
    checkIn.decided?.decision.overridable === true &&
    checkIn.overridden === null
  )
}
