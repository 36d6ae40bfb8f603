/** Every event that the journal records. A new one is declared in `journal-events/`; its page follows by `npm run docs`. */
import { z } from 'zod'
import { careEvents } from './journal-events/care.ts'
import { EVENT_WORDS } from './journal-events/event.ts'
import { outageEvents } from './journal-events/outage.ts'
import { staffEvents } from './journal-events/staff.ts'
import { terminalEvents } from './journal-events/terminal.ts'
import { tiedEvents } from './journal-events/tied.ts'
import { visitsEvents } from './journal-events/visits.ts'
import { kindOf, TYPED_KINDS } from './journal-fields.ts'

export const journalEventSchema = z.discriminatedUnion('event', [
  ...visitsEvents,
  ...tiedEvents,
  ...outageEvents,
  ...staffEvents,
  ...careEvents,
  ...terminalEvents,
])
export type JournalEvent = z.infer<typeof journalEventSchema>
export type JournalEventName = JournalEvent['event']

/** The events' names on screen, in exports and in print. */
export const JOURNAL_EVENT_LABELS: ReadonlyMap<string, string> = new Map(
  journalEventSchema.options.map((schema) => [
    schema.shape.event.value,
    EVENT_WORDS.get(schema)?.label ?? schema.shape.event.value,
  ]),
)

/** The fields that hold what somebody has typed, or what a device calls itself: where an individual number could hide. */
export const TYPED_FIELDS: ReadonlySet<string> = new Set(
  journalEventSchema.options.flatMap(({ shape }) =>
    Object.entries(shape).flatMap(([name, field]) => (TYPED_KINDS.includes(kindOf(field)) ? [name] : [])),
  ),
)
