import { type JournalEvent, journalEventSchema } from '../contract/journal.ts'
import { FREE_TEXT_FIELDS } from '../contract/journal-events.ts'
import { describeIssues } from '../contract/problem.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { canonicalText } from './canonical.ts'
import { dayOf, type Moment } from './moment.ts'

/** Says whether a text holds an individual number (個人番号); `field` is the event's field it stands in. */
export type FindsIndividualNumber = (text: string, field: string) => boolean

/** Who writes: the terminal, and one opening of the journal. */
export type Author = { readonly terminal: string; readonly session: string }

/** Ids that a program makes (RFC 9562) hold runs of digits by chance and nothing that anybody typed. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const CHECKED: ReadonlySet<string> = new Set(FREE_TEXT_FIELDS)

/** The field that must not be stored, or null. */
const forbiddenField = (event: JournalEvent, finds: FindsIndividualNumber): string | null => {
  for (const [name, value] of Object.entries(event))
    if (typeof value === 'string' && CHECKED.has(name) && !UUID.test(value) && finds(value, name)) return name
  return null
}

/**
 * The body of a row: the event, stamped, as its one canonical text.
 * @returns what is wrong with the event, never repeating what it holds
 */
export const bodyOf = (
  event: JournalEvent,
  moment: Moment,
  author: Author,
  finds: FindsIndividualNumber,
): Result<string, string> => {
  const parsed = journalEventSchema.safeParse(event)
  if (!parsed.success) return fail(describeIssues(parsed.error))
  const forbidden = forbiddenField(parsed.data, finds)
  if (forbidden !== null) return fail(`${forbidden}: holds an individual number, which is never kept`)
  return ok(
    canonicalText({
      ...parsed.data,
      at: moment.iso,
      day: 'visitDate' in parsed.data ? parsed.data.visitDate : dayOf(moment.iso),
      monotonic: moment.monotonicMs,
      session: author.session,
      terminal: author.terminal,
    }),
  )
}
