/** Rows about a patient at the desk: from the opening of a check-in to its end. */
import { LOOK_UP_PROBLEMS } from '../desk-bridge.ts'
import { choice, freeText, kinds, listOf } from '../journal-fields.ts'
import { KEPT, PERSON_ANSWERS, PERSON_DOUBTS } from '../person-question.ts'
import { event } from './event.ts'

export const visitsEvents = [
  event('check-in-opened', {
    label: '受付開始',
    text: 'A patient stands at the desk',
    fields: {
      checkIn: kinds.id.describe("The check-in's id, made by the desk or given to the command line"),
      visitDate: kinds.day.describe('The day of the visit, Asia/Tokyo'),
      outageMode: kinds.flag.describe('The official system was down at this desk (障害時モード)'),
      familyOf: kinds.id.optional().describe('The visit of the first member of the same family'),
    },
  }),
  event('parked', {
    label: '保留',
    text: 'The check-in was put aside, unfinished',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
    },
  }),
  event('recalled', {
    label: '保留から再開',
    text: 'A check-in that was put aside is open again',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
    },
  }),
  event('same-person', {
    label: '同じ方かの確認',
    text: 'Two things were not of one person as they stood, and somebody has said whose they are',
    fields: {
      checkIn: kinds.id.describe('The check-in that was open'),
      about: listOf(choice(...PERSON_DOUBTS), 1).describe('The facts that did not agree'),
      answer: choice(...PERSON_ANSWERS).describe(
        '`same`: one person · `proxy`, `family`: the card is that of whoever came along · `another`: another patient, whose visit was opened · `taken-back`: not taken',
      ),
      kept: choice(...KEPT)
        .optional()
        .describe('The side that was right: what was there, or what had come'),
    },
  }),
  event('evidence-added', {
    label: '資料の追加',
    text: 'Something was shown, read or typed; written again when it is corrected or confirmed',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      evidence: kinds.id.describe("The evidence's id within the check-in"),
      document: kinds.document.describe('Which document'),
      source: choice('card-reader', 'scanner', 'manual').describe('How it came in'),
      confirmed: kinds.flag.describe('Staff or an online answer has confirmed it'),
      expiresOn: kinds.day.optional().describe('The printed last day'),
      insured: kinds.insured.optional().describe('Symbol and number: last characters and keyed hash'),
    },
  }),
  event('card-untrusted', {
    label: 'カードの証明書が未確認',
    text: "A card's certificate leads to none of the authorities in the settings: the card does not count as confirmed",
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
    },
  }),
  event('evidence-removed', {
    label: '資料の取消',
    text: 'Evidence was taken back',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      evidence: kinds.id.describe("The evidence's id within the check-in"),
      document: kinds.document.describe('Which document'),
    },
  }),
  event('decided', {
    label: '判定',
    text: 'The rules have answered on the evidence as it stood',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      visitDate: kinds.day.describe('The day of the visit, Asia/Tokyo'),
      patientNumber: kinds.patientNumber.optional().describe('診察券番号, if given'),
      outcome: kinds.outcome.describe('What the desk may do'),
      reasons: listOf(kinds.reason, 1).describe('Reason codes, the deciding one first'),
      road: kinds.road.describe('The road that decided'),
      reader: kinds.reader.describe("The reader's state"),
      readerFailure: kinds.readerFailure.optional().describe('Why the reader could not confirm the card'),
      online: kinds.online.describe(
        "The official terminal's answer: a code of 1–6, `unavailable` or `not-asked`",
      ),
      documents: listOf(kinds.document).describe('What was presented'),
      expiresOn: kinds.day.optional().describe('The printed last day of the document that decided'),
      notes: listOf(kinds.note).describe('What the desk still has to do or say'),
      needs: listOf(kinds.need).describe('What to ask the patient for'),
      ruleSet: kinds.name.describe('Version of the rule set'),
    },
  }),
  event('official-answer', {
    label: '連携からの回答',
    text: "The official bridge's answer was taken for this visit",
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      by: choice('card', 'number').describe(
        'What was asked about: the card at the official reader, or a number',
      ),
      online: kinds.online.describe("The official terminal's answer"),
      file: kinds.file.describe("The answer's file, which holds no name and no number of a person"),
      hash: kinds.hash.describe('SHA-256 of what the file says'),
      entitlements: kinds.count.describe('How many entitlements it names'),
    },
  }),
  event('number-registered', {
    label: '照会番号の登録',
    text: 'Our own number of the patient was sent to the official side, to be brought back by later answers',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      result: choice('registered', ...LOOK_UP_PROBLEMS).describe('`registered`, or why not'),
    },
  }),
  event('overridden', {
    label: '職員による変更',
    text: 'Staff decided otherwise, with a reason',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      from: kinds.outcome.describe("The rules' outcome"),
      reason: kinds.reason.describe("The rules' deciding reason"),
      to: kinds.outcome.describe("The staff's outcome"),
      why: freeText(400).describe('The reason given'),
    },
  }),
  event('concluded', {
    label: '受付完了',
    text: "The check-in is finished: the row that today's list, search and statistics count",
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      visitDate: kinds.day.describe('The day of the visit, Asia/Tokyo'),
      patientNumber: kinds.patientNumber.optional().describe('診察券番号, if given'),
      queueNumber: kinds.queueNumber.optional().describe('受付番号, if given'),
      outcome: kinds.outcome.describe("What the desk did (after an override: the staff's outcome)"),
      reasons: listOf(kinds.reason, 1).describe('Reason codes of the rules, the deciding one first'),
      road: kinds.road.describe('The road that decided'),
      reader: kinds.reader.describe("The reader's state"),
      readerFailure: kinds.readerFailure.optional().describe('Why the reader could not confirm the card'),
      online: kinds.online.describe("The official terminal's answer"),
      documents: listOf(kinds.document).describe('What was presented'),
      expiresOn: kinds.day.optional().describe('The printed last day of the document that decided'),
      burden: kinds.burden.optional().describe('Tenths that the patient pays, where the decision says it'),
      coverEndedOn: kinds.day
        .optional()
        .describe('A newer entitlement was found: the last day of the old one, where it was given'),
      newCoverFrom: kinds.day
        .optional()
        .describe('A newer entitlement was found: the day from which it counts, where it was given'),
      insured: kinds.insured.optional().describe('Symbol and number: last characters and keyed hash'),
      cover: kinds.cover
        .optional()
        .describe(
          'Keyed hashes of insurer, branch and the officially spelled name, so that the next visit shows what has changed',
        ),
      publicAid: listOf(kinds.publicAid)
        .optional()
        .describe(
          '公費・医療証 beside the insurance: kind, days, seen or not, and of the numbers last characters and keyed hash',
        ),
      notesOpen: listOf(kinds.leftOpen).describe(
        'What the visit leaves to do: notes that were not ticked, and what its end leaves by itself; open until a follow-up-done row (in older journals a task-done row)',
      ),
      paid: kinds.paid
        .optional()
        .describe('What was paid until the cover is confirmed: all of it (10割), or a deposit'),
      overridden: kinds.flag.describe('Staff decided otherwise'),
      outage: kinds.flag
        .optional()
        .describe('Taken in an outage of the official system, and not confirmed online since'),
      staffBefore: listOf(kinds.name)
        .optional()
        .describe('Others who had a hand in the visit before `staff` concluded it'),
      ruleSet: kinds.name.describe('Version of the rule set'),
      channel: choice('desk', 'command-line').describe('Where it was done'),
    },
  }),
  event('note-ticked', {
    label: '確認事項の印',
    text: 'Somebody said that a note of the open check-in is done, or took that back',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      note: kinds.note.describe('Which note'),
      ticked: kinds.flag.describe('Done; false: taken back'),
    },
  }),
  event('task-done', {
    label: '宿題の完了',
    text: 'A note that a visit left open has been done; written until there were follow-ups',
    fields: {
      visitSeq: kinds.count.describe("The visit's row"),
      note: kinds.note.describe('Which note'),
    },
  }),
  event('cancelled', {
    label: '受付中止',
    text: 'The check-in was given up without a result',
    fields: {
      checkIn: kinds.id.describe("The check-in's id"),
      cause: choice('asked', 'idle', 'replaced').describe(
        "By the receptionist, after idle time, or because another patient's card came",
      ),
    },
  }),
  event('day-changed', {
    label: '日付の変化',
    text: 'The day changed while a check-in was open. The check-in keeps the day on which it began',
    fields: {
      checkIn: kinds.id.describe('the check-in'),
      visitDate: kinds.day.describe('its day'),
      today: kinds.day.describe('the new day'),
    },
  }),
] as const
