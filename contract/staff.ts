import { z } from 'zod'
import type { Result } from './result.ts'
import { RIGHTS } from './rights.ts'

export const ROLES = ['receptionist', 'manager', 'administrator'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

export const rightSchema = z.enum(RIGHTS)
/** An act that not everybody may do. */
export type Right = z.infer<typeof rightSchema>

/** The actors of rows while no staff is set up, and of what the machine does by itself. */
export const RECEPTION = 'reception'
export const TERMINAL = 'terminal'

/** Why a PIN is not taken: 4 to 12 digits, and not one that everybody tries first. */
export const pinProblem = (pin: string): 'not-digits' | 'too-simple' | null => {
  if (!/^[0-9]{4,12}$/.test(pin)) return 'not-digits'
  const steps = Array.from(pin.slice(1), (digit, place) => (Number(digit) - Number(pin[place]) + 10) % 10)
  const [first] = steps
  return steps.every((step) => step === first) && (first === 0 || first === 1 || first === 9)
    ? 'too-simple'
    : null
}

/** The least that a staff card's code has to be worth: with the waits at the lock, more than a lifetime of guesses. */
const MIN_CARD_BITS = 32

/**
 * How hard a card's code is to guess, in bits: each character out of the kinds that the code holds (digits 10, letters 26
 * each, others 32), without those that only repeat or continue the one before. `STAFF0001` → 20, `4805173926` → 33.
 */
const cardBits = (code: string): number => {
  const kinds = [
    [/[0-9]/, 10],
    [/[A-Z]/, 26],
    [/[a-z]/, 26],
    [/[^0-9A-Za-z]/, 32],
  ] as const
  const choices = kinds.reduce((sum, [kind, size]) => sum + (kind.test(code) ? size : 0), 0)
  const codes = Array.from(code, (character) => character.codePointAt(0) ?? 0)
  const telling = codes.filter((one, place) => place === 0 || Math.abs(one - (codes[place - 1] ?? 0)) > 1)
  return choices === 0 ? 0 : telling.length * Math.log2(choices)
}

/** Tells whether a code may become somebody's staff card: one that can be guessed may not. Cards given before go on. */
export const isCardCodeStrong = (code: string): boolean => cardBits(code.trim()) >= MIN_CARD_BITS

export const STAFF_PROBLEMS = [
  'wrong',
  'waiting',
  'not-digits',
  'too-simple',
  'card-in-use',
  'card-too-simple',
  'last-administrator',
  'first-is-administrator',
  'unknown-person',
  'name-refused',
  'not-written',
] as const
/** Why a sign-in or a change of the staff was refused. */
export type StaffProblem = (typeof STAFF_PROBLEMS)[number]

/** A staff member as the list shows it. Every journal row names the id. */
export type StaffMember = {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** A staff card signs this member in. */
  readonly hasCard: boolean
}

/** The staff of the journal. Every act leaves its row in the journal; PINs and card codes are kept as hashes only. */
export type StaffPort = {
  /** The present staff, by name. */
  members(): StaffMember[]
  /** Former staff with concluded visits that are still on record, by name. */
  left(): { readonly id: string; readonly name: string }[]
  /** The name behind an id in a row, also of somebody who has left. */
  nameOf(id: string): string | null
  /** Adds a member; the first one must be an administrator. @param card what the staff card's code holds */
  add(member: {
    readonly by: string
    readonly name: string
    readonly role: Role
    readonly pin: string
    readonly card?: string
  }): Promise<Result<StaffMember, StaffProblem>>
  change(change: {
    readonly by: string
    readonly id: string
    readonly role?: Role
    readonly pin?: string
    readonly card?: string | null
  }): Promise<Result<StaffMember, StaffProblem>>
  /**
   * Gives an administrator a new PIN by the key sheet. A wrong sheet counts at the lock like a wrong PIN, and waits like one.
   * @param opensSheet tells whether what was typed is this journal's sheet; not asked while the lock waits
   */
  recover(attempt: {
    readonly id: string
    readonly pin: string
    readonly opensSheet: () => boolean
  }): Promise<Result<StaffMember, StaffProblem>>
  /** The last administrator cannot be removed while others are there. */
  remove(removal: { readonly by: string; readonly id: string }): Result<void, StaffProblem>
  signIn(attempt: { readonly id: string; readonly pin: string }): Promise<Result<StaffMember, StaffProblem>>
  /**
   * Signs in by card; an administrator's card only says who is there, and the PIN is still asked for (`needsPin`).
   */
  signInByCard(
    code: string,
  ): Result<{ readonly member: StaffMember; readonly needsPin: boolean }, StaffProblem>
  signOut(leaving: {
    readonly id: string
    readonly cause: 'asked' | 'idle' | 'stopped'
  }): Result<void, StaffProblem>
}
