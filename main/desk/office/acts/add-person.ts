import type { Act } from '../act.ts'

/** Adds a staff member. */
export const addPerson: Act<'add-person'> = ({ name, role, secret }, office) =>
  void office.staff.change((staff, by) => staff.add({ by, name, role, pin: secret }), office)
