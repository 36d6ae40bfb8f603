import { type Outcome, REASONS } from '../../../contract/decision.ts'
import { VISITS, type Visit } from './table.ts'

/** The first visit of the table for each reason whose outcome is one of these. */
export const firstOfEach = (isOne: (outcome: Outcome) => boolean): readonly Visit[] =>
  [...Map.groupBy(VISITS, ({ reason }) => reason).entries()].flatMap(([reason, [first]]) =>
    first !== undefined && isOne(REASONS[reason]) ? [first] : [],
  )
