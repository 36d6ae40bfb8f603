/** The rules by their ids, for whoever explains a decision: what the source says, which source, what the desk does, and their days. */
import type { Day } from './day.ts'
import sources from './rule-sources.json' with { type: 'json' }

export type RuleId = keyof typeof sources.rules

export type Source = {
  /** A seed (`S1 p.7`) or a named public source. */
  readonly source: string
  readonly says: string
  readonly does: string
  /** First and last day of the rule, where it has them. */
  readonly from?: Day
  readonly until?: Day
}

export const RULE_SOURCES: Readonly<Record<RuleId, Source>> = sources.rules

/** The owners of the seeds' papers: `S1` → 横河電機健康保険組合. */
export const SEEDS: Readonly<Record<string, string>> = sources.seeds
