import type { Insured } from '../../../contract/insured.ts'
import type { RecordedPublicAid } from '../../../contract/journal-fields.ts'
import { lawOfPaper, type PublicAid } from '../../../contract/public-aid.ts'

/**
 * Reduces a paper beside the insurance to what the journal keeps: its kind and days, and of each number the last
 * characters and the keyed hash that only the journal can make.
 */
export const recordedPublicAid = (
  paper: PublicAid,
  insured: (parts: { symbol: string; number: string }) => Insured | null,
): RecordedPublicAid => {
  const { kind, payer, recipient, from, until, seen, onRecord } = paper
  const law = lawOfPaper(paper)
  const kept = (number: string | null, before: Insured | undefined) =>
    number === null ? (before ?? null) : insured({ symbol: '', number })
  const keptPayer = kept(payer, onRecord?.payer)
  const keptRecipient = kept(recipient, onRecord?.recipient)
  return {
    kind,
    ...(law === undefined ? {} : { law }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    seen,
    ...(keptPayer === null ? {} : { payer: keptPayer }),
    ...(keptRecipient === null ? {} : { recipient: keptRecipient }),
  }
}
