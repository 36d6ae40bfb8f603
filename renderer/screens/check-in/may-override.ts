import type { Need } from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { useDesk } from '../../state/desk.ts'

/** Tells whether whoever is signed in has the right to decide otherwise than the rules. The desk checks it again. */
export const useOverrideRight = (): boolean => useDesk().office.staff.rights.includes('override')

/** Tells whether whoever is signed in may decide otherwise than the rules in this check-in, now. */
export const useMayOverride = (checkIn: CheckInView): boolean => {
  const hasRight = useOverrideRight()
  return hasRight && checkIn.decided?.decision.overridable === true && checkIn.overridden === null
}

/** Leaves out a decision by staff where whoever is there may not make one. */
export const offered = (needs: readonly Need[], hasRight: boolean): readonly Need[] =>
  hasRight ? needs : needs.filter((need) => need !== 'staff')
