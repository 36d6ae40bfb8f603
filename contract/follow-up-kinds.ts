/** The words of what a visit leaves to do, of what came of it, and of what was paid meanwhile: for rows and lists alike. */
import { z } from 'zod'
import { NOTES } from './decision.ts'

/** Left by the end of the visit itself, whatever was ticked. */
const ENDS = [
  /** Nothing confirmed the cover. */
  'unconfirmed',
  /** It was taken on paper while the official system was down. */
  'outage',
  /** 10割: the patient paid all of it, and gets back what cover pays. */
  'paid-in-full',
  /** 労災: the form of the workers' compensation is still to come. */
  'work-form',
  /** 預り金: the patient left a sum that is settled later. */
  'deposit',
  /** The official side names a newer entitlement: the claims system is to be changed. */
  'newer-entitlement',
] as const

/** Everything that a `concluded` row may leave open (`notesOpen`): notes of the decision that were not ticked, and ends. */
export const LEFT_OPEN = [...NOTES, ...ENDS] as const
export const leftOpenSchema = z.enum(LEFT_OPEN)
export type LeftOpen = z.infer<typeof leftOpenSchema>

/** Things to be done. Two notes have the name of what they ask for, so that a visit has each thing to do once. */
export const FOLLOW_UPS = [
  ...ENDS,
  /** The insurance number is still to come: the visit ended on a 被保険者資格申立書, or in an emergency. */
  'self-declaration',
  /** To be asked online once more. */
  'recheck',
  'RESET_READER_MODE',
  'ASK_INSURER',
  'TELL_INSURER',
  'RENEW_CERTIFICATE',
  'ASK_COVER_CHANGED',
  'STOP_LOST_CARD',
] as const
export const followUpKindSchema = z.enum(FOLLOW_UPS)
export type FollowUpKind = z.infer<typeof followUpKindSchema>

/** `valid`, `invalid`, `changed`: the answer of a check that was made later · `refunded`: the money was given back. */
export const FOLLOW_UP_RESULTS = ['valid', 'invalid', 'changed', 'did-not-come', 'refunded', 'done'] as const
export const followUpResultSchema = z.enum(FOLLOW_UP_RESULTS)
export type FollowUpResult = z.infer<typeof followUpResultSchema>

/** Paid for now by a patient whose cover is not confirmed. */
export const PAID = ['in-full', 'deposit'] as const
export const paidSchema = z.enum(PAID)
export type Paid = z.infer<typeof paidSchema>

/** The share in tenths that the patient owes, once it is known: of a full payment the rest is given back. */
export const shareSchema = z.literal([1, 2, 3])

const CHECKED_LATER = ['valid', 'invalid', 'changed'] as const

/** The results that each thing to do may have, the likeliest first. */
export const RESULTS_OF: Readonly<Record<FollowUpKind, readonly FollowUpResult[]>> = {
  unconfirmed: [...CHECKED_LATER, 'did-not-come'],
  recheck: CHECKED_LATER,
  // Nobody can ask again about a visit without a number whose patient has brought nothing since.
  outage: [...CHECKED_LATER, 'did-not-come'],
  'self-declaration': [...CHECKED_LATER, 'did-not-come'],
  'paid-in-full': ['refunded', 'did-not-come'],
  deposit: ['refunded', 'did-not-come'],
  'work-form': ['done', 'did-not-come'],
  'newer-entitlement': ['done'],
  RESET_READER_MODE: ['done'],
  ASK_INSURER: [...CHECKED_LATER, 'done'],
  TELL_INSURER: ['done'],
  RENEW_CERTIFICATE: ['done'],
  ASK_COVER_CHANGED: ['done'],
  STOP_LOST_CARD: ['done'],
}
