import type { Act } from '../act.ts'

/** Signs out whoever is at the desk. */
export const signOut: Act<'sign-out'> = (_, office) => office.staff.signOut('asked', office)
