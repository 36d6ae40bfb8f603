/** Keeps who is at the desk, and so what may be done there. */
import type { Staff } from '../../../contract/office.ts'
import type { Result } from '../../../contract/result.ts'
import { RIGHTS } from '../../../contract/rights.ts'
import { RECEPTION, type StaffMember, type StaffPort } from '../../../contract/staff.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { isLocked } from '../model/admission.ts'
import { mustLock, RIGHTS_OF_ROLE } from '../model/rights.ts'
import type { OfficeContext } from '../ports.ts'
import { refuse } from './refuse.ts'

export type StaffRoom = {
  view(): Staff
  /** The staff member for the journal's rows. */
  actor(): string
  signIn(attempt: { readonly id: string; readonly pin: string }, context: OfficeContext): Promise<void>
  signOut(cause: 'asked' | 'idle', context: OfficeContext): void
  /** Gives an administrator a new PIN by the key sheet, and signs them in. */
  recover(attempt: Parameters<StaffPort['recover']>[0], context: OfficeContext): Promise<void>
  /** Changes or adds somebody, and shows what came of it. @param act gets the staff member who does it */
  change(
    act: (staff: StaffPort, by: string) => Promise<Result<StaffMember, unknown>>,
    context: OfficeContext,
  ): Promise<void>
  /** Removes somebody, and shows what came of it. */
  remove(person: string, context: OfficeContext): void
  /** Waits for a code to be scanned for this person; with null for none any longer. */
  register(person: string | null, context: OfficeContext): void
  /** A card that was scanned at the locked desk, or for whoever is being given one. Its code is kept only as a hash. */
  cardScanned(code: string, context: OfficeContext): void
  /** Somebody has touched the desk. */
  touched(monotonic: number): void
  /** Signs out whoever has not touched the desk for so long; a desk without staff has nobody to ask for. */
  lockWhenIdle(monotonic: number, lockAfterMinutes: number, context: OfficeContext): void
}

/**
 * The staff of the journal, at the desk. With no staff set up, whoever is there is "reception" and may do everything.
 * @param staff null while the journal cannot be opened: then nobody can sign in, and the desk goes on with a receptionist's rights
 */
export const createStaffRoom = (staff: StaffPort | null): StaffRoom => {
  let signedIn: StaffMember | null = null
  let refusal: Staff['refusal'] = null
  let asksPinOf: string | null = null
  let registering: string | null = null
  let lastTouch = 0
  // Looked for in the journal only when the staff may have changed: the view is asked for at every event.
  let left = staff?.left() ?? []

  const view = (): Staff => {
    const people = staff?.members() ?? []
    const required = people.length > 0
    // A person who keeps the journal from being opened gains nothing by it.
    const whenOpen = staff === null ? RIGHTS_OF_ROLE.receptionist : RIGHTS
    const rights = !required ? whenOpen : signedIn === null ? [] : RIGHTS_OF_ROLE[signedIn.role]
    return {
      required,
      signedIn,
      rights: [...rights],
      people: [...people],
      left: [...left],
      refusal,
      ...(asksPinOf === null ? {} : { asksPinOf }),
      registering,
    }
  }
  const show = (context: OfficeContext): void => {
    left = staff?.left() ?? []
    context.tell({ type: 'staff', staff: view() })
  }
  const actor = (): string => signedIn?.id ?? RECEPTION

  const answered = (answer: Result<unknown, unknown>, context: OfficeContext): void => {
    if (!answer.ok) {
      const code = answer.problem === 'card-too-simple' ? 'STAFF_CARD_TOO_SIMPLE' : 'INPUT_REFUSED'
      context.tell({ type: 'say', code, tone: 'look' })
    }
    show(context)
  }

  const change: StaffRoom['change'] = async (act, context) => {
    if (staff === null) return
    const answer = await act(staff, actor())
    // A person who takes a right from themselves has lost it from this moment on.
    if (answer.ok && answer.value.id === signedIn?.id) signedIn = answer.value
    answered(answer, context)
  }

  const signOut: StaffRoom['signOut'] = (cause, context) => {
    if (signedIn === null) return
    staff?.signOut({ id: signedIn.id, cause })
    signedIn = null
    refusal = null
    registering = null
    show(context)
  }

  const signInByCard = (port: StaffPort, code: string, context: OfficeContext): void => {
    const answer = port.signInByCard(code)
    signedIn = answer.ok && !answer.value.needsPin ? answer.value.member : null
    asksPinOf = answer.ok && answer.value.needsPin ? answer.value.member.id : null
    refusal = answer.ok ? null : answer.problem === 'waiting' ? 'locked' : 'unknown-card'
    show(context)
  }

  const signIn: StaffRoom['signIn'] = async ({ id, pin }, context) => {
    if (staff === null) return
    const answer = await staff.signIn({ id, pin })
    signedIn = answer.ok ? answer.value : null
    if (answer.ok) asksPinOf = null
    refusal = answer.ok ? null : answer.problem === 'waiting' ? 'locked' : 'wrong-secret'
    show(context)
  }

  return {
    view,
    actor,
    change,
    remove: (id, context) => {
      if (staff !== null) answered(staff.remove({ by: actor(), id }), context)
    },
    signOut,
    signIn,
    recover: async (attempt, context) => {
      const answer = await staff?.recover(attempt)
      if (answer === undefined) return
      if (answer.ok) await signIn(attempt, context)
      else if (answer.problem === 'waiting' || answer.problem === 'wrong') {
        refusal = answer.problem === 'waiting' ? 'locked' : 'wrong-sheet'
        show(context)
      } else answered(answer, context)
    },
    register: (person, context) => {
      if (staff === null) return
      registering = person
      show(context)
    },
    cardScanned: (code, context) => {
      if (staff === null) return
      if (containsIndividualNumber(code) === 'valid') {
        context.tell({ type: 'say', code: 'MY_NUMBER_REFUSED', tone: 'look' })
        return
      }
      if (isLocked(view())) signInByCard(staff, code, context)
      else if (registering !== null) {
        const id = registering
        registering = null
        if (view().rights.includes('staff'))
          void change((port, by) => port.change({ by, id, card: code }), context)
        else refuse('staff', context)
      }
    },
    touched: (monotonic) => {
      lastTouch = monotonic
    },
    lockWhenIdle: (monotonic, lockAfterMinutes, context) => {
      if (mustLock(monotonic - lastTouch, lockAfterMinutes)) signOut('idle', context)
    },
  }
}
