/** Who is at the desk, and what they may do. */
import type { Staff } from '../../../contract/office.ts'
import type { Result } from '../../../contract/result.ts'
import {
  mustLock,
  RECEPTION,
  RIGHTS,
  RIGHTS_OF_ROLE,
  type StaffMember,
  type StaffPort,
} from '../../../contract/staff.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import type { Effect } from '../model/core.ts'
import type { Hands } from '../ports.ts'

export type StaffEffect = Extract<
  Effect,
  {
    type:
      | 'sign-in'
      | 'sign-out'
      | 'add-person'
      | 'change-person'
      | 'remove-person'
      | 'staff-card'
      | 'register-staff-card'
      | 'remove-staff-card'
  }
>

export type StaffRoom = {
  view(): Staff
  /** The staff member for the journal's rows. */
  actor(): string
  perform(effect: StaffEffect, hands: Hands): void
  /** Somebody has touched the desk. */
  touched(monotonic: number): void
  /** Signs out whoever has not touched the desk for so long; a desk without staff has nobody to ask for. */
  lockWhenIdle(monotonic: number, lockAfterMinutes: number, hands: Hands): void
}

/**
 * The staff of the journal, at the desk. With no staff set up, whoever is there is "reception" and may do everything.
 * @param staff null while the journal cannot be opened: then nobody can sign in, and the desk goes on as reception
 */
export const createStaffRoom = (staff: StaffPort | null): StaffRoom => {
  let signedIn: StaffMember | null = null
  let refusal: Staff['refusal'] = null
  let registering: string | null = null
  let lastTouch = 0
  // Looked for in the journal only when the staff may have changed: the view is asked for at every event.
  let left = staff?.left() ?? []

  const view = (): Staff => {
    const people = staff?.members() ?? []
    const required = people.length > 0
    const rights = !required ? RIGHTS : signedIn === null ? [] : RIGHTS_OF_ROLE[signedIn.role]
    return {
      required,
      signedIn,
      rights: [...rights],
      people: [...people],
      left: [...left],
      refusal,
      registering,
    }
  }
  const show = (hands: Hands): void => {
    left = staff?.left() ?? []
    hands.tell({ type: 'staff', staff: view() })
  }
  const actor = (): string => signedIn?.id ?? RECEPTION

  const signIn = async (port: StaffPort, person: string, secret: string, hands: Hands): Promise<void> => {
    const answer = await port.signIn({ id: person, pin: secret })
    signedIn = answer.ok ? answer.value : null
    refusal = answer.ok ? null : answer.problem === 'waiting' ? 'locked' : 'wrong-secret'
    show(hands)
  }

  const signOut = (port: StaffPort, cause: 'asked' | 'idle', hands: Hands): void => {
    if (signedIn === null) return
    port.signOut({ id: signedIn.id, cause })
    signedIn = null
    refusal = null
    registering = null
    show(hands)
  }

  /** A card that was scanned at the locked desk, or for whoever is being given one. Its code is kept nowhere but as a hash. */
  const cardScanned = (port: StaffPort, code: string, hands: Hands): void => {
    if (containsIndividualNumber(code) === 'valid') {
      hands.tell({ type: 'say', code: 'MY_NUMBER_REFUSED', tone: 'look' })
      return
    }
    const { required } = view()
    if (required && signedIn === null) {
      const answer = port.signInByCard(code)
      signedIn = answer.ok ? answer.value : null
      refusal = answer.ok ? null : 'unknown-card'
      if (!answer.ok) hands.record({ event: 'staff-refused', cause: 'wrong' })
      show(hands)
      return
    }
    const id = registering
    if (id === null) return
    registering = null
    ifAllowed(hands, () => {
      void port.change({ by: actor(), id, card: code }).then((answer) => changed(answer, hands))
    })
  }

  const ifAllowed = (hands: Hands, act: () => void): void => {
    if (view().rights.includes('staff')) act()
    else {
      hands.record({ event: 'staff-refused', cause: 'no-right', right: 'staff' })
      hands.tell({ type: 'say', code: 'NOT_ALLOWED', tone: 'look' })
    }
  }

  const changed = (answer: Result<unknown, unknown>, hands: Hands): void => {
    if (!answer.ok) hands.tell({ type: 'say', code: 'INPUT_REFUSED', tone: 'look' })
    show(hands)
  }

  return {
    view,
    actor,
    perform: (effect, hands) => {
      if (staff === null) return
      switch (effect.type) {
        case 'sign-in':
          void signIn(staff, effect.person, effect.secret, hands)
          return
        case 'sign-out':
          signOut(staff, 'asked', hands)
          return
        case 'add-person':
          ifAllowed(hands, () => {
            const { name, role, secret } = effect
            void staff.add({ by: actor(), name, role, pin: secret }).then((answer) => changed(answer, hands))
          })
          return
        case 'change-person':
          ifAllowed(hands, () => {
            const { person: id, role, secret: pin } = effect
            const change = { ...(role === undefined ? {} : { role }), ...(pin === undefined ? {} : { pin }) }
            void staff.change({ by: actor(), id, ...change }).then((answer) => {
              // Whoever takes a right from themselves has it no longer from this moment on.
              if (answer.ok && signedIn?.id === id) signedIn = answer.value
              changed(answer, hands)
            })
          })
          return
        case 'staff-card':
          cardScanned(staff, effect.code, hands)
          return
        case 'register-staff-card':
          if (effect.person === null) {
            registering = null
            show(hands)
          } else
            ifAllowed(hands, () => {
              registering = effect.person
              show(hands)
            })
          return
        case 'remove-staff-card':
          ifAllowed(hands, () => {
            void staff
              .change({ by: actor(), id: effect.person, card: null })
              .then((answer) => changed(answer, hands))
          })
          return
        case 'remove-person':
          ifAllowed(hands, () => changed(staff.remove({ by: actor(), id: effect.person }), hands))
          return
      }
    },
    touched: (monotonic) => {
      lastTouch = monotonic
    },
    lockWhenIdle: (monotonic, lockAfterMinutes, hands) => {
      if (staff !== null && mustLock(monotonic - lastTouch, lockAfterMinutes)) signOut(staff, 'idle', hands)
    },
  }
}
