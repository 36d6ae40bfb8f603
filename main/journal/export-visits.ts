/** One line a concluded visit as it stands now, in the words of the desk: for whoever reads the export and not its codes. */
import type { FollowUp } from '../../contract/follow-up.ts'
import type { VisitOnRecord } from '../../contract/journal.ts'
import { TERMS } from '../../contract/languages/index.ts'
import { cell, identifierCell, momentCell } from './csv-cell.ts'

export const VISIT_HEADINGS = [
  '連番',
  '来院日',
  '日時',
  '診察券番号',
  '受付番号',
  '結果',
  '理由',
  '職員による変更',
  '障害中の受付',
  '支払い',
  '未了の事項',
  '済んだ事項',
  '訂正',
  '訂正の理由',
  '備考',
  '職員',
  '端末',
] as const

const openWords = ({ what }: FollowUp): string => TERMS.ja.followUps[what]
const doneWords = ({ what, done }: FollowUp): string =>
  `${TERMS.ja.followUps[what]}：${done === null ? '' : TERMS.ja.followUpResults[done.result]}`

/** Why it was corrected or reopened, the oldest first. */
const whysOf = ({ steps }: VisitOnRecord): string[] =>
  steps.flatMap((step) => (step.what === 'amended' || step.what === 'reopened' ? [step.why] : []))

/**
 * The line of a visit. As CSV: `12,"2026-11-22","2026-11-22 09:00","=""00077""","","確認できました",…`; as JSON the
 * same with names, codes and words side by side.
 * @param staffName the name behind an id in a row
 */
export const visitLine = (
  format: 'csv' | 'jsonl',
  visit: VisitOnRecord,
  staffName: (id: string) => string,
): string => {
  const { row, event, terminal, followUps } = visit
  const {
    seq,
    day,
    at,
    patientNumber,
    queueNumber,
    outcome,
    overridden,
    outage,
    paid,
    amended,
    remark,
    staff,
  } = row
  const { reasons, checkIn } = event
  const outcomeWords = TERMS.ja.outcomes[outcome]
  const reasonWords = reasons.map((code) => TERMS.ja.reasons[code].line)
  const open = followUps.filter(({ done }) => done === null)
  const done = followUps.filter((one) => one.done !== null)
  const whys = whysOf(visit)
  if (format === 'jsonl') {
    const line = {
      seq,
      visit: checkIn,
      day,
      at,
      patientNumber,
      queueNumber,
      outcome,
      outcomeWords,
      reasons,
      reasonWords,
      overridden,
      outage,
      paid,
      open: open.map(({ what }) => what),
      openWords: open.map(openWords),
      done: done.map(({ what, done: how }) => ({ what, result: how?.result ?? null })),
      amended,
      amendedWhy: whys,
      remark,
      staff,
      terminal,
    }
    return `${JSON.stringify(line)}\n`
  }
  const cells = [
    cell(seq),
    cell(day),
    momentCell(at),
    identifierCell(patientNumber),
    identifierCell(queueNumber),
    cell(outcomeWords),
    cell(reasonWords.join('／')),
    cell(overridden ? 'あり' : 'なし'),
    cell(outage ? 'あり' : 'なし'),
    cell(paid === null ? '' : TERMS.ja.paid[paid]),
    cell(open.map(openWords).join('／')),
    cell(done.map(doneWords).join('／')),
    cell(amended ? 'あり' : 'なし'),
    cell(whys.join('／')),
    cell(remark),
    cell(staffName(staff)),
    cell(terminal),
  ]
  return `${cells.join(',')}\r\n`
}
