/** How a decision looks: its icon, its colour, and for what is not accepted, which kind of "not". */
import { type Decision, type Outcome, REASONS, type ReasonCode } from '../../contract/decision.ts'
import { unreachable } from '../../contract/result.ts'
import type { IconName } from './icon.tsx'

/**
 * `not-eligible`: somebody who knows has answered that this cover does not stand · `unknown`: nobody could be asked,
 * or nothing was found; it says nothing about the cover · `more`: what is here is in order, and not enough.
 * The three are different words, colours and icons: a fault of a device must never look like a missing insurance.
 */
export type Tone = 'accepted' | 'noted' | 'more' | 'not-eligible' | 'unknown'

const NOT_ELIGIBLE: ReadonlySet<ReasonCode> = new Set(['ONLINE_INVALID', 'QUAL_LOST'])

const UNKNOWN: ReadonlySet<ReasonCode> = new Set([
  'PHONE_UNSUPPORTED',
  'PHONE_NO_GRACE',
  'CERT_EXPIRED',
  'NOT_REGISTERED',
  'ONLINE_NOT_FOUND',
  'CARD_NOT_USABLE',
  'CARD_ONLY_FALLBACK',
  'FACE_ONLY_CARD',
  'PHOTOLESS_PIN_REQUIRED',
  'NO_PROOF',
])

/** The tone of a reason by itself, as in the list of visits. */
export const toneOfReason = (reason: ReasonCode): Tone => {
  if (NOT_ELIGIBLE.has(reason)) return 'not-eligible'
  if (UNKNOWN.has(reason)) return 'unknown'
  return toneOfOutcome(REASONS[reason])
}

/** The tone of an outcome where no reason is known, as after an override. */
export const toneOfOutcome = (outcome: Outcome): Tone => {
  switch (outcome) {
    case 'accept':
      return 'accepted'
    case 'accept-with-note':
      return 'noted'
    case 'need-more':
      return 'more'
    case 'not-confirmed':
      return 'unknown'
    default:
      return unreachable(outcome)
  }
}

/** The tone of a whole decision. */
export const toneOf = (decision: Decision): Tone => {
  const reason = decision.reasons[0]?.code
  return reason === undefined ? toneOfOutcome(decision.outcome) : toneOfReason(reason)
}

export const TONE_ICONS = {
  accepted: 'accepted',
  noted: 'noted',
  more: 'more',
  'not-eligible': 'not-eligible',
  unknown: 'unknown',
} as const satisfies Record<Tone, IconName>
