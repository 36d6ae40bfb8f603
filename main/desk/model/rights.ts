import { RIGHTS } from '../../../contract/rights.ts'
import type { Right, Role } from '../../../contract/staff.ts'

/** The rights of each role. A terminal with no staff set up runs as `reception`, which may do everything. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  receptionist: ['check-in', 'override', 'look', 'amend', 'outage'],
  manager: [
    'check-in',
    'override',
    'look',
    'amend',
    'outage',
    'month-list',
    'verify',
    'export',
    'confirm-day',
  ],
  administrator: RIGHTS,
}

/** Tells whether a role may do an act. */
export const mayDo = (role: Role, right: Right): boolean => RIGHTS_OF_ROLE[role].includes(right)

/** Tells whether nobody has touched the desk for so long that it must ask who is there. 0 minutes means never. */
export const mustLock = (idleMilliseconds: number, lockAfterMinutes: number): boolean =>
  lockAfterMinutes > 0 && idleMilliseconds >= lockAfterMinutes * 60_000
