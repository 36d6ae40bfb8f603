import type { Act } from '../act.ts'

/** Removes a staff member; the rows of the journal keep the name. */
export const removePerson: Act<'remove-person'> = ({ person }, office) => office.staff.remove(person, office)
