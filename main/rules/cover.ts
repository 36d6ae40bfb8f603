/**
 * When a paper's cover has ended, whatever it prints.
 *
 * Rules: B07 (retirement beats the printed day), A04 (old cards too), N27 (the last day itself is covered), N25 (75).
 * Years: all.
 */
import type { Day } from '../../contract/day.ts'
import type { Certificate, Facts } from './facts.ts'

type Dated = { readonly issuedOn?: Day | undefined; readonly effectiveOn?: Day | undefined }

/**
 * Whether the patient's cover ended before the visit, for a paper of that cover. A paper whose first day (or, if it
 * names none, whose issue) lies after the end belongs to the next cover. Without a paper: the cover on file.
 */
export const hasEnded = ({ visit, day }: Facts, paper: Dated = {}): boolean => {
  const ended = visit.coverageEndedOn
  if (ended === undefined || day <= ended) return false
  const since = paper.effectiveOn ?? paper.issuedOn
  return since === undefined || since <= ended
}

/**
 * Whether a paper cannot be used yet. An issue after the visit counts only where no first day is printed: papers may
 * take effect before they are issued (K12) and are sent ahead of their first day (B14).
 */
export const isNotYetEffective = (day: Day, paper: Dated): boolean =>
  day < (paper.effectiveOn ?? paper.issuedOn ?? day)

/**
 * Whether a certificate is of a scheme that the patient has left by turning 75. One that names no scheme may be of the
 * new one, and is not doubted.
 */
export const isOfEarlierScheme = ({ age }: Facts, { scheme }: Certificate): boolean =>
  age === '75-and-over' && (scheme === 'employee' || scheme === 'national')
