/** Everything that the person at the desk can ask for. It stands apart from the state because the windows only send it, and read nothing of it. */
import { z } from 'zod'
import { cardFaceTypedSchema } from './card-face.ts'
import { documentSchema, onlineSchema, readerResultSchema, visitSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { noteSchema, outcomeSchema } from './decision.ts'
import { MAX_QUEUE_NUMBER, workFormSchema } from './desk.ts'
import { claimsSchema } from './evidence.ts'
import { paidSchema } from './follow-up-kinds.ts'
import { draftInputSchema, fieldNameSchema } from './form.ts'
import { INTENT_RULES, type IntentRules, intent } from './intent.ts'
import { officeIntents } from './office-intents.ts'
import { outageSearchSchema } from './outage.ts'
import { patientLanguageSchema } from './patient.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'
import { KEPT, PERSON_ANSWERS } from './person-question.ts'
import { simulatorCommandSchema } from './simulator.ts'

const text = (most: number) => z.string().max(most)

/** Intents about the check-in and the desk itself. */
const deskIntents = [
  intent('open-check-in', {}, { right: 'check-in', whenMissed: 'repeat' }),
  intent('open-practice', {}, { right: 'check-in' }),
  intent(
    'add-document',
    { document: documentSchema, claims: claimsSchema },
    { right: 'check-in', ofVisit: true },
  ),
  intent(
    'update-document',
    { id: z.string(), document: documentSchema, claims: claimsSchema },
    { right: 'check-in', ofVisit: true },
  ),
  intent('remove-document', { id: z.string() }, { right: 'check-in', ofVisit: true }),
  intent('set-reader', { reader: readerResultSchema }, { right: 'check-in', ofVisit: true }),
  intent('set-online', { online: onlineSchema.nullable() }, { right: 'check-in', ofVisit: true }),
  intent('set-visit', { visit: visitSchema }, { right: 'check-in', whenMissed: 'repeat', ofVisit: true }),
  intent(
    'set-birth-date',
    { birthDate: daySchema.nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  /** The patient has nothing with them to confirm with. */
  intent('show-nothing', {}, { right: 'check-in', whenMissed: 'repeat', ofVisit: true }),
  intent(
    'set-patient-number',
    { patientNumber: text(MAX_PATIENT_NUMBER).nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  intent(
    'set-paid',
    { paid: paidSchema.nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  intent(
    'set-work-form',
    { workForm: workFormSchema.nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  intent(
    'set-queue-number',
    { queueNumber: text(MAX_QUEUE_NUMBER).nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  /** The patient has no number: the question is answered. */
  intent('skip-patient', {}, { right: 'check-in', whenMissed: 'repeat', ofVisit: true }),
  /** The paper of the last visit is on the table again, compared with what its row says. */
  intent('take-same-paper', {}, { right: 'check-in', ofVisit: true }),
  intent('start-outage', {}, { right: 'outage', whenMissed: 'repeat' }),
  intent('end-outage', {}, { right: 'outage', whenMissed: 'repeat' }),
  intent(
    'set-outage-search',
    { search: outageSearchSchema.nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  /** At every change in a form; null leaves the form and forgets what was typed. */
  intent(
    'save-draft',
    { draft: draftInputSchema.nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  /**
   * Hands the draft in: with no field in error it becomes evidence (or corrects the piece named by `documentId`, or,
   * for the form `patient`, the visit) and the draft is gone; otherwise it stays, `refused`, with its checks.
   */
  intent('hand-in-draft', { draft: draftInputSchema }, { right: 'check-in', ofVisit: true }),
  /** Says that a scan has been compared with the paper and is right. */
  intent('confirm-document', { id: z.string() }, { right: 'check-in', ofVisit: true }),
  intent('remove-public-aid', { id: text(60) }, { right: 'check-in', whenMissed: 'repeat', ofVisit: true }),
  /** The paper has been seen at the desk, or was only spoken of. */
  intent(
    'see-public-aid',
    { id: text(60), seen: z.boolean() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  intent(
    'set-official-name',
    { name: text(120).nullable() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  intent(
    'choose-patient-language',
    { language: patientLanguageSchema },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  /** A code that a scanner in keyboard mode has typed into the window, recognised as one scan: at a locked desk, a staff card. */
  intent('typed-scan', { text: text(8000) }, { right: null, whenLocked: 'hear' }),
  intent(
    'tick-note',
    { note: noteSchema, ticked: z.boolean() },
    { right: 'check-in', whenMissed: 'repeat', ofVisit: true },
  ),
  intent('override', { outcome: outcomeSchema, why: text(400).min(1) }, { right: 'override', ofVisit: true }),
  /**
   * `seq`: the decision that the person sees. If the desk knows another by now, nothing is concluded: they see that one
   * first. Absent, whatever decision there is. `confirmed`: the person has answered what is to be asked first; without it
   * a visit that is unconfirmed, or has notes that nobody ticked, does not end, and the desk asks (`ending`).
   */
  intent(
    'conclude',
    { seq: z.number().int().nullable().optional(), confirmed: z.literal(true).optional() },
    { right: 'check-in', ofVisit: true },
  ),
  /** Leaves the question before the end; the visit goes on. */
  intent('stay-open', {}, { right: 'check-in', whenMissed: 'repeat', ofVisit: true }),
  intent('cancel', {}, { right: 'check-in', ofVisit: true }),
  /** Puts the open visit aside. `id`: the visit that the person sees; another one stays. */
  intent('park-check-in', { id: z.string().max(80).optional() }, { right: 'check-in', whenMissed: 'repeat' }),
  /** Opens a parked visit; the one that is open is put aside. */
  intent('recall-check-in', { id: z.string().max(80) }, { right: 'check-in', whenMissed: 'repeat' }),
  /** Opens a visit for the next of a family, with language and address of the named visit; null: of the open one, which is parked. */
  intent('next-of-family', { id: z.string().max(80).nullable() }, { right: 'check-in', ofVisit: true }),
  /** Answers the question about whose something is. `fields`: those of a form that are taken from what has come. */
  intent(
    'answer-person',
    {
      question: z.number().int(),
      answer: z.enum(PERSON_ANSWERS),
      kept: z.enum(KEPT).nullable(),
      fields: z.array(fieldNameSchema).max(30),
    },
    { right: 'check-in' },
  ),
  intent(
    'dismiss-message',
    { id: z.number().int() },
    { right: null, whenLocked: 'hear', whenMissed: 'drop' },
  ),
  intent('read-card-again', {}, { right: 'check-in', ofVisit: true }),
  /** Asks the card how many attempts 照合番号B has left; nothing is spent. */
  intent('open-card-face', {}, { right: 'check-in', ofVisit: true }),
  /** Reads the chip with what is printed on the face. It is used once and kept nowhere. */
  intent('read-card-face', { typed: cardFaceTypedSchema }, { right: 'check-in', ofVisit: true }),
  /** Leaves the comparison, and forgets what was read. */
  intent('close-card-face', {}, { right: null }),
  /** Takes a face result out of the tray for the open visit, or opens one with it. */
  intent('take-arrival', { id: text(300) }, { right: 'check-in', ofVisit: true }),
  intent('dismiss-arrival', { id: text(300) }, { right: 'check-in', whenMissed: 'repeat' }),
  /** Asks the official side about the first paper whose numbers are known; anew although it was asked before. */
  intent('look-up', {}, { right: 'check-in', ofVisit: true }),
  intent(
    'simulate',
    { command: simulatorCommandSchema },
    { right: null, whenLocked: 'hear', whenMissed: 'drop' },
  ),
] as const
export type DeskIntent = z.infer<(typeof deskIntents)[number]>

/** Everything that the person at the desk can want. Anything else that arrives is refused. */
export const intentSchema = z.discriminatedUnion('type', [...deskIntents, ...officeIntents])
export type Intent = z.infer<typeof intentSchema>

/** How an intent of that type is treated: the right that it needs, and what becomes of it when it comes to a locked or a lost desk. */
export const intentRules = (type: Intent['type']): IntentRules => {
  const schema = intentSchema.options.find((option) => option.shape.type.value === type)
  const rules = schema === undefined ? undefined : INTENT_RULES.get(schema)
  if (rules === undefined) throw new Error(`the intent ${type} has no rules`)
  return rules
}
