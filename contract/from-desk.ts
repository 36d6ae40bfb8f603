/**
 * Messages from the desk to the shell. The shell hands the windows' texts on as they are: only the windows read them, with
 * the schemas of a state (contract/desk.ts, contract/patient.ts). The shell itself reads them without schemas
 * (main/shell/desk/from-desk.ts), and a test holds it to these.
 */
import { z } from 'zod'
import { DESK_FATALS, MAX_KEYS, MAX_SILENT_MS } from './from-desk-values.ts'
import { rightSchema } from './staff.ts'

/** The facts of a state that the shell itself needs. */
export const shellFactsSchema = z.strictObject({
  /** Of the state: rises from one state to the next, also from the last of one desk to the first of the next. */
  revision: z.number().int().nonnegative(),
  /** The settings ask for the window that faces the patient. */
  patientWindow: z.boolean(),
  /** Of whoever is at the desk now: all where no staff is set up, none while the desk is locked. */
  rights: z.array(rightSchema),
  /** True while somebody is signed in who may end the program in kiosk mode. */
  mayLeave: z.boolean(),
})
export type ShellFacts = z.infer<typeof shellFactsSchema>

export const deskFatalSchema = z.enum(DESK_FATALS)
export type DeskFatal = z.infer<typeof deskFatalSchema>

export const fromDeskSchema = z.discriminatedUnion('type', [
  /** `text`: a `DeskState` as JSON, for the receptionist's window and for paper. `patientText`: a `PatientState`. */
  z.strictObject({
    type: z.literal('state'),
    text: z.string(),
    patientText: z.string(),
    facts: shellFactsSchema,
  }),
  z.strictObject({ type: z.literal('pong'), number: z.number().int() }),
  /** New keys for the journal, to be sealed with the system's key store. Never logged. */
  z.strictObject({ type: z.literal('keep-keys'), keys: z.string().max(MAX_KEYS) }),
  /** The journal was opened with the newest keys: those before them need not be kept any longer. */
  z.strictObject({ type: z.literal('keys-opened') }),
  /** For so many milliseconds no answer means nothing: a rare act, such as changing the keys, has all of the desk. */
  z.strictObject({ type: z.literal('silent'), milliseconds: z.number().int().min(0).max(MAX_SILENT_MS) }),
  z.strictObject({ type: z.literal('fatal'), problem: deskFatalSchema }),
])
export type FromDesk = z.infer<typeof fromDeskSchema>
/** A state, as its texts for the windows. */
export type ShownState = Extract<FromDesk, { type: 'state' }>
