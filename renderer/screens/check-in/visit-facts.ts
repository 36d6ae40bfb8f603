import type { Visit } from '../../../contract/check-in.ts'

/** Facts that may be ticked about a visit. */
export const VISIT_FACTS = ['recordOnFile', 'saysUnchanged', 'cardLost', 'emergency', 'workRelated'] as const
export type VisitFact = (typeof VISIT_FACTS)[number]

/** The visit with one fact ticked, or without it: what is not ticked is unknown, not denied. */
export const withFact = (visit: Visit, fact: VisitFact, ticked: boolean): Visit => {
  const { [fact]: _, ...others } = visit
  return ticked ? { ...others, [fact]: true } : others
}
