import type { Act } from '../act.ts'

/** Makes the next code that is scanned this person’s staff card; with null, no longer. */
export const registerStaffCard: Act<'register-staff-card'> = ({ person }, office) =>
  office.staff.register(person, office)
