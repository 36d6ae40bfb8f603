/** The intents of the back office. How each act is performed: main/desk/office/acts. */
import { z } from 'zod'
import { daySchema } from './day.ts'
import { historyQuerySchema } from './history.ts'
import { intent } from './intent.ts'
import { PASSPHRASE_LEAST } from './key-sheet.ts'
import { settingsSchema } from './office.ts'
import { roleSchema } from './staff.ts'
import { saveTemplateSchema, tryTemplateSchema } from './teaching.ts'

const text = (most: number) => z.string().max(most)
const person = text(60)
const secret = text(200).min(4)

export const officeIntents = [
  intent('sign-in', { person, secret: text(200) }, { right: null, whenLocked: 'hear' }),
  intent('sign-out', {}, { right: null }),
  intent('add-person', { name: text(60).min(1), role: roleSchema, secret }, { right: 'staff' }),
  /** Another role, another secret, or both; what is absent stays. */
  intent(
    'change-person',
    { person, role: roleSchema.optional(), secret: secret.optional() },
    { right: 'staff' },
  ),
  intent('remove-person', { person }, { right: 'staff' }),
  /** The next code that is scanned becomes this person's staff card; null: no longer. */
  intent(
    'register-staff-card',
    { person: person.nullable() },
    { right: 'staff', freeWith: { person: null } },
  ),
  intent('remove-staff-card', { person }, { right: 'staff' }),

  intent('change-settings', { settings: settingsSchema.partial() }, { right: 'settings' }),
  intent('list-serial-ports', {}, { right: 'settings' }),
  /** While on, the fields of an unknown code come to be named instead of the code being refused. */
  intent('teach-code', { on: z.boolean() }, { right: 'settings', freeWith: { on: false } }),
  intent('try-template', tryTemplateSchema.shape, { right: 'settings' }),
  intent('save-template', saveTemplateSchema.shape, { right: 'settings' }),

  intent('search-history', { query: historyQuerySchema }, { right: 'look' }),
  intent('close-history', {}, { right: null }),
  /** Over at most `MAX_DAYS_COUNTED` days. */
  intent('count-visits', { from: daySchema, to: daySchema }, { right: 'look' }),

  intent('run-doctor', {}, { right: null }),
  intent('prepare-support-bundle', {}, { right: null }),
  intent('save-support-bundle', {}, { right: null }),
  intent('discard-support-bundle', {}, { right: null }),

  /** The file goes into the folder `exports` of the home. */
  intent(
    'export-journal',
    { from: daySchema, to: daySchema, format: z.enum(['csv', 'jsonl']) },
    { right: 'export' },
  ),
  /** `slip`: what a printed slip's QR code holds. */
  intent('verify-journal', { slip: text(400).nullable() }, { right: 'verify' }),
  intent('back-up-now', {}, { right: 'export' }),
  /** Ends the long act under way. */
  intent('give-up-work', {}, { right: null }),
  /** Announces that what is older than the settings' years goes; on the announced day or later it does it. */
  intent('purge-journal', {}, { right: 'purge' }),
  intent('cancel-purge', {}, { right: 'purge', whenMissed: 'repeat' }),
  /** Somebody has looked: the day that the clock shows is today. */
  intent('confirm-day', { today: daySchema }, { right: 'confirm-day' }),
  intent('rotate-keys', {}, { right: 'rotate-keys' }),
  /** An administrator has looked at what the journal has lost; the reason goes on record. */
  intent('acknowledge-losses', { why: text(400).min(1) }, { right: 'restore' }),
  intent('make-journal-slip', {}, { right: 'verify' }),
  /** Without a passphrase the sheet opens backups by itself. */
  intent(
    'make-key-sheet',
    { passphrase: text(200).min(PASSPHRASE_LEAST).nullable() },
    { right: 'rotate-keys' },
  ),
  /** The sheet that is shown is on paper by now. */
  intent('put-away-key-sheet', {}, { right: null }),
] as const
export type OfficeIntent = z.infer<(typeof officeIntents)[number]>
