import type { CheckIn } from '../../contract/check-in.ts'
import type { Decision } from '../../contract/decision.ts'
import type { JournalEvent } from '../../contract/journal.ts'
import { roadOf } from './road-of.ts'

/** The part of a decision that the journal keeps, in a `decided` and in a `concluded` row alike. */
export type DecisionRecord = Pick<
  Extract<JournalEvent, { event: 'concluded' }>,
  | 'visitDate'
  | 'outcome'
  | 'reasons'
  | 'road'
  | 'reader'
  | 'readerFailure'
  | 'online'
  | 'documents'
  | 'expiresOn'
  | 'ruleSet'
>

/** Puts together what the journal keeps of a check-in and its decision. */
export const decisionRecord = (
  { visitDate, presented, reader, online }: CheckIn,
  decision: Decision,
  ruleSet: string,
): DecisionRecord => {
  const expiresOn = presented
    .map((document) => ('expiresOn' in document ? document.expiresOn : undefined))
    .find((day) => day !== undefined)
  return {
    visitDate,
    outcome: decision.outcome,
    reasons: decision.reasons.map(({ code }) => code),
    road: roadOf(decision),
    reader: reader?.state ?? 'not-tried',
    ...(reader?.state === 'failed' ? { readerFailure: reader.failure } : {}),
    online: online === undefined ? 'not-asked' : 'code' in online ? online.code : 'unavailable',
    documents: presented.map(({ type }) => type),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ruleSet,
  }
}
