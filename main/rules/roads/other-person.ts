/**
 * A certificate or notice that is another person's: it confirms nobody at this desk.
 *
 * Rules: N01 (the patient's own certificate), B13 (a name that is only spelled otherwise, or has changed, is the
 * patient's), N37 (photo ID may be asked for, and is never a condition).
 * Years: all.
 *
 * Reading: the paper says nothing of this patient, neither a share nor 特別療養 (facts.ts leaves it out); beside anything
 * that confirms it is only named.
 */
import { NO_VERDICT, type Road } from '../road.ts'

export const otherPersonRoad = {
  name: 'other-person',
  opensWith: ['eligibility-certificate', 'eligibility-notice'],
  reasons: { OTHER_PERSON: ['N01', 'B13', 'N37'] },
  look: ({ othersPaper }) =>
    othersPaper
      ? [
          {
            codes: ['OTHER_PERSON'],
            needs: [
              'portal-screen',
              'eligibility-notice',
              'my-number-card',
              'eligibility-certificate',
              'self-declaration',
            ],
          },
        ]
      : NO_VERDICT,
} as const satisfies Road
