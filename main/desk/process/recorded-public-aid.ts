import type { Insured, RecordedPublicAid } from '../../../contract/journal-fields.ts'
import { lawOf, type PublicAid } from '../../../contract/public-aid.ts'

/**
 * Reduces a paper beside the insurance to what the journal keeps: its kind and days, and of each number the last
 * characters and the keyed hash that only the journal can make.
 */
export const recordedPublicAid = (
  { kind, payer, recipient, from, until, seen }: PublicAid,
  insured: (parts: { symbol: string; number: string }) => Insured | null,
): RecordedPublicAid => {
  const kept = (number: string | null) => (number === null ? null : insured({ symbol: '', number }))
  const keptPayer = kept(payer)
  const keptRecipient = kept(recipient)
  return {
    kind,
    ...(payer === null ? {} : { law: lawOf(payer) }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    seen,
    ...(keptPayer === null ? {} : { payer: keptPayer }),
    ...(keptRecipient === null ? {} : { recipient: keptRecipient }),
  }
}
