import { describe, expect, test } from 'vitest'
import type { JournalPort } from '../../../contract/journal.ts'
import { makeHome, openHome } from './support.ts'
import { addVisits, visit } from './visits.ts'

const text = (journal: JournalPort, request: Omit<Parameters<JournalPort['export']>[0], 'staff'>): string => {
  const exported = journal.export({ staff: 'staff-1', ...request })
  if (!exported.ok) throw new Error(exported.problem.detail)
  return [...exported.value.pieces].join('')
}

describe('JSON Lines', () => {
  test('hold each row whole, of the days asked for, and not the row of the export itself', () => {
    const journal = openHome(makeHome())
    addVisits(journal, 2)
    journal.append(visit(3, { visitDate: '2026-11-20' }))
    const lines = text(journal, { format: 'jsonl', from: '2026-11-22', to: '2026-11-22' })
      .split('\n')
      .slice(0, -1)
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        seq: 1,
        event: 'concluded',
        checkIn: 'check-in-1',
        day: '2026-11-22',
        reasons: ['OK_ONLINE'],
      }),
      expect.objectContaining({ seq: 2 }),
    ])
    expect(journal.search({ events: ['exported'] }).rows[0]?.event).toEqual({
      event: 'exported',
      staff: 'staff-1',
      format: 'jsonl',
      from: '2026-11-22',
      to: '2026-11-22',
      rows: 2,
    })
  })

  test('of no rows are empty', () => {
    expect(text(openHome(makeHome()), { format: 'jsonl' })).toBe('')
  })
})

