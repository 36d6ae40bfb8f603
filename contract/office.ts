/** The back office: who works at the desk, the settings, the history, and what works on this machine. */

import { z } from 'zod'
import { openedVisitSchema } from './amend.ts'
import { centerSettingsSchema } from './center.ts'
import { bridgeSettingsSchema } from './desk-bridge.ts'
import { guideSchema } from './guide.ts'
import { daysRefusedSchema, historySchema, statisticsSchema } from './history.ts'
import { journalCareSchema } from './journal-care.ts'
import { staffLanguageSchema } from './languages/staff-language.ts'
import { monthListSchema } from './month-list.ts'
import { codeTemplateSchema, ownCardRuleSchema } from './scan.ts'
import { reportProfileSchema } from './scanner.ts'
import { rightSchema, roleSchema } from './staff.ts'
import { teachingSchema } from './teaching.ts'
import { TEXT_SIZES } from './text-size.ts'

const text = (most: number) => z.string().max(most)

export const personSchema = z.strictObject({
  id: text(60),
  name: text(60),
  role: roleSchema,
  /** A staff card signs this person in. */
  hasCard: z.boolean(),
})
export type Person = z.infer<typeof personSchema>

/** The staff at the desk. While `required` and nobody is, the window shows the sign-in instead of the desk. */
export const staffSchema = z.strictObject({
  required: z.boolean(),
  signedIn: personSchema.nullable(),
  /** The rights of whoever is at the desk now; the window offers nothing else. */
  rights: z.array(rightSchema),
  people: z.array(personSchema),
  /** Former staff with concluded visits that are still on record. */
  left: z.array(z.strictObject({ id: text(60), name: text(60) })),
  /** Why the last sign-in was refused. */
  refusal: z.enum(['wrong-secret', 'unknown-card', 'locked', 'wrong-sheet']).nullable(),
  /** The person whose card was scanned at the lock and who has still to give the PIN. */
  asksPinOf: text(60).optional(),
  /** The person whose staff card the next scan is to be; null unless an administrator is giving somebody one. */
  registering: text(60).nullable(),
})
export type Staff = z.infer<typeof staffSchema>

export const THEMES = ['light', 'dark', 'high-contrast'] as const

export const PLACES = ['clinic', 'pharmacy'] as const

