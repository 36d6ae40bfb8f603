/** The intents of the back office. How each act is performed: main/desk/office/acts. */
import { z } from 'zod'
import { visitChangeSchema, visitKeySchema } from './amend.ts'
import { daySchema } from './day.ts'
import { followUpKeySchema } from './follow-up.ts'
import { followUpResultSchema, shareSchema } from './follow-up-kinds.ts'
import { askedHistorySchema, typedDaysSchema } from './history.ts'
import { intent } from './intent.ts'
import { keyPlaceSchema } from './journal-care.ts'
import { PASSPHRASE_LEAST } from './key-sheet.ts'
import { monthSchema } from './month-list.ts'
import { settingsSchema } from './office.ts'
import { roleSchema } from './staff.ts'
import { saveTemplateSchema, tryTemplateSchema } from './teaching.ts'

const text = (most: number) => z.string().max(most)
const person = text(60)
const secret = text(200).min(4)

export const officeIntents = [
  intent('sign-in', { person, secret: text(200) }, { right: null, whenLocked: 'hear' }),
  /** A new PIN for an administrator who has forgotten theirs; what stands on the key sheet says that they may. */
  intent(
    'recover-pin',
    { person, sheet: text(200), passphrase: text(200).nullable(), secret },
    { right: null, whenLocked: 'hear' },
  ),
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
  intent(
    'teach-code',
    { on: z.boolean(), of: z.literal('patient-card').optional() },
    { right: 'settings', freeWith: { on: false } },
  ),
  intent('try-template', tryTemplateSchema.shape, { right: 'settings' }),
  intent('save-template', saveTemplateSchema.shape, { right: 'settings' }),

  intent('search-history', { query: askedHistorySchema }, { right: 'look' }),
  intent('close-history', {}, { right: null }),
  /** Over at most `MAX_DAYS_COUNTED` days. */
  intent('count-visits', typedDaysSchema.shape, { right: 'look' }),

  /** Shows a concluded visit whole, with every row of it. */
  intent('open-visit', visitKeySchema.shape, { right: 'look' }),
  intent('close-visit', {}, { right: null }),
  /** Puts a correcting row beside the visit's own; the reason goes on record. */
  intent(
    'amend-visit',
    { ...visitKeySchema.shape, change: visitChangeSchema, why: text(400).min(1) },
    { right: 'amend' },
  ),
  /** Opens a check-in that goes on with a visit of today; its end takes the place of that one's. */
  intent('reopen-visit', { ...visitKeySchema.shape, why: text(400).min(1) }, { right: 'amend' }),
  /** Records what came of something that a visit left to do. What is done already stays as it is. */
  intent(
    'settle-follow-up',
    { ...followUpKeySchema.shape, result: followUpResultSchema, share: shareSchema.nullable() },
    { right: 'check-in', whenMissed: 'repeat' },
  ),
  /** The same of a visit at another counter of the site (contract/site.ts); `terminal`: that counter's id at the center. */
  intent(
    'settle-site-follow-up',
    {
      terminal: z.uuid(),
      ...followUpKeySchema.shape,
      result: followUpResultSchema,
      share: shareSchema.nullable(),
    },
    { right: 'check-in' },
  ),
  intent('undo-follow-up', followUpKeySchema.shape, { right: 'check-in', whenMissed: 'repeat' }),

  intent('run-doctor', {}, { right: null }),
  intent('prepare-support-bundle', {}, { right: null }),
  intent('save-support-bundle', {}, { right: null }),
  intent('discard-support-bundle', {}, { right: null }),

  /** `folder`: chosen by the person (contract/bridge.ts, `chooseFolder`); null for the folder `exports` of the home. */
  intent(
    'export-journal',
    {
      ...typedDaysSchema.shape,
      /** `visits`: one line a visit, in words · `events`: every row, with its codes. */
      rows: z.enum(['visits', 'events']),
      format: z.enum(['csv', 'jsonl']),
      folder: text(4096).min(1).nullable(),
    },
    { right: 'export' },
  ),
  /** Everything that has to be settled before the claims of a month are made. */
  intent('list-month', { month: monthSchema }, { right: 'month-list' }),
  intent('close-month', {}, { right: null }),
  /** The same list as CSV. */
  intent('save-month', { month: monthSchema, folder: text(4096).min(1).nullable() }, { right: 'month-list' }),
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
  intent('move-keys', { to: keyPlaceSchema }, { right: 'rotate-keys' }),
  /** An administrator has looked at what the journal has lost; the reason goes on record. */
  intent('acknowledge-losses', { why: text(400).min(1) }, { right: 'restore' }),
  /** This machine takes the place of the terminal whose journal was restored or copied here; the reason goes on record. */
  intent('take-over', { why: text(400).min(1) }, { right: 'restore' }),
  intent('make-journal-slip', {}, { right: 'verify' }),
  /** Without a passphrase the sheet opens backups by itself. */
  intent(
    'make-key-sheet',
    { passphrase: text(200).min(PASSPHRASE_LEAST).nullable() },
    { right: 'rotate-keys' },
  ),
  /** The sheet that is shown is on paper by now. */
  intent('put-away-key-sheet', { sheet: text(16).min(16) }, { right: 'rotate-keys' }),
] as const
export type OfficeIntent = z.infer<(typeof officeIntents)[number]>
