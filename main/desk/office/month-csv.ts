/** The month's list as CSV, in the words of the desk: for whoever makes the claims, and for a Japanese Excel. */
import { lastDayOfMonth } from '../../../contract/follow-up.ts'
import type { FollowUpKind, FollowUpResult } from '../../../contract/follow-up-kinds.ts'
import { TERMS } from '../../../contract/languages/index.ts'
import type { MonthItem } from '../../../contract/month-list.ts'
import { cell, identifierCell, momentCell } from '../../journal/index.ts'

const HEADINGS = [
  '来院日',
  '診察券番号',
  '受付番号',
  'すること',
  '期限',
  '受付の結果',
  '理由',
  '備考',
  '訂正',
  '済み',
  '済ませた結果',
  '済ませた日時',
  '済ませた職員',
]

const words = (what: FollowUpKind): string => TERMS.ja.followUps[what]
const result = (of: FollowUpResult): string => TERMS.ja.followUpResults[of]

const lineOf = (
  { followUp, outcome, reason, remark, amended }: MonthItem,
  staffName: (id: string) => string,
): string =>
  [
    cell(followUp.day),
    identifierCell(followUp.patientNumber),
    identifierCell(followUp.queueNumber),
    cell(words(followUp.what)),
    cell(followUp.by),
    cell(TERMS.ja.outcomes[outcome]),
    cell(TERMS.ja.reasons[reason].line),
    cell(remark),
    cell(amended ? 'あり' : 'なし'),
    cell(followUp.done === null ? '' : '済'),
    cell(followUp.done === null ? '' : result(followUp.done.result)),
    momentCell(followUp.done?.at),
    cell(followUp.done === null ? '' : staffName(followUp.done.staff)),
  ].join(',')

/** UTF-8 with a byte order mark and CRLF, as exports are. @param staffName the name behind an id in a row */
export const monthCsv = (items: readonly MonthItem[], staffName: (id: string) => string): string =>
  `\uFEFF${[HEADINGS.join(','), ...items.map((item) => lineOf(item, staffName))].join('\r\n')}\r\n`

/** The days of a month: `2026-02` → from 2026-02-01 to 2026-02-28. */
export const daysOfMonth = (month: string): { from: string; to: string } => ({
  from: `${month}-01`,
  to: lastDayOfMonth(`${month}-01`),
})