/** The administrator's settings for the whole desk. What is changed for one patient never comes here. */
export const settingsSchema = z.strictObject({
  clinicName: text(80),
  /** A pharmacy takes a prescription as proof of the cover, and knows no 初診 and 再診. */
  place: z.enum(PLACES),
  language: staffLanguageSchema,
  theme: z.enum(THEMES),
  textSize: z.enum(TEXT_SIZES),
  sounds: z.boolean(),
  /** Percent. */
  volume: z.number().int().min(0).max(100),
  patientWindow: z.boolean(),
  /** A visit begins with the question who this is: the patient's number, or that of the queue. */
  asksPatient: z.boolean(),
  /** The desk reads phones (スマートフォンのマイナ保険証). */
  phoneReader: z.boolean(),
  /** A known patient who brings nothing is taken by record and word: the clinic's own judgement (rule N07). */
  acceptsKnownPatients: z.boolean(),
  /** The clinic has the マイナ資格確認アプリ for the desk (rule N15). */
  deskApp: z.boolean(),
  /** The reader to use where there are several; null for whichever has a card. */
  cardReader: text(200).nullable(),
  /** Offers to compare a card's chip with its face (contract/card-face.ts). */
  cardFace: z.boolean(),
  /** The clinic's own card: what a code on it looks like. */
  patientCard: ownCardRuleSchema.nullable(),
  templates: z.array(codeTemplateSchema),
  /**
   * Insurers whose papers state a rule but no number (main/rules/insurers.json): the clinic gives the number here,
   * `{ "06130000": "yokogawa-denki" }`. Set in the file alone.
   */
  insurerRules: z.record(z.string().regex(/^\d{6}(\d{2})?$/, 'expected six or eight digits'), text(80)),
  /**
   * Authorities (PEM) against which a card's certificate is checked; null leaves its chain unchecked. Set in the file
   * alone.
   */
  trustAnchorsFile: text(400).nullable(),
  /** Scanners that type like a keyboard (renderer/frame/wedge-machine.ts). */
  typingScanner: z.strictObject({
    on: z.boolean(),
    /** The key that the scanner types before every code, by its name: `F10`, `~`. Null: told by its speed. */
    prefix: z
      .string()
      .regex(/^([!-~]|F([1-9]|1\d|2[0-4]))$/, 'expected a function key or one printable character')
      .nullable(),
  }),
  /** Scanners that do not say what they are. Models and profiles are set in the file alone. */
  scanners: z.strictObject({
    /** Taken for HID POS scanners although they do not say so. */
    models: z.array(
      z.strictObject({
        vendorId: z.number().int().min(0).max(0xffff),
        productId: z.number().int().min(0).max(0xffff),
      }),
    ),
    /** Report layout by device, where its report descriptor tells another. */
    profiles: z.record(text(200), reportProfileSchema),
    /** Serial scanners (USB-COM): a serial device does not say what it is. */
    serial: z.array(
      z.strictObject({
        path: text(200).min(1),
        baudRate: z.number().int().positive(),
        end: z.enum(['idle', 'etx']),
        splitHeader: z.boolean(),
      }),
    ),
  }),
  /** The official bridge (docs/bridge.md); null: it is not used. */
  bridge: bridgeSettingsSchema.nullable(),
  /** The center (docs/center.md); null: no row leaves this machine. */
  center: centerSettingsSchema.nullable(),
  retentionYears: z.number().int().min(3).max(30),
  backupFolder: text(4096).nullable(),
  guide: guideSchema,
  /** Minutes without a key or touch until the desk asks who is there; 0 for never. */
  lockAfterMinutes: z.number().int().min(0).max(240),
})
export type Settings = z.infer<typeof settingsSchema>

/** One line of `doctor`, in every language of the staff. */
export const diagnosisSchema = z.strictObject({
  id: text(60),
  status: z.enum(['ok', 'warn', 'fail']),
  what: z.record(staffLanguageSchema, text(200)),
  /** The advice; empty where there is nothing to do. */
  advice: z.record(staffLanguageSchema, text(400)),
})
export type Diagnosis = z.infer<typeof diagnosisSchema>

/** A serial port of the machine. */
export const serialPortSchema = z.strictObject({
  /** As it is named in the settings: `/dev/serial/by-id/…`, `/dev/ttyACM0`, `COM3`. */
  path: text(200).min(1),
  /** The device that is attached to it, as far as the system knows; empty where it does not. */
  description: text(200),
})
export type SerialPort = z.infer<typeof serialPortSchema>

/** Everything behind the counter. What nobody has asked for yet is null. */
export const officeSchema = z.strictObject({
  staff: staffSchema,
  settings: settingsSchema,
  /** The file that holds the settings; some of them are changed there alone. */
  settingsFile: text(4096),
  history: historySchema.nullable(),
  /** The concluded visit that somebody is looking at. */
  opened: openedVisitSchema.nullable(),
  /** The month's list that somebody is looking at. */
  month: monthListSchema.nullable(),
  /** A day that was typed for the history and cannot be read; null once both could be. */
  daysRefused: daysRefusedSchema.nullable(),
  diagnoses: z.array(diagnosisSchema).nullable(),
  /** The machine's serial ports when they were last asked for. */
  serialPorts: z.array(serialPortSchema).nullable(),
  statistics: statisticsSchema.nullable(),
  journal: journalCareSchema,
  /** Null unless an administrator is making a template out of a scanned code. */
  teaching: teachingSchema.nullable(),
  /** The redacted support bundle, to be read before it is saved. It is never sent. */
  supportBundle: z
    .strictObject({
      files: z.array(z.strictObject({ name: text(120), text: text(200_000) })),
      savedAs: text(400).nullable(),
    })
    .nullable(),
})
export type Office = z.infer<typeof officeSchema>
