/** Rows about the official system at this desk: down, and back. */
import { kinds } from '../journal-fields.ts'
import { event } from './event.ts'

export const outageEvents = [
  event('outage-started', {
    label: '障害の始まり',
    text: 'Somebody at the desk says that the online check is down: visits from here on are taken as in an outage',
    fields: {},
  }),
  event('outage-ended', {
    label: '障害の終わり',
    text: 'Somebody at the desk says that the online check is back: what was taken meanwhile is to be checked again',
    fields: {
      since: kinds.instant.describe('When it was said to be down'),
    },
  }),
] as const
