import { type JournalEvent, journalEventSchema } from '../../contract/journal.ts'
import { TYPED_FIELDS } from '../../contract/journal-events.ts'
import { describeIssues } from '../../contract/problem.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { canonicalTextOf } from './canonical.ts'
import { type ClockReading, dayOf } from './clock-reading.ts'
import { type FastValidator, fastValidatorOf } from './fast-validator.ts'

/** Says whether a text holds an individual number (個人番号); `field` is the event's field it stands in. */
export type FindsIndividualNumber = (text: string, field: string) => boolean

/** The writer: the terminal, and one opening of the journal. */
export type Author = {
  readonly terminal: string
  readonly session: string
  /** Stands in every row that a command writes; the desk's rows have none. */
  readonly channel?: 'command-line'
}

/** Ids that a program makes (RFC 9562) hold runs of digits by chance and nothing that anybody typed. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const isUuid = (text: string): boolean => text.length === 36 && UUID.test(text)

/** The fields that the journal itself puts into every row. */
const STAMPS = ['at', 'day', 'doubt', 'monotonic', 'session', 'terminal'] as const
type Stamps = Readonly<Record<(typeof STAMPS)[number], string | number | true | undefined>>

type EventSchema = (typeof journalEventSchema.options)[number]
/** Common to all rows of an event. */
type Form = {
  /** True when the schema lets an event through. */
  readonly holds: FastValidator
  /** The fields that people could type into. */
  readonly freeText: readonly string[]
  readonly text: ReturnType<typeof canonicalTextOf>
}

const SCHEMAS = new Map<string, EventSchema>(
  journalEventSchema.options.map((schema) => [schema.shape.event.value, schema]),
)
const forms = new Map<string, Form>()

/** The form of an event, made when its first row is: a start writes two or three of all the events. */
const formOf = (event: string): Form | null => {
  const known = forms.get(event)
  if (known) return known
  const schema = SCHEMAS.get(event)
  if (!schema) return null
  const fields = Object.keys(schema.shape)
  const form = {
    holds: fastValidatorOf(schema),
    freeText: fields.filter((name) => TYPED_FIELDS.has(name)),
    text: canonicalTextOf([...fields, ...STAMPS]),
  }
  forms.set(event, form)
  return form
}

/** The first of these fields that must not be stored, or null. */
const forbiddenField = (
  event: Readonly<Record<string, unknown>>,
  names: readonly string[],
  finds: FindsIndividualNumber,
): string | null => {
  for (const name of names) {
    const value = event[name]
    if (typeof value === 'string' && !isUuid(value) && finds(value, name)) return name
  }
  return null
}

/**
 * The body of a row: the event, stamped, as its one canonical text.
 * @param isInDoubt the clock cannot be right: the row is marked
 * @returns what is wrong with the event, never repeating what it holds
 */
export const bodyOf = (
  told: JournalEvent,
  moment: ClockReading,
  author: Author,
  finds: FindsIndividualNumber,
  isInDoubt = false,
): Result<string, string> => {
  const event = author.channel === undefined ? told : { ...told, channel: author.channel }
  const form = formOf(event.event)
  const parsed = form?.holds(event) === true ? null : journalEventSchema.safeParse(event)
  if (parsed?.success === false) return fail(describeIssues(parsed.error))
  if (!form) throw new Error(`an event without a form: ${event.event}`)
  const forbidden = forbiddenField(event, form.freeText, finds)
  if (forbidden !== null) return fail(`${forbidden}: holds an individual number, which is never kept`)
  const stamps: Stamps = {
    at: moment.iso,
    doubt: isInDoubt ? true : undefined,
    day: 'visitDate' in event ? event.visitDate : dayOf(moment.iso),
    monotonic: moment.monotonicMs,
    session: author.session,
    terminal: author.terminal,
  }
  return ok(form.text(event, stamps))
}
