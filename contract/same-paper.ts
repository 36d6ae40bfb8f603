import type { Document } from './check-in.ts'
import type { CheckInView } from './desk.ts'

/** Papers with a printed last day: a row keeps one such day, and of several nobody could tell whose it is. */
const PRINTS_LAST_DAY: ReadonlySet<string> = new Set([
  'eligibility-certificate',
  'eligibility-notice',
  'insurance-card',
  'elderly-recipient-certificate',
])

/**
 * The paper that can be taken again as it is: a 資格確認書 that confirmed the last visit by itself, without a remark, and still
 * counts by its printed last day. Everything else that patients show is read, asked or typed anew each time.
 * @returns the paper as the last visit's row has it; null where there is none, or one is here already
 */
export const samePaper = ({
  seenBefore,
  evidence,
  visitDate,
}: Pick<CheckInView, 'seenBefore' | 'evidence' | 'visitDate'>): Document | null => {
  if (seenBefore === null || evidence.some(({ document }) => document.type === 'eligibility-certificate'))
    return null
  const { reason, overridden, documents, expiresOn, burden } = seenBefore.last
  const [paper, ...others] = documents.filter((document) => PRINTS_LAST_DAY.has(document))
  if (reason !== 'OK_CERTIFICATE' || overridden || paper !== 'eligibility-certificate' || others.length > 0)
    return null
  if (expiresOn === null || expiresOn < visitDate || burden === 10) return null
  return { type: 'eligibility-certificate', expiresOn, ...(burden === null ? {} : { burden }) }
}
