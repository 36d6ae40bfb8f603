/** One event of the journal as it is declared: its schema, and beside it the words for people. */
import { z } from 'zod'
import { choice, kinds } from '../journal-fields.ts'

/** Stands in every row. */
export const COMMON_FIELDS = {
  staff: kinds.name.describe(
    'Who acted: a staff id; `reception` while no staff is set up; `terminal` for what the machine did by itself',
  ),
  channel: choice('desk', 'command-line')
    .optional()
    .describe(
      '`command-line`: done by a command, where nobody signs in: `staff` is what was typed there, and nobody has checked it. Absent: at the desk',
    ),
}

/** The words of an event. */
export type EventWords = {
  /** Its name on screen, in exports and in print, in Japanese. */
  readonly label: string
  /** One sentence for docs/journal.md, without its full stop. */
  readonly text: string
}

/** The words of every event, by its schema. */
export const EVENT_WORDS = z.registry<EventWords>()

/**
 * Declares one event. Every field is described by one sentence; `npm run docs` writes docs/journal.md from it. There is no
 * field for an individual number, PIN, certificate serial, photo, address, medicine, or for why a card was refused, and
 * none may be added.
 * @example event('device-lost', { label: '機器の切断', text: 'A device went away', fields: { name: … } })
 */
export const event = <const Name extends string, Fields extends z.core.$ZodLooseShape>(
  name: Name,
  { label, text, fields }: EventWords & { readonly fields: Fields },
) =>
  z
    .strictObject({ event: z.literal(name), ...COMMON_FIELDS })
    .extend(fields)
    .register(EVENT_WORDS, { label, text })