describe('CSV', () => {
  test('is what a Japanese Excel opens: a byte order mark, CRLF, headings in Japanese', () => {
    const journal = openHome(makeHome())
    journal.append(visit(7, { notesOpen: ['RECHECK_LATER', 'TELL_INSURER'] }))
    const csv = text(journal, { format: 'csv' })
    const [headings = '', row = '', rest] = csv.split('\r\n')
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    expect(headings.slice(1).split(',').slice(0, 4)).toEqual(['連番', '日時', '対象日', '種別'])
    expect(row).toContain('"受付完了"')
    expect(row).toContain('"RECHECK_LATER TELL_INSURER"')
    expect(rest).toBe('')
  })

  test.each([
    ['=1+1', `"'=1+1"`],
    ['+81', `"'+81"`],
    ['-2', `"'-2"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['＝1', `"'＝1"`],
    ['見本"様"', '"見本""様"""'],
    ['a,b\r\nc', '"a,b\r\nc"'],
    ['00012', '"=""00012"""'],
    ['1-2', '"=""1-2"""'],
    ['1E5', '"=""1E5"""'],
    ['１２', '"=""１２"""'],
    ['1234567890123456', '"=""1234567890123456"""'],
    ['2026/1/2', '"=""2026/1/2"""'],
    ['MAR1', '"=""MAR1"""'],
    ['R8.1.1', '"=""R8.1.1"""'],
    ['TRUE', '"=""TRUE"""'],
    ['A-12', '"A-12"'],
    ['診-12', '"診-12"'],
    ['1"2', '"1""2"'],
    ['\n=1+1', '"\'\n\'=1+1"'],
    ['a\n=1+1', '"a\n\'=1+1"'],
    ['a\r\n \u200b@x', '"a\r\n\' \u200b@x"'],
    [' =1+1', '"\' =1+1"'],
    ['\u202e=1+1', '"\'\u202e=1+1"'],
    ['\ufeff=1', '"\'\ufeff=1"'],
    ['−1', '"\'−1"'],
    ['﹦1', '"\'﹦1"'],
    ['|cmd', '"\'|cmd"'],
  ])('writes %j as %s', (patientNumber, cell) => {
    const journal = openHome(makeHome())
    journal.append(visit(1, { patientNumber }))
    expect(text(journal, { format: 'csv' })).toContain(`,${cell},`)
  })

  test('neutralises what people type in other fields too', () => {
    const journal = openHome(makeHome())
    journal.append({
      event: 'overridden',
      staff: '=cmd',
      checkIn: '@x',
      from: 'need-more',
      reason: 'NO_PROOF',
      to: 'accept',
      why: '=HYPERLINK("x")',
    })
    const csv = text(journal, { format: 'csv' })
    for (const cell of csv.split('\r\n').slice(1).join('').split(',')) expect(cell).not.toMatch(/^"?[=+\-@]/)
  })
})

test('the journal can be written while the pieces are taken, and many rows come in many pieces', () => {
  const journal = openHome(makeHome())
  addVisits(journal, 150)
  const seen: number[] = []
  const exported = journal.export({ staff: 'a', format: 'jsonl', progress: (rows) => seen.push(rows) })
  if (!exported.ok) throw new Error(exported.problem.detail)
  let pieces = ''
  let count = 0
  for (const piece of exported.value.pieces) {
    pieces += piece
    count += 1
    expect(journal.append(visit(900 + count)).ok).toBe(true)
  }
  expect(count).toBeGreaterThan(1)
  expect(pieces.split('\n')).toHaveLength(151)
  expect(seen.at(-1)).toBe(150)
})

describe('visits', () => {
  const filled = (): JournalPort => {
    const journal = openHome(makeHome())
    journal.append({
      event: 'check-in-opened',
      staff: 'reception',
      checkIn: 'check-in-1',
      visitDate: '2026-11-22',
      outageMode: false,
    })
    addVisits(journal, 1)
    journal.append(
      visit(2, { outcome: 'accept-with-note', reasons: ['SELF_DECLARATION'], notesOpen: ['RECHECK_LATER'] }),
    )
    return journal
  }

  test('as CSV: one line a visit, in the words of the desk', () => {
    const lines = text(filled(), { format: 'csv', rows: 'visits' }).split('\r\n')
    expect(lines[0]).toBe(
      '\uFEFF連番,来院日,日時,診察券番号,受付番号,結果,理由,職員による変更,障害中の受付,支払い,未了の事項,済んだ事項,訂正,訂正の理由,備考,職員,端末',
    )
    expect(lines[1]).toMatch(/^2,"2026-11-22","[^"]+","=""00001""",,"確認できました","オンライン資格確認で/)
    expect(lines).toHaveLength(4)
  })

  test('as CSV: names the visits of an outage, those of before it stood in the row too', () => {
    const journal = filled()
    journal.append(visit(3, { outage: true }))
    journal.append(visit(4, { outcome: 'accept-with-note', reasons: ['OUTAGE_MODE'], notesOpen: ['outage'] }))
    const lines = text(journal, { format: 'csv', rows: 'visits' }).split('\r\n')
    const column = (lines[0] ?? '').split(',').indexOf('障害中の受付')
    expect(lines.slice(1, 5).map((line) => line.split(',')[column])).toEqual(
      ['なし', 'なし', 'あり', 'あり'].map((word) => `"${word}"`),
    )
  })

  test('as CSV: names the staff, and says the time as a person reads it', async () => {
    const journal = filled()
    const added = await journal.staff.add({
      by: 'reception',
      name: '見本 受付子',
      role: 'administrator',
      pin: '4821',
    })
    if (!added.ok) throw new Error(added.problem)
    journal.append(visit(3, { staff: added.value.id }))
    const lines = text(journal, { format: 'csv', rows: 'visits' }).split('\r\n')
    expect(lines[1]).toContain('"2026-11-22 09:00"')
    expect(lines[1]).toContain(',"受付",')
    expect(lines[3]).toContain(',"見本 受付子",')
  })

  test('as JSON Lines: codes and words side by side; the row of the export counts visits', () => {
    const journal = filled()
    const [, second] = text(journal, { format: 'jsonl', rows: 'visits' }).split('\n')
    expect(JSON.parse(second ?? '')).toMatchObject({
      seq: 3,
      outcome: 'accept-with-note',
      outcomeWords: '受け付けできます（あとで対応あり）',
      reasons: ['SELF_DECLARATION'],
      open: ['recheck'],
      amended: false,
      outage: false,
    })
    expect(journal.search({ events: ['exported'] }).rows[0]?.event).toMatchObject({ rows: 2 })
  })
})
