/** Says in the doctor's words how the center is. */
import type { CenterStatus } from '../../../contract/center.ts'
import type { Diagnosis } from '../../../contract/office.ts'

/** The finding in words; none where the center is not used. */
export const centerFinding = (center: CenterStatus | null): Diagnosis[] => {
  const found = (
    status: Diagnosis['status'],
    ja: string,
    en: string,
    adviceJa = '',
    adviceEn = '',
  ): Diagnosis[] => [{ id: 'center', status, what: { ja, en }, advice: { ja: adviceJa, en: adviceEn } }]
  switch (center?.state) {
    case undefined:
    case 'off':
      return []
    case 'starting':
      return found('ok', 'センター: 接続の準備中です', 'center: connecting')
    case 'ready':
      return found('ok', 'センター: 記録はすべて届いています', 'center: every row is there')
    case 'behind':
      return found(
        'ok',
        `センター: 未送信の記録 ${center.rows} 件を送っています`,
        `center: ${center.rows} rows are being sent`,
      )
    case 'down':
      return found(
        'warn',
        `センターに届きません（未送信の記録 ${center.rows} 件）`,
        `the center cannot be reached; ${center.rows} rows wait`,
        'サーバーとネットワークを確認してください。受付は続けられ、届くようになれば自動で送ります',
        'look at the server and the network; the desk goes on, and the rows are sent when it is back',
      )
    case 'refused':
      return found(
        'fail',
        `センターが受け付けません（未送信の記録 ${center.rows} 件）`,
        `the center refuses this terminal; ${center.rows} rows wait`,
        '「uketsuke forward --once」で理由を確かめ、必要なら登録し直してください（docs/center.md）',
        'see why with “uketsuke forward --once”, and enrol again where needed (docs/center.md)',
      )
    case 'diverged':
      return found(
        'fail',
        'センターにある記録と、この端末の記録が合いません',
        'the center holds other rows than this terminal’s journal',
        '古い控えから戻したか、同じ端末の写しが動いています。何も消さず、管理者に連絡してください（docs/center.md）',
        'it was set back to an older copy, or a copy of it is running: delete nothing, tell the administrator (docs/center.md)',
      )
  }
}
