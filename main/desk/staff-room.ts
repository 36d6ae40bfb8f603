/** Who is at the desk, and what they may do. */
import type { Staff } from '../contract/office.ts'
import { RECEPTION, RIGHTS } from '../contract/staff.ts'
import type { Hands } from './back-office.ts'
import type { OfficeEffect } from './service.ts'

export type StaffEffect = Extract<
  OfficeEffect,
  { type: 'sign-in' | 'sign-out' | 'add-person' | 'remove-person' }
>

export type StaffRoom = {
  view(): Staff
  /** The staff member for the journal's rows. */
  actor(): string
  perform(effect: StaffEffect, hands: Hands): void
}

/** A terminal with no staff set up: whoever is at the desk is "reception" and may do everything. */
export const createReception = (): StaffRoom => ({
  view: () => ({ required: false, signedIn: null, rights: [...RIGHTS], people: [], refusal: null }),
  actor: () => RECEPTION,
  perform: () => {},
})
