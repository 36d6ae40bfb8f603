/** Rows about the machine: starts, ends, its clock and its devices. */
import { choice, kinds } from '../journal-fields.ts'
import { event } from './event.ts'

export const terminalEvents = [
  event('started', {
    label: '端末の起動',
    text: 'The terminal started',
    fields: {
      version: kinds.name.describe("The program's version"),
      ruleSet: kinds.name.describe('Version of the rule set'),
      staffing: choice('reception', 'staff').describe('`reception`: no staff is set up'),
      settings: kinds.fingerprint
        .optional()
        .describe('The first 16 digits of the SHA-256 of the settings in force'),
    },
  }),
  event('stopped', {
    label: '端末の終了',
    text: 'The terminal was closed in order',
    fields: {
      cause: choice('asked', 'system', 'update').describe('Who asked for it'),
    },
  }),
  event('crashed', {
    label: '異常終了',
    text: 'A process ended without being asked to',
    fields: {
      process: choice('window', 'desk', 'shell').describe('Which one'),
      cause: kinds.name.describe("The system's word for it: killed, oom, …"),
    },
  }),
  event('recovered', {
    label: '復帰',
    text: 'The process is back, with the check-in that was open, if any',
    fields: {
      process: choice('window', 'desk', 'shell').describe('Which one'),
      checkIn: kinds.id.optional().describe('The check-in that was taken up again'),
    },
  }),
  event('clock-jumped', {
    label: '時計の変化',
    text: 'Wall clock and monotonic clock disagree, or the clock is behind the last row',
    fields: {
      milliseconds: kinds.milliseconds.describe('Forward positive, back negative'),
    },
  }),
  event('clock-doubted', {
    label: '時計の疑い',
    text: 'The clock cannot be right: rows from here on are marked until it can be, or somebody confirms the day',
    fields: {
      why: choice('behind', 'before-build', 'ahead').describe(
        'Behind the newest row; before the program was made; more than 60 days ahead of the newest row',
      ),
      newest: kinds.instant.optional().describe('The newest row that was not in doubt'),
    },
  }),
  event('clock-confirmed', {
    label: '日付の確認',
    text: "Somebody has looked at the day and says that it is today's: the clock is measured against this row from here on",
    fields: {
      today: kinds.day.describe('The day that was confirmed'),
    },
  }),
  event('zone-changed', {
    label: '時差設定の変化',
    text: "The machine's time zone is not Japan's, or is again. Days are counted in Asia/Tokyo all the same",
    fields: {
      zone: kinds.name.describe("the zone's name, as the machine has it"),
      right: kinds.flag.describe("whether its clocks show Japan's time"),
    },
  }),
  event('device-lost', {
    label: '機器の切断',
    text: 'A device went away',
    fields: {
      device: choice('card-reader', 'scanner', 'card-service').describe('Which kind'),
      name: kinds.device.optional().describe('The name it gives itself'),
    },
  }),
  event('device-found', {
    label: '機器の接続',
    text: 'A device came, or came back',
    fields: {
      device: choice('card-reader', 'scanner', 'card-service').describe('Which kind'),
      name: kinds.device.optional().describe('The name it gives itself'),
    },
  }),
] as const
