/** Rows beside a visit that has ended: corrections, its reopening, and what came of what it left to do. */
import { choice, freeText, kinds, listOf } from '../journal-fields.ts'
import { event } from './event.ts'

/** Names the visit. The row stands under the visit's day, and is looked up by it. */
const VISIT = {
  visit: kinds.id.describe("The visit: the check-in's id in the row that concluded it"),
  visitSeq: kinds.count.describe('That row'),
  visitDate: kinds.day.describe('The day of the visit'),
}

export const tiedEvents = [
  event('amended', {
    label: '受付の訂正',
    text: 'A concluded visit was corrected; the row that concluded it stays as it is',
    fields: {
      ...VISIT,
      why: freeText(400).describe('The reason, as typed'),
      patientNumber: kinds.patientNumber.optional().describe('診察券番号, as it is right'),
      queueNumber: kinds.queueNumber.optional().describe('受付番号, as it is right'),
      outcome: kinds.outcome.optional().describe('The outcome, as it is right'),
      paid: kinds.paid.optional().describe('What was paid, as it is right'),
      remark: freeText(400).optional().describe('What is to stand beside the visit, as typed'),
      cleared: listOf(choice('patientNumber', 'queueNumber', 'paid', 'remark'))
        .optional()
        .describe('What was taken away'),
    },
  }),
  event('reopened', {
    label: '受付の再開',
    text: 'A concluded visit was opened again on its day; the end of the new check-in takes the place of its end',
    fields: {
      ...VISIT,
      checkIn: kinds.id.describe("The new check-in's id"),
      why: freeText(400).describe('The reason, as typed'),
    },
  }),
  event('follow-up-done', {
    label: 'あとで行うことの完了',
    text: 'Something that a visit left to do was done',
    fields: {
      ...VISIT,
      followUp: kinds.followUp.describe('Which'),
      result: kinds.followUpResult.describe('What came of it'),
      share: kinds.share.optional().describe('Of a refund: the tenths that the patient owes'),
      counter: kinds.id
        .optional()
        .describe('Done at another counter of the site: the id that the center knows that one by'),
      counterName: kinds.name.optional().describe('Its name'),
      counterStaff: kinds.name.optional().describe('Who did it there; absent while no staff is set up there'),
      counterRow: kinds.count.optional().describe('The row of that counter’s journal that says so'),
    },
  }),
  event('follow-up-done-elsewhere', {
    label: '他の窓口の、あとで行うことの完了',
    text: 'Something that a visit at another counter of the site left to do was done here; that counter writes a row of its own once it has heard of it',
    fields: {
      ...VISIT,
      counter: kinds.id.describe('The counter of the visit, by the id that the center knows it by'),
      counterName: kinds.name.describe('Its name'),
      followUp: kinds.followUp.describe('Which'),
      result: kinds.followUpResult.describe('What came of it'),
      share: kinds.share.optional().describe('Of a refund: the tenths that the patient owes'),
      name: kinds.name.optional().describe('The name of whoever did it, for the other counter’s row'),
    },
  }),
  event('follow-up-undone', {
    label: '完了の取消',
    text: 'Something that was marked as done is open again',
    fields: { ...VISIT, followUp: kinds.followUp.describe('Which') },
  }),
] as const
