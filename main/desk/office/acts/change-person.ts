import type { Act } from '../act.ts'

/** Gives a staff member another role, another PIN, or both. */
export const changePerson: Act<'change-person'> = ({ person: id, role, secret: pin }, office) => {
  const change = { ...(role === undefined ? {} : { role }), ...(pin === undefined ? {} : { pin }) }
  void office.staff.change((staff, by) => staff.change({ by, id, ...change }), office)
}
