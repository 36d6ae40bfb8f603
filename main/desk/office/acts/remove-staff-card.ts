import type { Act } from '../act.ts'

/** Takes a staff member’s card away. */
export const removeStaffCard: Act<'remove-staff-card'> = ({ person: id }, office) =>
  void office.staff.change((staff, by) => staff.change({ by, id, card: null }), office)
