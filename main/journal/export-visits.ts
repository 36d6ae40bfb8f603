/** One line a concluded visit, in the words of the desk: for whoever reads the export and not its codes. */
import { z } from 'zod'
import { noteSchema, outcomeSchema, reasonCodeSchema } from '../../contract/decision.ts'
import { NOTE_WORDS, OUTCOME_WORDS, REASON_WORDS } from '../../contract/words.ts'
import { cell, identifierCell } from './csv-cell.ts'

const visitSchema = z.looseObject({
  at: z.string(),
  day: z.string(),
  terminal: z.string(),
  staff: z.string(),
  patientNumber: z.string().optional(),
  outcome: outcomeSchema,
  reasons: z.array(reasonCodeSchema).min(1),
  overridden: z.boolean(),
  notesOpen: z.array(noteSchema),
})

export const VISIT_HEADINGS = [
  '連番',
  '来院日',
  '日時',
  '診察券番号',
  '結果',
  '理由',
  '職員による変更',
  '未了の事項',
  '職員',
  '端末',
] as const

/**
 * The line of a visit. As CSV: `12,"2026-11-22","2026-11-22T09:00:00.000+09:00","=""00077""","確認できました",…`; as JSON the same with
 * names, codes and words side by side.
 * @param body the canonical body of a `concluded` row
 */
export const visitLine = (format: 'csv' | 'jsonl', seq: number, body: string): string => {
  const { at, day, terminal, staff, patientNumber, outcome, reasons, overridden, notesOpen } =
    visitSchema.parse(JSON.parse(body))
  const outcomeWords = OUTCOME_WORDS[outcome].ja
  const reasonWords = reasons.map((code) => REASON_WORDS[code].ja)
  const noteWords = notesOpen.map((note) => NOTE_WORDS[note].ja)
  if (format === 'jsonl') {
    const visit = {
      seq,
      day,
      at,
      patientNumber: patientNumber ?? null,
      outcome,
      outcomeWords,
      reasons,
      reasonWords,
      overridden,
      notesOpen,
      noteWords,
      staff,
      terminal,
    }
    return `${JSON.stringify(visit)}\n`
  }
  const cells = [
    cell(seq),
    cell(day),
    cell(at),
    identifierCell(patientNumber),
    cell(outcomeWords),
    cell(reasonWords.join('／')),
    cell(overridden ? 'あり' : 'なし'),
    cell(noteWords.join('／')),
    cell(staff),
    cell(terminal),
  ]
  return `${cells.join(',')}\r\n`
}
