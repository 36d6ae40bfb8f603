import { type Intent, intentRules } from '../../../contract/intents.ts'
import type { Staff } from '../../../contract/office.ts'
import type { Right } from '../../../contract/staff.ts'

/** The answer to whether an intent may be performed. */
export type Admission =
  | { readonly state: 'admitted' }
  /** Staff is set up and nobody is signed in: the desk hears nothing but the sign-in. */
  | { readonly state: 'locked' }
  | { readonly state: 'no-right'; readonly right: Right }

/** Tells whether somebody has to sign in before anything else is done. */
export const isLocked = ({ required, signedIn }: Pick<Staff, 'required' | 'signedIn'>): boolean =>
  required && signedIn === null

/** Checks an intent against its rules (contract/intent.ts) and against who is at the desk: here, and nowhere else. */
export const admission = (intent: Intent, staff: Staff): Admission => {
  const { right, freeWith, whenLocked } = intentRules(intent.type)
  if (isLocked(staff)) return whenLocked === 'hear' ? { state: 'admitted' } : { state: 'locked' }
  const isFree =
    freeWith !== null &&
    Object.entries(freeWith).every(([key, value]): boolean => Reflect.get(intent, key) === value)
  return right === null || isFree || staff.rights.includes(right)
    ? { state: 'admitted' }
    : { state: 'no-right', right }
}
