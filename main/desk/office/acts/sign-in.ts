import type { Act } from '../act.ts'

/** Signs a person in by PIN; a refusal is shown with its cause. */
export const signIn: Act<'sign-in'> = ({ person, secret }, office) =>
  void office.staff.signIn({ id: person, pin: secret }, office)
