import { type JournalEvent, journalEventSchema } from '../contract/journal.ts'
import { FREE_TEXT_FIELDS } from '../contract/journal-events.ts'
import { describeIssues } from '../contract/problem.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { canonicalTextOf } from './canonical.ts'
import { dayOf, type Moment } from './moment.ts'

/** Says whether a text holds an individual number (個人番号); `field` is the event's field it stands in. */
export type FindsIndividualNumber = (text: string, field: string) => boolean

/** Who writes: the terminal, and one opening of the journal. */
export type Author = { readonly terminal: string; readonly session: string }

/** Ids that a program makes (RFC 9562) hold runs of digits by chance and nothing that anybody typed. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the journal itself puts into every row. */
const STAMPS = ['at', 'day', 'monotonic', 'session', 'terminal'] as const
type Stamps = Readonly<Record<(typeof STAMPS)[number], string | number>>

const FREE_TEXT: ReadonlySet<string> = new Set(FREE_TEXT_FIELDS)

/** What all rows of an event have in common: the fields that people could type into, and how the text is written. */
const FORMS = new Map(
  journalEventSchema.options.map(({ shape }) => {
    const fields = Object.keys(shape)
    const form = {
      freeText: fields.filter((name) => FREE_TEXT.has(name)),
      text: canonicalTextOf([...fields, ...STAMPS]),
    }
    return [shape.event.value, form] as const
  }),
)

/** The first of these fields that must not be stored, or null. */
const forbiddenField = (
  event: Readonly<Record<string, unknown>>,
  names: readonly string[],
  finds: FindsIndividualNumber,
): string | null => {
  for (const name of names) {
    const value = event[name]
    if (typeof value === 'string' && !UUID.test(value) && finds(value, name)) return name
  }
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
  const form = FORMS.get(parsed.data.event)
  if (!form) throw new Error(`an event without a form: ${parsed.data.event}`)
  const forbidden = forbiddenField(parsed.data, form.freeText, finds)
  if (forbidden !== null) return fail(`${forbidden}: holds an individual number, which is never kept`)
  const stamps: Stamps = {
    at: moment.iso,
    day: 'visitDate' in parsed.data ? parsed.data.visitDate : dayOf(moment.iso),
    monotonic: moment.monotonicMs,
    session: author.session,
    terminal: author.terminal,
  }
  return ok(form.text(parsed.data, stamps))
}
