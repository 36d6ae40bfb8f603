/** The type of a road, and how its verdicts are made. */
import type { Document } from '../../contract/check-in.ts'
import type { Need, Note, ReasonCode } from '../../contract/decision.ts'
import type { RuleId } from '../../contract/rule-sources.ts'
import type { Facts } from './facts.ts'

/** Tenths that the patient pays; null when only the online answer can tell. */
export type Burden = 1 | 2 | 3 | 10 | null

/** The verdict of one road on the evidence before it. */
export type Verdict = {
  /** The reason that speaks first, then what the same evidence also shows. */
  readonly codes: readonly [ReasonCode, ...ReasonCode[]]
  /** Needs that could help; each is tried out before it is asked for. */
  readonly needs?: readonly Need[]
  readonly notes?: readonly Note[]
  readonly burden?: Burden
  /** Turns an outright acceptance into one with a note. */
  readonly withNote?: true
  /** It decides even where another road would give more: an injury at work. */
  readonly prevails?: true
}

/** The things that open a road: a paper on the table, or something said of the visit. */
export type Opening =
  | Document['type']
  | 'work-related'
  | 'emergency'
  | 'outage-mode'
  | 'card-lost'
  | 'record-on-file'

/** One lawful way of confirming: which evidence opens it, which rules stand behind each of its reasons, what it says. */
export type Road = {
  readonly name: string
  readonly opensWith: readonly Opening[]
  /** It rests on what is written: whether the cover has changed is always asked (N27), whatever the paper says. */
  readonly restsOnPaper?: true
  readonly reasons: Readonly<Partial<Record<ReasonCode, readonly RuleId[]>>>
  look(facts: Facts): readonly Verdict[]
}

/** The verdicts of a road whose evidence opens nothing. */
export const NO_VERDICT: readonly Verdict[] = []
