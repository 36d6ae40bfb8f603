/** Rows about people: signing in, changes of staff and settings, and looking into the journal. */
import { choice, freeText, kinds, listOf } from '../journal-fields.ts'
import { event } from './event.ts'

export const staffEvents = [
  event('staff-signed-in', {
    label: 'サインイン',
    text: 'A staff member signed in',
    fields: {
      role: kinds.role.describe('With which role'),
      by: choice('pin', 'card').describe('How'),
    },
  }),
  event('staff-signed-out', {
    label: 'サインアウト',
    text: 'A staff member signed out',
    fields: {
      cause: choice('asked', 'idle', 'stopped').describe('By hand, after idle time or with the terminal'),
    },
  }),
  event('staff-refused', {
    label: 'サインイン失敗',
    text: 'A sign-in or an act that the role does not allow was refused',
    fields: {
      cause: choice('wrong', 'waiting', 'no-right').describe(
        'Wrong PIN or card, too soon after wrong ones, or not allowed',
      ),
      right: kinds.right.optional().describe('The act that was not allowed'),
    },
  }),
  event('staff-changed', {
    label: '職員の登録変更',
    text: 'A staff member was added, changed or removed',
    fields: {
      member: kinds.name.describe('Whose entry'),
      change: choice('added', 'removed', 'role', 'pin', 'card').describe('What changed'),
      role: kinds.role.optional().describe('The role afterwards'),
      byKeySheet: kinds.flag
        .optional()
        .describe('The key sheet stood for the right to do it: a forgotten PIN'),
    },
  }),
  event('settings-changed', {
    label: '設定変更',
    text: 'A setting was changed',
    fields: {
      setting: kinds.name.describe("The setting's name"),
      old: freeText(400).describe('Its value before, as JSON'),
      new: freeText(400).describe('Its value after, as JSON'),
      byHand: kinds.flag
        .optional()
        .describe(
          'The file was edited while the program was not running, or a change was made while the journal could not be written: noticed at the start, and nobody knows by whom',
        ),
      afterRestore: kinds.flag
        .optional()
        .describe(
          'Nobody has changed it: noticed at the first start after a restoring, which has brought back other settings than the rows know of, or left later ones',
        ),
    },
  }),
  event('searched', {
    label: '記録の閲覧',
    text: 'The journal was looked at (guideline 6.0, 17 章: which information was accessed)',
    fields: {
      by: listOf(
        choice(
          'day',
          'staff',
          'outcome',
          'road',
          'reason',
          'patient-number',
          'last-characters',
          'number',
          'statistics',
          'visit',
          'month',
        ),
      ).describe('The filters used, never their values'),
      rows: kinds.count.describe('Rows shown'),
    },
  }),
  event('exported', {
    label: '書き出し',
    text: 'Rows left the journal',
    fields: {
      format: choice('csv', 'jsonl').describe("The file's form"),
      from: kinds.day.optional().describe('First day'),
      to: kinds.day.optional().describe('Last day'),
      rows: kinds.count.describe('Rows written'),
    },
  }),
] as const
