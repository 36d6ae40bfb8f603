/** Explains a reason: its words, the roads that give it, the rules behind it, and the cases that show it. */
import { type Outcome, REASONS, type ReasonCode } from '../../contract/decision.ts'
import { TERMS } from '../../contract/languages/index.ts'
import { inEachLanguage, type Words } from '../../contract/languages/staff-language.ts'
import { RULE_SOURCES, type RuleId, type Source } from '../../contract/rule-sources.ts'
import type { Road } from './road.ts'
import { LAST_ROAD, ROADS } from './roads/index.ts'

export type RuleExplained = Source & { readonly id: RuleId }

export type Explanation = {
  readonly code: ReasonCode
  readonly outcome: Outcome
  readonly outcomeWords: Words
  readonly words: Words & { readonly explain: Words }
  readonly roads: readonly string[]
  readonly rules: readonly RuleExplained[]
}

const givesReason = (code: ReasonCode) => (road: Road) => road.reasons[code] !== undefined

/** Explains a reason code from the roads themselves, so that nothing is said of a rule that no road carries. */
export const explainReason = (code: ReasonCode): Explanation => {
  const roads = [...ROADS, LAST_ROAD].filter(givesReason(code))
  const ids = new Set(roads.flatMap((road) => road.reasons[code] ?? []))
  return {
    code,
    outcome: REASONS[code],
    outcomeWords: inEachLanguage((language) => TERMS[language].outcomes[REASONS[code]]),
    words: {
      ...inEachLanguage((language) => TERMS[language].reasons[code].line),
      explain: inEachLanguage((language) => TERMS[language].reasons[code].explain),
    },
    roads: roads.map(({ name }) => name),
    rules: [...ids].sort().map((id) => ({ id, ...RULE_SOURCES[id] })),
  }
}
